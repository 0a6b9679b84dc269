// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/factrecords.h"
#include "backend/services/core/storecontext.h"
#include "backend/storage/approvalstore.h"
#include "backend/storage/auditstore.h"
#include "backend/storage/outboxstore.h"

#include <QHash>

namespace cs::services {

/// Somebody acts on what an order was: the refusal says what it is now.
Error changedMeanwhile(const Order &now);

/// The rows that an act writes beside the orders themselves: history, approvals asked for, outbox and audit. Gathered
/// first and written together, as multi-row statements. Lives inside one job of the store's writer.
class ActRows final
{
public:
    ActRows(StoreContext &context, storage::Connection &connection, Actor actor, TimePoint at)
        : m_context(context), m_connection(connection), m_actor(std::move(actor)), m_at(at)
    {
    }
    Q_DISABLE_COPY_MOVE(ActRows)

    /// A fact about an order; gives the id of its first event (empty when no family has a record for it).
    struct About
    {
        QString level = {};
        QString reason = {};
        QString causation = {}; ///< goes into the record's headers
        QString cause = {};     ///< kept with the outbox row
        QString paymentId = {};
        std::optional<Money> amount = {}; ///< of the payment
        QString trackingNumber = {};
        QString carrier = {};
        QString heardOn = {}; ///< a topic that has the fact already, from who did it
        bool ownerDrives = false; ///< another's order whose owner asks for the next step by itself
        QString family = {};  ///< whose records tell it, where the order is another's; empty: its driver's
    };
    QString addFact(events::Fact fact, const Order &order, const About &about);
    void addRecords(const QList<events::FactRecord> &records, const QString &orderId, const QString &cause);
    void addHistory(const Order &order, OrderStatus status, const QString &act, const QString &detail,
                    const QString &cause);
    void addAudit(const QString &act, const QString &subject, const QByteArray &detail);
    /// The last level was granted, or none was needed: tells so, and asks the order's driver for its first step.
    void addApproved(const Order &order, const QString &causation);
    /// The same of an order for which the policy asks no level, as `why` says in its history.
    void addApprovedUnasked(const Order &order, const QString &why, const QString &causation);
    /// Asks for the level that the order waits for: approval row, record, history. `handled`: who may not decide it.
    /// `fact` may be Edited, whose records ask for the new round's first level.
    Status addLevelRequest(const Order &order, const QStringList &handled, const QString &why,
                           const QString &causation, events::Fact fact = events::Fact::LevelRequested);

    /// Writes all of it.
    Status write();
    bool hasOutbox() const { return !m_outbox.isEmpty(); }
    /// After write(): for the relay, once it is committed.
    NewOutboxRows outboxRows() const { return m_numbered ? std::make_shared<const QList<storage::OutboxRow>>(m_outbox) : NewOutboxRows(); }

private:
    events::FactContext factContext(events::Fact fact, const Order &order, const About &about) const;
    Result<QList<Actor>> approversOf(const QString &level);

    StoreContext &m_context;
    storage::Connection &m_connection;
    const Actor m_actor;
    const TimePoint m_at;
    QHash<QString, QList<Actor>> m_approvers; ///< by level, read once
    QList<storage::HistoryEntry> m_history;
    QList<Approval> m_approvals;
    QList<storage::OutboxRow> m_outbox;
    bool m_numbered = false;
    QList<storage::AuditEntry> m_audit;
};

} // namespace cs::services
