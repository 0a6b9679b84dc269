// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/visibletext.h"

#include <QChar>

namespace cs {

namespace {

bool isHidden(char16_t c)
{
    // C0, DEL and C1; soft hyphen; Arabic letter mark; zero-width space to right-to-left mark without the joiners, which
    // some scripts need; line separators and the embeddings of Unicode TR 9; word joiner and the isolates; the BOM.
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x200B || c == 0x200E ||
           c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

} // namespace

QString visibleText(const QString &text, bool keepLines)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text.at(i).unicode();
        if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n')
            continue;
        if (c == u'\n')
            out += keepLines ? u'\n' : u' ';
        else if (c == u'\t')
            out += u' ';
        else if (isHidden(c))
            out += QStringLiteral("\u2039U+%1\u203A").arg(uint(c), 4, 16, QLatin1Char('0')).toUpper();
        else
            out += text.at(i);
    }
    return out;
}

} // namespace cs
