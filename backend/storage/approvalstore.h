// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/approval.h"
#include "backend/storage/database.h"
#include "backend/storage/orderstore.h"

namespace cs::storage {

struct ApprovalQuery
{
    QStringList levels;            ///< role names; empty: all
    QList<ApprovalState> states{ApprovalState::Waiting};
    /// Leaves out what this user created, submitted or voted on at another level (four eyes), and of what waits also what
    /// they have voted on at this one: nothing is left for them to do, unless they take a held vote back.
    QString notHandledBy;
    QString text;
    bool lastDecidedFirst = false; ///< else longest waiting first; leaves out what is not decided
    int limit = 100;               ///< 1 to 1,000
    QString after;
};

/// An approval with the order it is about (no items) and the customer's name.
struct ApprovalRow
{
    Approval approval;
    Order order;
    QString customerName;
};

/// A recent decision and how far it has come.
struct DecisionRow
{
    Vote vote;
    DecisionProgress progress = DecisionProgress::Recorded;
    QString topic; ///< where it went, once acknowledged
    int partition = -1;
    qint64 offset = -1;
};

class ApprovalStore final
{
public:
    explicit ApprovalStore(Connection &connection) : m_connection(connection) {}

    /// Existing (order, round, level) rows are left as they are; gives the number of new ones.
    Result<qint64> request(const QList<Approval> &approvals);
    /// For the ingest path: writes the rows whole, whatever was there (merged by the caller in the same transaction).
    Status put(const Rows &rows);
    Status put(const QList<Approval> &approvals) { return put(rowsOf(approvals)); }
    static Rows rowsOf(const QList<Approval> &approvals); ///< any thread
    Result<QHash<QString, QList<Approval>>> ofOrders(const QStringList &orderIds); ///< by order, all rounds, in order
    Result<QList<Approval>> ofOrder(const QString &orderId); ///< all rounds, in order
    Result<std::optional<Approval>> find(const QString &orderId, int round, const QString &level);
    /// Sets the outcome where it still waits; Conflict when it does not. Also used for Void.
    Status decide(const Approval &approval);
    Status voidWaiting(const QString &orderId, TimePoint at);
    Result<Page<ApprovalRow>> page(const ApprovalQuery &query);
    /// Waiting approvals per level, with the oldest's time.
    struct Waiting { QString level; qint64 count = 0; TimePoint oldest; qint64 late = 0; };
    Result<QList<Waiting>> waiting(TimePoint now);

    /// A vote; Conflict when this person voted on this level already. Held votes count from releaseAt on.
    Status addVote(const Vote &vote, bool released);
    Result<std::optional<Vote>> heldVote(const QString &voteId);
    Result<QList<Vote>> votesDue(TimePoint now, int limit);
    /// True when this caller claimed it (once).
    Result<bool> markReleased(const QString &voteId, TimePoint at, const QString &outcome);
    Result<bool> withdrawVote(const QString &voteId, const QString &userId);
    /// The person's last decisions, newest first, joined with the outbox row that carries each (by vote id as cause).
    Result<QList<DecisionRow>> recentDecisions(const QString &userId, int limit);
    /// Per hour or median figures for the dashboard: seconds from requested to decided since `since`: median and p90.
    struct DecisionTimes { qint64 count = 0; qint64 medianMs = 0; qint64 p90Ms = 0; };
    Result<DecisionTimes> decisionTimes(TimePoint since);

private:
    Connection &m_connection;
};

} // namespace cs::storage
