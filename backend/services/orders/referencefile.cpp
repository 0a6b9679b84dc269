// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/referencedata.h"

#include "backend/services/orders/csvorders.h"
#include "backend/services/orders/filekind.h"

namespace cs::services {

namespace {

using storage::Product;

constexpr qsizetype kMostErrors = 20;
constexpr qsizetype kLongestId = 256; // as of an order's items
constexpr qsizetype kLongestText = 256;
constexpr qint64 kMostUnits = 1'000'000'000;

/// A row with the names of its columns; gathers what is wrong with it.
class NamedRow final
{
public:
    NamedRow(const QHash<QString, qsizetype> &columns, const CsvRows::Row &row, QList<FieldError> *errors) : m_columns(columns), m_row(row), m_errors(errors) {}

    QString text(const QString &column, bool needed = false, qsizetype longest = kLongestText)
    {
        const QString found = QString::fromUtf8(m_row.fields.value(m_columns.value(column, -1))).trimmed();
        if (needed && found.isEmpty())
            fail(column, QStringLiteral("This is missing."));
        else if (found.size() > longest || found.contains(QChar::Null))
            fail(column, QStringLiteral("This is longer than %1 characters, or holds the character U+0000.").arg(longest));
        return found;
    }
    qint64 number(const QString &column, qint64 most)
    {
        const QString found = text(column);
        bool good = true;
        const qint64 number = found.isEmpty() ? 0 : found.toLongLong(&good);
        if (!good || number < 0 || number > most)
            fail(column, QStringLiteral("This must be a whole number from 0 to %1.").arg(most));
        return number;
    }
    Money price(const QString &column)
    {
        const QString code = text(QStringLiteral("currency"));
        const auto currency = code.isEmpty() ? Result<Currency>(Currency()) : Currency::fromCode(code);
        const auto price = currency.ok() ? Money::parse(text(column, true).toUtf8(), *currency) : Result<Money>(Money());
        if (!currency.ok())
            fail(QStringLiteral("currency"), currency.error().message);
        else if (!price.ok() || price->minor() < 0)
            fail(column, price.ok() ? QStringLiteral("The amount must not be negative.") : price.error().message);
        return price.valueOr(Money());
    }
    void fail(const QString &column, const QString &message)
    {
        m_errors->append({QStringLiteral("line %1, %2").arg(m_row.line).arg(column), message});
    }

private:
    const QHash<QString, qsizetype> &m_columns;
    const CsvRows::Row &m_row;
    QList<FieldError> *m_errors;
};

Error wrongLines(const QList<FieldError> &errors)
{
    const FieldError &first = errors.first();
    return Error::invalid(QStringLiteral("%1: %2 Nothing was stored.").arg(first.field, first.message), errors);
}

Result<QHash<QString, qsizetype>> columnsOf(CsvRows &rows, const QStringList &needed)
{
    CS_TRY(checkIsText(rows.peek(kKindBytes)));
    const auto header = rows.next();
    if (!header)
        return rows.isBroken() ? brokenFile() : Error::invalid(QStringLiteral("The file is empty; its first row must name the columns."));
    QHash<QString, qsizetype> columns;
    for (qsizetype i = 0; i < header->fields.size(); ++i)
        columns.insert(QString::fromUtf8(header->fields[i]).trimmed(), i);
    for (const QString &one : needed) {
        if (!columns.contains(one))
            return Error::invalid(QStringLiteral("The first row names no column %1; needed are %2.").arg(one, needed.join(QStringLiteral(", "))));
    }
    return columns;
}

/// `make` reads one row; the first needed column is the id, which no two rows share.
template <typename T>
Result<ReferenceFile<T>> readRows(QIODevice &csv, const QStringList &needed, T (*make)(NamedRow &))
{
    CsvRows rows(csv);
    const auto columns = columnsOf(rows, needed);
    CS_TRY(columns);
    ReferenceFile<T> file{{}, QSet<QString>(columns->keyBegin(), columns->keyEnd())};
    QList<FieldError> errors;
    QSet<QString> ids;
    while (const auto row = rows.next()) {
        NamedRow named(*columns, *row, &errors);
        if (row->error)
            named.fail(needed.first(), row->error->message);
        else if (const QString id = named.text(needed.first(), true, kLongestId); ids.contains(id))
            named.fail(needed.first(), QStringLiteral("%1 is there twice.").arg(id));
        else if (ids.insert(id); ids.size() > kMostReferenceRows)
            named.fail(needed.first(), QStringLiteral("These are more than %1 rows; bring them in parts.").arg(kMostReferenceRows));
        else
            file.rows.append(make(named));
        if (errors.size() >= kMostErrors || ids.size() > kMostReferenceRows)
            break;
    }
    if (rows.isBroken())
        return brokenFile();
    return errors.isEmpty() ? Result<ReferenceFile<T>>(file) : Result<ReferenceFile<T>>(wrongLines(errors));
}

Product productOf(NamedRow &row)
{
    return {row.text(QStringLiteral("productId")), row.text(QStringLiteral("name"), true), row.text(QStringLiteral("quantityPerUnit")),
            row.price(QStringLiteral("unitPrice")), row.number(QStringLiteral("unitsInStock"), kMostUnits), row.number(QStringLiteral("discontinued"), 1) == 1};
}

Customer customerOf(NamedRow &row)
{
    return {row.text(QStringLiteral("customerId")), row.text(QStringLiteral("companyName"), true), row.text(QStringLiteral("contactName")),
            row.text(QStringLiteral("city")), row.text(QStringLiteral("country")), row.text(QStringLiteral("phone"))};
}

} // namespace

Result<ReferenceFile<Product>> readProducts(QIODevice &csv)
{
    return readRows<Product>(csv, {QStringLiteral("productId"), QStringLiteral("name"), QStringLiteral("unitPrice")}, productOf);
}

Result<ReferenceFile<Customer>> readCustomers(QIODevice &csv)
{
    return readRows<Customer>(csv, {QStringLiteral("customerId"), QStringLiteral("companyName")}, customerOf);
}

} // namespace cs::services
