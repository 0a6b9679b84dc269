// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>
#include <QVariant>
#include <concepts>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace cs::storage {

/// Rows to be written, as the database takes them: texts in UTF-8, numbers as they are. A value costs no allocation of its own, and
/// nothing is converted any more while the writer waits. Texts lie in blocks that stay where they are, as a buffer that grows
/// would be copied, and cleared by the system, again and again; long bytes are shared, not copied. A value; built on any thread.
class Rows final
{
public:
    enum class Type : quint8 { Null, Number, Text, Bytes };
    struct Cell
    {
        union {
            qint64 number = 0;
            const char *bytes; ///< of a text or of bytes
        };
        qint32 size = 0; ///< of text or bytes, in bytes
        Type type = Type::Null;
    };

    /// `width` values make a row; `rows` says how many may be expected.
    explicit Rows(qsizetype width, qsizetype rows = 0);
    /// One row. A QVariant without a type is NULL; a null text or null bytes are empty ones.
    template <typename... Values>
    void add(const Values &...values)
    {
        Q_ASSERT(sizeof...(values) == std::size_t(m_width));
        (put(values), ...);
    }
    qsizetype width() const { return m_width; }
    qsizetype count() const { return qsizetype(m_cells.size()) / m_width; }
    bool isEmpty() const { return m_cells.empty(); }

    const Cell &cell(qsizetype index) const { return m_cells[std::size_t(index)]; }
    /// Of a text or of bytes; lives as long as the rows.
    static QByteArrayView bytes(const Cell &cell) { return {cell.bytes, cell.size}; }
    /// As QtSql takes it.
    QVariant variant(qsizetype index) const;

private:
    /// What is free in the last block; a copy of the rows begins a block of its own.
    struct Free
    {
        Free() = default;
        Free(const Free &) noexcept {}
        Free(Free &&other) noexcept : at(std::exchange(other.at, nullptr)), size(std::exchange(other.size, 0)) {}
        Free &operator=(Free other) noexcept
        {
            at = other.at;
            size = other.size;
            return *this;
        }
        ~Free() = default;
        char *at = nullptr;
        qsizetype size = 0;
    };

    void put(QStringView text);
    void put(QLatin1String ascii); ///< nothing beyond ASCII
    void put(const QString &text) { put(QStringView(text)); }
    void put(const QByteArray &bytes);
    void put(const std::optional<QByteArray> &bytes) { bytes ? put(*bytes) : put(std::nullopt); }
    void put(std::nullopt_t) { m_cells.push_back({}); }
    void put(const QVariant &value);
    template <std::integral Number>
    void put(Number number) { m_cells.push_back({{qint64(number)}, 0, Type::Number}); }
    char *room(qsizetype bytes);
    void take(qsizetype size, Type type);
    static Cell cellOf(const char *bytes, qsizetype size, Type type)
    {
        Cell cell;
        cell.bytes = bytes;
        cell.size = qint32(size);
        cell.type = type;
        return cell;
    }

    qsizetype m_width;
    std::vector<Cell> m_cells;
    std::vector<std::shared_ptr<char[]>> m_blocks;
    std::vector<QByteArray> m_shared;
    Free m_free;
};

} // namespace cs::storage
