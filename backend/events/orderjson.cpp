// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/orderjson.h"

#include <limits>

namespace cs::events {

namespace {

constexpr qsizetype kMaxItems = 1'000;
constexpr qint64 kMaxQuantity = 1'000'000;

Currency readCurrency(FieldReader &fields)
{
    const QString code = fields.string("currency", FieldReader::Required, 16);
    if (!fields.ok())
        return {};
    const Result<Currency> currency = Currency::fromCode(code);
    if (!currency.ok())
        fields.fail("currency", u"out_of_range", currency.error().message);
    return currency.valueOr({});
}

OrderItem readItem(FieldReader &fields, Currency currency)
{
    OrderItem item;
    item.productId = fields.string("productId", FieldReader::Required, kMaxIdLength);
    item.name = fields.string("name", FieldReader::Optional, kMaxIdLength);
    item.quantity = fields.integer("quantity", FieldReader::Required, 1, kMaxQuantity);
    item.price = fields.money("price", currency);
    return item;
}

QList<OrderItem> readItems(FieldReader &fields, Currency currency)
{
    QList<OrderItem> items;
    const json::Value *list = fields.member("items", FieldReader::Required, json::Type::Array);
    if (list == nullptr)
        return items;
    if (list->items().size() > kMaxItems)
        fields.fail("items", u"out_of_range", QStringLiteral("An order has at most %1 items.").arg(kMaxItems));
    items.reserve(list->items().size());
    for (qsizetype i = 0; fields.ok() && i < list->items().size(); ++i) {
        FieldReader one(list->items()[i], fields, "items", i);
        if (one.isObject())
            items.append(readItem(one, currency));
    }
    return items;
}

} // namespace

Actor readActor(FieldReader &fields)
{
    Actor actor;
    actor.userId = fields.string("userId", FieldReader::Required, kMaxIdLength);
    actor.role = fields.string("role", FieldReader::Optional, kMaxIdLength);
    return actor;
}

void writeActor(json::Writer &to, const Actor &actor)
{
    to.beginObject().member("userId", actor.userId);
    if (!actor.role.isEmpty())
        to.member("role", actor.role);
    to.endObject();
}

Order readOrder(FieldReader &fields)
{
    Order order;
    order.id = fields.string("id", FieldReader::Required, 64);
    if (fields.ok() && !isValidOrderId(order.id))
        fields.fail("id", u"out_of_range", QStringLiteral("An order id has 1 to 64 characters of A-Z a-z 0-9 . _ : -"));
    order.customerId = fields.string("customerId", FieldReader::Required, kMaxIdLength);
    order.currency = readCurrency(fields);
    order.items = readItems(fields, order.currency);
    order.total = fields.money("totalAmount", order.currency);
    if (const json::Value *creator = fields.member("createdBy", FieldReader::Optional, json::Type::Object)) {
        FieldReader inner(*creator, fields, "createdBy");
        order.createdBy = readActor(inner);
    }
    order.version = int(fields.integer("version", FieldReader::Optional, 1, std::numeric_limits<int>::max(), 1));
    return order;
}

void writeOrder(json::Writer &to, const Order &order)
{
    to.beginObject().member("id", order.id).member("customerId", order.customerId).member("currency", order.currency.code());
    to.key("items").beginArray();
    for (const OrderItem &item : order.items) {
        to.beginObject().member("productId", item.productId);
        if (!item.name.isEmpty())
            to.member("name", item.name);
        to.member("quantity", item.quantity).member("price", item.price).endObject();
    }
    to.endArray().member("totalAmount", order.total);
    if (!order.createdBy.userId.isEmpty()) {
        to.key("createdBy");
        writeActor(to, order.createdBy);
    }
    to.member("version", qint64(order.version)).endObject();
}

} // namespace cs::events
