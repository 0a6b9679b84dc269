// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/lifecycle.h"
#include "backend/events/factwriter.h"
#include "backend/events/ordersevent.h"

namespace cs::events {

namespace {

struct Said
{
    OrdersType type;
    QString status;
};

std::optional<Said> saidOf(Fact fact, const Order &order)
{
    switch (fact) {
    case Fact::Created: return Said{OrdersType::Created, QStringLiteral("pending")};
    case Fact::LevelDenied: return Said{OrdersType::Updated, QStringLiteral("rejected")};
    case Fact::Approved: return Said{OrdersType::Updated, QStringLiteral("approved")};
    case Fact::Edited: return Said{OrdersType::Updated, statusName(order.status)};
    case Fact::Paid: return Said{OrdersType::Updated, QStringLiteral("paid")};
    case Fact::Reserved: return Said{OrdersType::Updated, QStringLiteral("reserved")};
    case Fact::PaymentRefused:
    case Fact::StockShort:
    case Fact::Failed: return Said{OrdersType::Updated, QStringLiteral("failed")};
    case Fact::Shipped: return Said{OrdersType::Shipped, QStringLiteral("shipped")};
    case Fact::Delivered: return Said{OrdersType::Delivered, QStringLiteral("delivered")};
    case Fact::Cancelled: return Said{OrdersType::Cancelled, QStringLiteral("cancelled")};
    case Fact::LevelRequested:
    case Fact::LevelGranted:
    case Fact::PaymentPending: break;
    }
    return std::nullopt;
}

} // namespace

void addOrdersFacts(Fact fact, FactWriter &to)
{
    const Order &order = to.order();
    const std::optional<Said> said = saidOf(fact, order);
    if (!said)
        return;
    OrdersEvent event;
    event.type = said->type;
    event.timestamp = to.context().at;
    event.orderId = order.id;
    event.customerId = order.customerId;
    event.currency = order.currency;
    event.total = order.total;
    event.status = said->status;
    event.items = order.items;
    to.add(QStringLiteral("order-events"), ordersTypeName(event.type), encodeOrders(event));
}

} // namespace cs::events
