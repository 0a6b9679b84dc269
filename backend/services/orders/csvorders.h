// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/orders/linereader.h"
#include "backend/services/orders/orderimport.h"

#include <optional>

namespace cs::services {

/// Cuts rows of CSV (RFC 4180) into fields; a quoted field may hold commas, doubled quotes and line ends. A row of more
/// than 1 MiB is skipped and reported. Where the first row has semicolons or tabs in the place of commas, as spreadsheets of
/// many countries write them, the fields are cut there.
class CsvRows final
{
public:
    explicit CsvRows(QIODevice &device) : m_lines(device) {}

    struct Row
    {
        qint64 line = 0; ///< where it began
        QList<QByteArray> fields;
        std::optional<Error> error;
    };
    /// Nothing at the end. Empty lines are left out.
    std::optional<Row> next();
    QByteArrayView peek(qsizetype most) { return m_lines.peek(most); }
    qint64 bytesRead() const { return m_lines.bytesRead(); }
    bool isBroken() const { return m_lines.isBroken(); }
    /// Comma, semicolon or tab; known after the first row.
    char separator() const { return m_separator; }

private:
    LineReader m_lines;
    char m_separator = 0; ///< 0: no row was read yet
};

/// Makes orders of CSV rows. Lives on the importing thread.
class CsvOrders final
{
public:
    /// Reads the header row; an error names a column that is missing.
    static Result<std::unique_ptr<CsvOrders>> open(QIODevice &device, const QHash<QString, QString> &mapping);
    /// The next order with the line at which it begins; nothing at the end.
    std::optional<ImportLine> next();
    qint64 bytesRead() const { return m_rows.bytesRead(); }
    bool isBroken() const { return m_rows.isBroken(); }

private:
    explicit CsvOrders(QIODevice &device) : m_rows(device) {}
    QString field(const CsvRows::Row &row, QLatin1String name) const;
    bool isNeeded(QLatin1String name) const;
    QString columnName(QLatin1String name) const;
    void startOrder(const CsvRows::Row &row, NewOrder *order, QList<FieldError> *errors) const;
    void addItem(const CsvRows::Row &row, NewOrder *order, QList<FieldError> *errors) const;
    void checkSame(const CsvRows::Row &row, const CsvRows::Row &first, qsizetype item, QList<FieldError> *errors) const;
    bool belongsTo(const CsvRows::Row &row, const NewOrder &order) const;
    ImportLine finish(qint64 line, const NewOrder &order, const QList<FieldError> &errors) const;

    CsvRows m_rows;
    QHash<QString, QString> m_mapping;
    bool m_bareId = false; ///< the order's id is in a column `id`, which may also hold the numbers of rows
    QHash<QString, qsizetype> m_columns; ///< our field → index
    qsizetype m_width = 0;
    std::optional<CsvRows::Row> m_ahead; ///< the first row of the next order
};

} // namespace cs::services
