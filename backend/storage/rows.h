// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>
#include <QVariant>
#include <concepts>
#include <vector>

namespace cs::storage {

/// Rows to be written, as the database takes them: texts in UTF-8 one behind the other, numbers as they are. A value costs no
/// allocation, and nothing is converted any more while the writer waits. A value; built on any thread.
class Rows final
{
public:
    enum class Type : quint8 { Null, Number, Text, Bytes };
    struct Cell
    {
        qint64 value = 0; ///< the number, or where text or bytes begin
        qint32 size = 0;  ///< of text or bytes, in bytes
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
    /// Of a text or of bytes; lives as long as the rows are not added to.
    QByteArrayView bytes(const Cell &cell) const { return {m_bytes.constData() + cell.value, cell.size}; }
    /// As QtSql takes it.
    QVariant variant(qsizetype index) const;

private:
    void put(QStringView text);
    void put(const QString &text) { put(QStringView(text)); }
    void put(const QByteArray &bytes) { putBytes(bytes); }
    void put(const QVariant &value);
    template <std::integral Number>
    void put(Number number) { m_cells.push_back({qint64(number), 0, Type::Number}); }
    void putBytes(QByteArrayView bytes);
    char *room(qsizetype bytes);

    qsizetype m_width;
    std::vector<Cell> m_cells;
    QByteArray m_bytes; ///< used up to m_used
    qsizetype m_used = 0;
};

} // namespace cs::storage
