// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/commandintake.h"
#include "backend/services/flow/settlement.h"

namespace cs::services {

/// Takes up what records say, in the caller's transaction: what asks for a step, what reports one, and what comes before its
/// order, which is parked. load() first, then each record, then write().
class Taker final
{
public:
    Taker(StoreContext &context, storage::Connection &connection, const QString &service);
    Q_DISABLE_COPY_MOVE(Taker)

    Status load(const QList<TakenRecord> &records);
    Status take(const TakenRecord &taken);
    /// The settlement, and what waits.
    Result<Notice> write();

private:
    void readByStatus(Command &command) const;
    std::optional<QString> mustWait(const Command &command) const;
    OrderStatus neededBy(const Command &command) const;
    void park(const TakenRecord &taken, const Command &command, const QString &why);
    bool isEarly(const Command &command) const;
    Status apply(const TakenRecord &taken, const Command &command);
    Status applyReport(const Order &order, const Command &command);
    Status applyOwners(const SettledOrder &entry, const TakenRecord &taken, const StepOutcome &outcome);

    StoreContext &m_context;
    storage::Connection &m_connection;
    const QString m_service;
    Settlement m_settlement;
    QList<storage::ParkedRow> m_parked;
};

} // namespace cs::services
