// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/csvorders.h"

#include "backend/services/orders/filekind.h"

#include <QStringDecoder>

#include <algorithm>

namespace cs::services {

namespace {

constexpr const char *kFields[] = {"orderId",        "customerId", "currency", "createdBy.userId",
                                   "createdBy.role", "productId",  "name",     "quantity",
                                   "price"};
constexpr const char *kNeeded[] = {"customerId", "productId", "quantity", "price"};
constexpr const char *kOfOrder[] = {"customerId", "currency", "createdBy.userId", "createdBy.role"};

/// Takes the line's fields apart; true when the row ends with it, false within quotes.
class FieldCutter final
{
public:
    explicit FieldCutter(char separator) : m_separator(separator) {}
    bool add(const QByteArray &line)
    {
        for (const char c : line)
            take(c);
        if (m_quoted) {
            m_field += '\n';
            return false;
        }
        endField();
        return true;
    }
    QList<QByteArray> fields;
    bool broken = false; ///< text behind a closing quote

private:
    void take(char c)
    {
        if (m_quoted) {
            if (c == '"')
                m_quoted = false, m_closed = true;
            else
                m_field += c;
        } else if (c == m_separator) {
            endField();
        } else if (c == '"' && m_closed) { // a doubled quote stands for one
            m_field += '"';
            m_quoted = true, m_closed = false;
        } else if (c == '"' && m_field.isEmpty()) {
            m_quoted = true;
        } else {
            broken = broken || m_closed;
            m_field += c;
        }
    }
    void endField()
    {
        fields.append(std::exchange(m_field, {}));
        m_closed = false;
    }
    const char m_separator;
    QByteArray m_field;
    bool m_quoted = false;
    bool m_closed = false;
};

/// What a header row is cut at: what it has most of outside quotes, a comma where it has nothing of the kind.
char separatorOf(const QByteArray &header)
{
    qsizetype commas = 0;
    qsizetype semicolons = 0;
    qsizetype tabs = 0;
    bool quoted = false;
    for (const char c : header) {
        quoted = quoted != (c == '"');
        commas += !quoted && c == ',' ? 1 : 0;
        semicolons += !quoted && c == ';' ? 1 : 0;
        tabs += !quoted && c == '\t' ? 1 : 0;
    }
    if (semicolons > commas && semicolons >= tabs)
        return ';';
    return tabs > commas ? '\t' : ',';
}

/// Where the comma does not cut fields it may be the decimal sign: "18,60". One that groups thousands is refused as a price
/// with too many decimals.
QString withDecimalPoint(QString price, char separator)
{
    const bool isDecimal = separator != ',' && price.count(QLatin1Char(',')) == 1 && !price.contains(QLatin1Char('.'));
    return isDecimal ? price.replace(QLatin1Char(','), QLatin1Char('.')) : price;
}

bool isUtf8(const QByteArray &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless); // a cut character at the end is an error too
    const QString decoded = decoder(text);
    return !decoder.hasError() && !decoded.contains(QChar::Null);
}

std::optional<Error> troubleOf(const QList<QByteArray> &fields, bool broken)
{
    if (broken)
        return Error::invalid(QStringLiteral("There is text behind a closing quote."));
    for (const QByteArray &one : fields) {
        if (!isUtf8(one))
            return Error::invalid(QStringLiteral("The row is not UTF-8 text."));
    }
    return std::nullopt;
}

} // namespace

std::optional<CsvRows::Row> CsvRows::next()
{
    Row row;
    std::optional<FieldCutter> cutter;
    QByteArray line;
    qsizetype size = 0;
    for (;;) {
        const LineReader::Got got = m_lines.next(&line);
        if (got == LineReader::Got::End) {
            if (row.line == 0 || m_lines.isBroken())
                return std::nullopt;
            row.error = Error::invalid(QStringLiteral("A quote is not closed; what follows it was not read."));
            return row;
        }
        if (row.line == 0 && got == LineReader::Got::Line && line.trimmed().isEmpty())
            continue;
        row.line = row.line == 0 ? m_lines.lineNumber() : row.line;
        size += line.size();
        if (got == LineReader::Got::TooLong || size > LineReader::kMaxLine) {
            row.error = Error::tooLarge(QStringLiteral("The row is longer than 1 MiB."));
            return row;
        }
        if (m_separator == 0)
            m_separator = separatorOf(line);
        if (!cutter)
            cutter.emplace(m_separator);
        if (cutter->add(line))
            break;
    }
    row.error = troubleOf(cutter->fields, cutter->broken);
    row.fields = cutter->fields;
    return row;
}

Result<std::unique_ptr<CsvOrders>> CsvOrders::open(QIODevice &device, const QHash<QString, QString> &mapping)
{
    std::unique_ptr<CsvOrders> orders(new CsvOrders(device));
    orders->m_mapping = mapping;
    CS_TRY(checkIsText(orders->m_rows.peek(kKindBytes)));
    const std::optional<CsvRows::Row> header = orders->m_rows.next();
    if (!header)
        return orders->isBroken() ? brokenFile() : Error::invalid(QStringLiteral("The file is empty; its first row must name the columns."));
    if (header->error)
        return lineError(header->line, *header->error);
    orders->m_width = header->fields.size();
    orders->m_bareId = !mapping.contains(QStringLiteral("orderId")) && !header->fields.contains("orderId") && header->fields.contains("id");
    if (orders->m_bareId) // the API's own name for it
        orders->m_mapping.insert(QStringLiteral("orderId"), QStringLiteral("id"));
    for (const char *name : kFields) {
        const qsizetype at = header->fields.indexOf(orders->columnName(QLatin1String(name)).toUtf8());
        if (at >= 0 && header->fields.indexOf(header->fields.at(at), at + 1) >= 0)
            return lineError(header->line, Error::field(orders->columnName(QLatin1String(name)), QStringLiteral("There are two columns of this name.")));
        if (at >= 0)
            orders->m_columns.insert(QLatin1String(name), at);
    }
    QList<FieldError> missing;
    for (const char *name : kFields) {
        if (!orders->m_columns.contains(QLatin1String(name)) && orders->isNeeded(QLatin1String(name)))
            missing.append({orders->columnName(QLatin1String(name)), QStringLiteral("There is no such column.")});
    }
    if (!missing.isEmpty())
        return lineError(header->line, Error::invalid(QStringLiteral("Columns are missing."), missing));
    return orders;
}

/// A column that was named must be there too: an order id that is looked for in vain would make new orders at each import.
bool CsvOrders::isNeeded(QLatin1String name) const
{
    const auto isName = [name](const char *needed) { return name == QLatin1String(needed); };
    return m_mapping.contains(name) || std::any_of(std::begin(kNeeded), std::end(kNeeded), isName);
}

QString CsvOrders::columnName(QLatin1String name) const
{
    return m_mapping.value(name, name);
}

QString CsvOrders::field(const CsvRows::Row &row, QLatin1String name) const
{
    const qsizetype at = m_columns.value(name, -1);
    const QString text = at >= 0 && at < row.fields.size() ? QString::fromUtf8(row.fields[at]).trimmed() : QString();
    const bool isRowNumber = m_bareId && name == QLatin1String("orderId") && std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); });
    return isRowNumber ? QString() : text; // as a number is no id in JSON either
}

void CsvOrders::startOrder(const CsvRows::Row &row, NewOrder *order, QList<FieldError> *errors) const
{
    order->id = field(row, QLatin1String("orderId"));
    order->customerId = field(row, QLatin1String("customerId"));
    if (const QString code = field(row, QLatin1String("currency")); !code.isEmpty()) {
        const Result<Currency> currency = Currency::fromCode(code);
        if (currency.ok())
            order->currency = *currency;
        else
            errors->append({columnName(QLatin1String("currency")), currency.error().message});
    }
    const Actor creator{field(row, QLatin1String("createdBy.userId")), field(row, QLatin1String("createdBy.role"))};
    if (!creator.userId.isEmpty())
        order->createdBy = creator;
    else if (!creator.role.isEmpty())
        errors->append({columnName(QLatin1String("createdBy.userId")), QStringLiteral("This is missing.")});
}

void CsvOrders::addItem(const CsvRows::Row &row, NewOrder *order, QList<FieldError> *errors) const
{
    const QString path = QStringLiteral("items[%1].").arg(order->items.size());
    OrderItem item;
    item.productId = field(row, QLatin1String("productId"));
    item.name = field(row, QLatin1String("name"));
    bool isNumber = false;
    item.quantity = field(row, QLatin1String("quantity")).toLongLong(&isNumber);
    if (!isNumber) {
        item.quantity = 1; // so that it is complained about once
        errors->append({path + columnName(QLatin1String("quantity")),
                        QStringLiteral("This must be a whole number from 1 to 1000000.")});
    }
    const Result<Money> price = Money::parse(withDecimalPoint(field(row, QLatin1String("price")), m_rows.separator()).toUtf8(), order->currency);
    item.price = price.valueOr(Money(0, order->currency));
    if (!price.ok())
        errors->append({path + columnName(QLatin1String("price")), price.error().message});
    order->items.append(item);
}

/// What belongs to the order must be the same in each of its rows (or empty in the later ones).
void CsvOrders::checkSame(const CsvRows::Row &row, const CsvRows::Row &first, qsizetype item,
                          QList<FieldError> *errors) const
{
    for (const char *name : kOfOrder) {
        const QString here = field(row, QLatin1String(name));
        if (!here.isEmpty() && here != field(first, QLatin1String(name)))
            errors->append({columnName(QLatin1String(name)),
                            QStringLiteral("This differs between the order's rows (at items[%1]).").arg(item)});
    }
}

bool CsvOrders::belongsTo(const CsvRows::Row &row, const NewOrder &order) const
{
    return !row.error && row.fields.size() == m_width && !order.id.isEmpty() &&
           field(row, QLatin1String("orderId")) == order.id;
}

ImportLine CsvOrders::finish(qint64 line, const NewOrder &order, const QList<FieldError> &errors) const
{
    if (!errors.isEmpty())
        return {line, lineError(line, Error::invalid(QStringLiteral("The order is not valid."), errors))};
    const Result<Money> total = validate(order);
    if (!total.ok())
        return {line, lineError(line, total.error())};
    return {line, order};
}

std::optional<ImportLine> CsvOrders::next()
{
    const std::optional<CsvRows::Row> first = m_ahead ? std::exchange(m_ahead, std::nullopt) : m_rows.next();
    if (!first)
        return std::nullopt;
    if (first->error)
        return ImportLine{first->line, lineError(first->line, *first->error)};
    if (first->fields.size() != m_width)
        return ImportLine{
            first->line,
            lineError(
                first->line,
                Error::invalid(
                    QStringLiteral("The row has %1 fields, the header %2.").arg(first->fields.size()).arg(m_width)))};
    NewOrder order;
    QList<FieldError> errors;
    startOrder(*first, &order, &errors);
    addItem(*first, &order, &errors);
    while ((m_ahead = m_rows.next()) && belongsTo(*m_ahead, order) && order.items.size() <= 1000) {
        checkSame(*m_ahead, *first, order.items.size(), &errors);
        addItem(*m_ahead, &order, &errors);
    }
    if (!m_ahead && isBroken()) // it may have had more rows
        return std::nullopt;
    return finish(first->line, order, errors);
}

} // namespace cs::services
