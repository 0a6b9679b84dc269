// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/orderimport.h"

#include "backend/support/json.h"

namespace cs::services {

namespace {

constexpr qint64 kMaxQuantity = 1'000'000;
constexpr int kMaxItems = 1000;

/// The file's name for a field of ours, and what its nulls are.
class Names final
{
public:
    Names(const QHash<QString, QString> &mapping, json::Nulls nulls) : m_mapping(mapping), m_nulls(nulls) {}
    json::Nulls nulls() const { return m_nulls; }
    QByteArray of(QLatin1String field) const
    {
        const auto found = m_mapping.constFind(QString(field));
        return found == m_mapping.cend() ? QByteArray(field.data(), field.size()) : found->toUtf8();
    }

private:
    const QHash<QString, QString> &m_mapping;
    const json::Nulls m_nulls;
};

OrderItem readItem(const json::Value &value, const Names &names, Currency currency, const QString &path,
                   QList<FieldError> *errors)
{
    OrderItem item;
    if (!value.isObject()) {
        errors->append({path, QStringLiteral("This must be an object.")});
        return item;
    }
    json::Reader reader(value, path, errors, names.nulls());
    item.productId = reader.string(names.of(QLatin1String("productId")), true, 256);
    item.name = reader.string(names.of(QLatin1String("name")), false, 256);
    item.quantity = reader.integer(names.of(QLatin1String("quantity")), 1, kMaxQuantity);
    item.price = reader.money(names.of(QLatin1String("price")), currency);
    return item;
}

void readItems(json::Reader &reader, const Names &names, NewOrder *order)
{
    const QByteArray name = names.of(QLatin1String("items"));
    const json::Value *items = reader.member(name, json::Type::Array);
    if (items == nullptr)
        return;
    if (items->items().isEmpty() || items->items().size() > kMaxItems) {
        reader.fail(name,
                    QStringLiteral("An order has 1 to %1 items, not %2.").arg(kMaxItems).arg(items->items().size()));
        return;
    }
    for (const json::Value &one : items->items()) {
        const QString path = reader.pathOf(name) + QStringLiteral("[%1]").arg(order->items.size());
        order->items.append(readItem(one, names, order->currency, path, &reader.errors()));
    }
}

void readCreator(json::Reader &reader, const Names &names, NewOrder *order)
{
    const QByteArray name = names.of(QLatin1String("createdBy"));
    const json::Value *creator = reader.member(name, json::Type::Object, false);
    if (creator == nullptr)
        return;
    json::Reader inner(*creator, reader.pathOf(name), &reader.errors(), names.nulls());
    Actor actor;
    actor.userId = inner.string(names.of(QLatin1String("createdBy.userId")).replace("createdBy.", ""), true, 256);
    actor.role = inner.string(names.of(QLatin1String("createdBy.role")).replace("createdBy.", ""), false, 256);
    order->createdBy = actor;
}

/// False when the amounts cannot be read for want of a currency.
void readCurrency(json::Reader &reader, const Names &names, NewOrder *order)
{
    const QByteArray name = names.of(QLatin1String("currency"));
    const QString code = reader.string(name, false, 256);
    if (!reader.has(name))
        return;
    const Result<Currency> currency = Currency::fromCode(code);
    if (currency.ok())
        order->currency = *currency;
    else if (reader.errors().isEmpty() || reader.errors().last().field != reader.pathOf(name))
        reader.fail(name, currency.error().message);
}

/// An order as our API writes it has its id as `id`: read without it, it would be another order each time the file is imported.
QByteArray nameOfId(const json::Value &root, const Names &names)
{
    const QByteArray name = names.of(QLatin1String("orderId"));
    const json::Value *id = root.find("id");
    return name == "orderId" && root.find(name) == nullptr && id != nullptr && id->isString() ? QByteArrayLiteral("id") : name;
}

Result<NewOrder> readOrder(const json::Value &root, const Names &names)
{
    if (!root.isObject())
        return Error::invalid(QStringLiteral("An order is a JSON object."));
    json::Reader reader(root, {}, nullptr, names.nulls());
    NewOrder order;
    order.id = reader.string(nameOfId(root, names), false, 256);
    order.customerId = reader.string(names.of(QLatin1String("customerId")), true, 256);
    readCurrency(reader, names, &order);
    readCreator(reader, names, &order);
    readItems(reader, names, &order);
    if (!reader.errors().isEmpty())
        return Error::invalid(QStringLiteral("The order is not valid."), reader.errors());
    const Result<Money> total = validate(order);
    return total.ok() ? Result<NewOrder>(order) : Result<NewOrder>(total.error());
}

} // namespace

Result<QList<OrderItem>> parseItems(const json::Value &body, Currency currency)
{
    const QHash<QString, QString> asNamed;
    json::Reader reader(body);
    NewOrder order;
    order.currency = currency;
    readItems(reader, Names(asNamed, json::Nulls::Wrong), &order);
    if (!reader.errors().isEmpty())
        return Error::invalid(QStringLiteral("The items are not valid."), reader.errors());
    return order.items;
}

Error lineError(qint64 lineNumber, const Error &error)
{
    QStringList parts;
    for (const FieldError &one : error.fields)
        parts.append(one.field + QStringLiteral(": ") + one.message);
    Error told = error;
    told.message =
        QStringLiteral("line %1: %2")
            .arg(QString::number(lineNumber), parts.isEmpty() ? error.message : parts.join(QLatin1Char(' ')));
    return told;
}

Result<NewOrder> parseOrder(const json::Value &body)
{
    const QHash<QString, QString> asNamed;
    return readOrder(body, Names(asNamed, json::Nulls::Wrong));
}

ImportLine parseJsonLine(QByteArrayView line, qint64 lineNumber, const QHash<QString, QString> &mapping)
{
    Result<json::Value> root = json::parse(line);
    if (!root.ok())
        return {lineNumber, lineError(lineNumber, root.error())};
    Result<NewOrder> order = readOrder(*root, Names(mapping, json::Nulls::Missing)); // as many programs write what they have not
    if (!order.ok())
        return {lineNumber, lineError(lineNumber, order.error())};
    return {lineNumber, std::move(order)};
}

} // namespace cs::services
