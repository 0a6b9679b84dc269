// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/events/need.h"

#include <limits>

namespace cs::events {

/// `{"userId":…,"role":…}`; the role may be absent. `Io` is a FieldReader, FieldWriter or SchemaWriter.
template <typename Io, typename T>
void describeActor(Io &io, T &&actor)
{
    io.text("userId", actor.userId, Need::Required, kMaxIdLength);
    io.label("role", actor.role, Need::Optional, kMaxIdLength);
}

/// A line of an order: productId, quantity, price.
template <typename Io, typename T>
void describeLine(Io &io, T &&item, const Currency &currency)
{
    io.text("productId", item.productId, Need::Required, kMaxIdLength);
    io.integer("quantity", item.quantity, Need::Required, 1, kMaxQuantity);
    io.money("price", item.price, currency);
}

/// The `order` member of an oms event: id, customerId, currency, items (with names), totalAmount, createdBy?, version?. The
/// total is taken as it was sent: another system may add tax or take a discount off.
template <typename Io, typename T>
void describeOrder(Io &io, T &&order)
{
    io.orderId("id", order.id);
    io.text("customerId", order.customerId, Need::Required, kMaxIdLength);
    io.currencyAhead("currency", order.currency, Need::Required);
    io.currency("currency", order.currency);
    io.list("items", order.items, Need::Required, kMaxItems, [&order](auto &line, auto &&item) {
        line.text("productId", item.productId, Need::Required, kMaxIdLength);
        line.text("name", item.name, Need::Optional, kMaxIdLength);
        line.integer("quantity", item.quantity, Need::Required, 1, kMaxQuantity);
        line.money("price", item.price, order.currency);
    });
    io.money("totalAmount", order.total, order.currency);
    io.object("createdBy", Need::Optional, !order.createdBy.userId.isEmpty(), [&order](auto &inner) { describeActor(inner, order.createdBy); });
    qint64 version = order.version;
    io.integer("version", version, Need::Optional, 1, std::numeric_limits<int>::max());
    if constexpr (Io::kReads)
        order.version = int(version);
}

} // namespace cs::events
