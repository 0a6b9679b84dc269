// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/rows.h"

#include "backend/support/utf8.h"

#include <algorithm>

namespace cs::storage {

namespace {

constexpr qsizetype kBlock = 64 * 1024;
constexpr qsizetype kShared = 128; ///< bytes from this length on are shared: below it a copy costs less

} // namespace

Rows::Rows(qsizetype width, qsizetype rows) : m_width(width)
{
    m_cells.reserve(std::size_t(width * rows));
}

/// Where so many more bytes may be written.
char *Rows::room(qsizetype bytes)
{
    if (m_free.size < bytes || m_free.at == nullptr) { // an empty text lies somewhere too
        m_free.size = std::max(kBlock, bytes);
        m_blocks.emplace_back(new char[std::size_t(m_free.size)]);
        m_free.at = m_blocks.back().get();
    }
    return m_free.at;
}

/// A value whose bytes are in the room.
void Rows::take(qsizetype size, Type type)
{
    m_cells.push_back(cellOf(m_free.at, size, type));
    m_free.at += size;
    m_free.size -= size;
}

void Rows::put(QStringView text)
{
    take(copyUtf8(text, room(3 * text.size())), Type::Text);
}

void Rows::put(QLatin1String ascii)
{
    std::copy_n(ascii.data(), ascii.size(), room(ascii.size()));
    take(ascii.size(), Type::Text);
}

void Rows::put(const QByteArray &bytes)
{
    if (bytes.size() >= kShared) {
        m_shared.push_back(bytes);
        m_cells.push_back(cellOf(bytes.constData(), bytes.size(), Type::Bytes));
        return;
    }
    std::copy_n(bytes.constData(), bytes.size(), room(bytes.size()));
    take(bytes.size(), Type::Bytes);
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
        put(*static_cast<const QByteArray *>(value.constData()));
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
    case Type::Number: return QVariant(qlonglong(one.number));
    case Type::Text: return QVariant(QString::fromUtf8(bytes(one)));
    case Type::Bytes: break;
    }
    return QVariant(bytes(one).toByteArray());
}

} // namespace cs::storage
