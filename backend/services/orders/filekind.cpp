// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/filekind.h"

#include <QString>

namespace cs::services {

namespace {

/// How files of a kind begin, as their formats' descriptions have it, and what is to be done with them.
struct Beginning
{
    QByteArrayView bytes;
    const char16_t *told;
};
const Beginning kBeginnings[] = {
    {QByteArrayView("\x1F\x8B", 2), u"The file is compressed (gzip): unpack it first."},
    {QByteArrayView("BZh", 3), u"The file is compressed (bzip2): unpack it first."},
    {QByteArrayView("\xFD" "7zXZ\0", 6), u"The file is compressed (xz): unpack it first."},
    {QByteArrayView("\x28\xB5\x2F\xFD", 4), u"The file is compressed (zstd): unpack it first."},
    {QByteArrayView("7z\xBC\xAF", 4), u"The file is compressed (7-Zip): unpack it first."},
    {QByteArrayView("PK\x03\x04", 4), u"The file is a ZIP archive or a spreadsheet: unpack it, or save the sheet as CSV."},
    {QByteArrayView("\xD0\xCF\x11\xE0", 4), u"The file is an old spreadsheet or document: save the sheet as CSV."},
    {QByteArrayView("%PDF-", 5), u"The file is a PDF: export the orders as CSV or JSON Lines."},
    {QByteArrayView("\xFF\xFE\0\0", 4), u"The file is UTF-32: save it as UTF-8."},
    {QByteArrayView("\0\0\xFE\xFF", 4), u"The file is UTF-32: save it as UTF-8."},
    {QByteArrayView("\xFF\xFE", 2), u"The file is UTF-16: save it as UTF-8."},
    {QByteArrayView("\xFE\xFF", 2), u"The file is UTF-16: save it as UTF-8."},
};

/// Latin letters in UTF-16 have a zero byte each, with a byte order mark or without.
bool isBareUtf16(QByteArrayView head)
{
    return head.size() >= 4 && ((head[0] != 0 && head[1] == 0 && head[3] == 0) || (head[0] == 0 && head[1] != 0 && head[2] == 0));
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

} // namespace

Status checkIsText(QByteArrayView head)
{
    for (const Beginning &one : kBeginnings) {
        if (head.startsWith(one.bytes))
            return Error::invalid(QString::fromUtf16(one.told));
    }
    if (isBareUtf16(head))
        return Error::invalid(QStringLiteral("The file is UTF-16: save it as UTF-8."));
    if (!head.isEmpty() && isControl(head[0]))
        return Error::invalid(QStringLiteral("The file is no text: orders are imported from JSON Lines or CSV."));
    return Done{};
}

} // namespace cs::services
