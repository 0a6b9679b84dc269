// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/models/modelrows.h"

namespace cs::ui::test {

/// An order made four minutes ago by EMP08, with what happened since; times are seconds after that.
class OrderWay final
{
public:
    explicit OrderWay(OrderStatus status = OrderStatus::Pending, const QStringList &levels = {})
    {
        detail.order = orderRow(QStringLiteral("A1"), 1, status).order;
        detail.order.createdAt = at(0);
        detail.order.updatedAt = at(0);
        detail.order.createdBy.userId = QStringLiteral("EMP08");
        detail.order.items = {{QStringLiteral("P1"), QStringLiteral("Pavlova"), 20, Money(1'181, Currency())},
                              {QStringLiteral("P2"), QStringLiteral("Chai"), 5, Money(1'800, Currency())}};
        detail.order.levels = levels;
        moved(0, OrderStatus::Pending, QStringLiteral("EMP08"));
    }

    static TimePoint at(int seconds) { return kNow - std::chrono::minutes(4) + std::chrono::seconds(seconds); }

    OrderWay &moved(int seconds, OrderStatus status, const QString &by, const QString &why = {})
    {
        services::HistoryEntry entry;
        entry.at = at(seconds);
        entry.status = status;
        entry.actor.userId = by;
        entry.detail = why;
        detail.history.append(entry);
        return *this;
    }
    OrderWay &level(const QString &name, ApprovalState state, int seconds, const QString &by = {})
    {
        Approval approval;
        approval.orderId = detail.order.id;
        approval.level = name;
        approval.state = state;
        approval.requestedAt = at(0);
        approval.decidedBy = by;
        if (!by.isEmpty())
            approval.decidedAt = at(seconds);
        detail.approvals.append(approval);
        return *this;
    }
    OrderWay &step(Step one, StepState state, int seconds, const QString &outcome = {})
    {
        detail.fulfilment.steps.append({detail.order.id, one, state, 1, at(seconds) + std::chrono::hours(1), outcome, {}, at(seconds) - std::chrono::seconds(1), at(seconds)});
        return *this;
    }
    OrderWay &payment(PaymentState state, int seconds, const QString &reason = {})
    {
        const Money amount = detail.order.total;
        detail.fulfilment.payment = Payment{detail.order.id, QStringLiteral("PAY-77"), amount, state == PaymentState::Refunded ? amount : Money(0, Currency()), state,
                                            QStringLiteral("payment-service"), reason, at(seconds), at(seconds)};
        return *this;
    }
    OrderWay &stock(const QString &product, qint64 onHand, qint64 reserved)
    {
        detail.fulfilment.levels.insert(product, {product, {}, onHand, reserved});
        return *this;
    }
    OrderWay &reservation(const QString &product, qint64 quantity, ReservationState state, int seconds)
    {
        detail.fulfilment.reservations.append({detail.order.id, product, quantity, state, at(seconds)});
        return *this;
    }

    services::OrderDetail detail;
};

} // namespace cs::ui::test
