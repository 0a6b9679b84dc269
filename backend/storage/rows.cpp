// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/rows.h"

#include <QStringEncoder>
#include <algorithm>
#include <cstring>

namespace cs::storage {

namespace {

/// Copies the text up to its first character that is not ASCII; gives how many. Most texts are ASCII to their end, for which the
/// codec's preparations cost more than its work. Sixteen at a time, which compilers turn into a few instructions.
qsizetype copyAscii(QStringView text, char *to)
{
    constexpr qsizetype kStep = 16;
    const char16_t *const from = text.utf16();
    qsizetype at = 0;
    for (; at + kStep <= text.size(); at += kStep) {
        char16_t all = 0;
        for (qsizetype i = at; i < at + kStep; ++i)
            all |= from[i];
        if (all >= 0x80)
            break;
        for (qsizetype i = at; i < at + kStep; ++i)
            to[i] = static_cast<char>(from[i]);
    }
    for (; at < text.size() && from[at] < 0x80; ++at)
        to[at] = static_cast<char>(from[at]);
    return at;
}

} // namespace

Rows::Rows(qsizetype width, qsizetype rows) : m_width(width)
{
    m_cells.reserve(std::size_t(width * rows));
}

/// Where so many more bytes may be written.
char *Rows::room(qsizetype bytes)
{
    if (m_bytes.size() < m_used + bytes)
        m_bytes.resize(std::max(2 * m_bytes.size(), m_used + bytes + 4096));
    return m_bytes.data() + m_used;
}

void Rows::put(QStringView text)
{
    char *const begin = room(3 * text.size());
    qsizetype size = copyAscii(text, begin);
    if (size < text.size()) {
        QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
        size = encoder.appendToBuffer(begin + size, text.sliced(size)) - begin;
    }
    m_cells.push_back({m_used, qint32(size), Type::Text});
    m_used += size;
}

void Rows::putBytes(QByteArrayView bytes)
{
    if (!bytes.isEmpty())
        std::memcpy(room(bytes.size()), bytes.data(), std::size_t(bytes.size()));
    m_cells.push_back({m_used, qint32(bytes.size()), Type::Bytes});
    m_used += bytes.size();
}

void Rows::put(const QVariant &value)
{
    switch (value.userType()) {
    case QMetaType::UnknownType:
        m_cells.push_back({});
        break;
    case QMetaType::QString:
        put(*static_cast<const QString *>(value.constData()));
        break;
    case QMetaType::QByteArray:
        putBytes(*static_cast<const QByteArray *>(value.constData()));
        break;
    default:
        put(value.toLongLong());
    }
}

QVariant Rows::variant(qsizetype index) const
{
    const Cell &one = cell(index);
    switch (one.type) {
    case Type::Null: return {};
    case Type::Number: return QVariant(qlonglong(one.value));
    case Type::Text: return QVariant(QString::fromUtf8(bytes(one)));
    case Type::Bytes: break;
    }
    return QVariant(bytes(one).toByteArray());
}

} // namespace cs::storage
