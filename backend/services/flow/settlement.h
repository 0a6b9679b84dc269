// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/act.h"
#include "backend/services/flow/commands.h"
#include "backend/services/flow/stepeffects.h"
#include "backend/services/orders/actrows.h"
#include "backend/storage/stepstore.h"

namespace cs::services {

/// An order with its steps, as a transaction knows and changes them.
struct SettledOrder
{
    Order order;
    bool ours = true; ///< this store owns it; else its owner moves it, and here stands what was done here
    int versionBefore = 0;
    bool refilled = false; ///< its content was learned from a command
    QHash<Step, storage::StepRow> steps;
    QSet<Step> touched;
};

/// What services' steps do to orders: one job of the store's writer. Knows orders and steps as they are at load(), applies
/// asks and outcomes one after the other, and writes step rows, payments, stock, shipments, order moves, history and records
/// together. Whatever comes twice, or too late, does nothing the second time; what was done for an order that has ended is
/// undone, and what was paid beside the payment that counts is paid back.
class Settlement final
{
public:
    /// `service` acts: payment, inventory, shipping, order.
    Settlement(StoreContext &context, storage::Connection &connection, const QString &service);
    Q_DISABLE_COPY_MOVE(Settlement)

    Status load(const QStringList &orderIds);
    const SettledOrder *find(const QString &orderId) const;
    const Order *order(const QString &orderId) const;

    /// Somebody asks for a step: one row, however often.
    void ask(const QString &orderId, Step step, const QString &cause, const QString &family = {}, const QString &askedBy = {});
    /// Of another's order of which the id alone is known: takes what the command says of it.
    Status fill(const QString &orderId, const AskedOrder &about);
    Status apply(const StepOutcome &outcome);
    /// Reserves the stock that the steps' orders need, the first ones first; each is done, or has failed, at once.
    Status reserve(const QList<storage::StepRow> &steps);
    /// The order has ended: undoes what was done for it here.
    void compensate(const QString &orderId, const QString &cause);
    /// A payment that does not count is paid back, once.
    Status giveBack(const StepOutcome &payment, const QString &why);
    /// A line in the order's history that moves nothing.
    void note(const QString &orderId, const QString &act, const QString &detail, const QString &cause);
    /// Writes it all; Conflict when an order was changed meanwhile: the whole job is to be run again.
    Result<Notice> write();

private:
    storage::StepRow &row(SettledOrder &entry, Step step, const QString &cause);
    Status pending(SettledOrder &entry, const StepOutcome &outcome);
    Status done(SettledOrder &entry, const StepOutcome &outcome);
    Status tooLate(SettledOrder &entry, const StepOutcome &outcome);
    Status failed(SettledOrder &entry, const StepOutcome &outcome);
    Status afterwards(SettledOrder &entry, const StepOutcome &outcome);
    Status paidAgain(SettledOrder &entry, const StepOutcome &outcome);
    Status paidBack(const StepOutcome &outcome);
    Status askAgain(const Order &order);
    Status learned(SettledOrder &entry, const StepOutcome &outcome);
    ActRows::About aboutOf(const SettledOrder &entry, const StepOutcome &outcome) const;
    void move(SettledOrder &entry, OrderStatus to, events::Fact fact, const StepOutcome &outcome, const QString &detail);
    void goOn(SettledOrder &entry, const StepOutcome &outcome);

    StoreContext &m_context;
    storage::Connection &m_connection;
    const TimePoint m_now;
    ActRows m_rows;
    StepEffects m_effects;
    QHash<QString, SettledOrder> m_entries;
    QStringList m_changed;
};

} // namespace cs::services
