// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/act.h"
#include "backend/services/flow/stepoutcome.h"
#include "backend/services/orders/actrows.h"
#include "backend/storage/stepstore.h"

namespace cs::services {

/// What services' steps do to orders: one job of the store's writer. Knows orders and steps as they are at load(), applies
/// asks and outcomes one after the other, and writes step rows, payments, stock, shipments, order moves, history and records
/// together. Whatever comes twice, or too late, does nothing the second time; what was done for an order that has ended is
/// undone.
class Settlement final
{
public:
    /// `service` acts: payment, inventory, shipping, order.
    Settlement(StoreContext &context, storage::Connection &connection, const QString &service);
    Q_DISABLE_COPY_MOVE(Settlement)

    Status load(const QStringList &orderIds);
    const Order *order(const QString &orderId) const;
    const storage::StepRow *step(const QString &orderId, Step step) const;

    /// Somebody asks for a step: one row, however often.
    void ask(const QString &orderId, Step step, const QString &cause);
    Status apply(const StepOutcome &outcome);
    /// Reserves the stock that an order needs; it is done, or has failed, at once.
    Status reserve(const QString &orderId);
    /// A line in the order's history that moves nothing.
    void note(const QString &orderId, const QString &act, const QString &detail, const QString &cause);
    /// Writes it all; Conflict when an order was changed meanwhile: the whole job is to be run again.
    Result<Notice> write();

private:
    struct Entry
    {
        Order order;
        int versionBefore = 0;
        QHash<Step, storage::StepRow> steps;
        QSet<Step> touched;
    };
    storage::StepRow &row(Entry &entry, Step step, const QString &cause);
    Status pending(Entry &entry, const StepOutcome &outcome);
    Status done(Entry &entry, const StepOutcome &outcome);
    Status failed(Entry &entry, const StepOutcome &outcome);
    Status keepEffect(Entry &entry, const StepOutcome &outcome);
    Status keepPayment(const Entry &entry, const StepOutcome &outcome, PaymentState state);
    Status keepShipment(const Entry &entry, const StepOutcome &outcome, ShipmentState state);
    void move(Entry &entry, OrderStatus to, events::Fact fact, const StepOutcome &outcome, const QString &detail);
    void goOn(Entry &entry, const QString &cause);
    void compensate(Entry &entry, const QString &cause);
    void noteIgnored(const Entry &entry, const StepOutcome &outcome);

    StoreContext &m_context;
    storage::Connection &m_connection;
    const TimePoint m_now;
    ActRows m_rows;
    QHash<QString, Entry> m_entries;
    QStringList m_changed;
};

} // namespace cs::services
