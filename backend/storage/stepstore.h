// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/step.h"
#include "backend/storage/database.h"
#include "backend/storage/lane.h"

namespace cs::storage {

/// What has to be done for an order, once: the row of an (order, step).
struct StepRow
{
    QString orderId;
    Step step = Step::Payment;
    StepState state = StepState::Queued;
    int attempts = 0;   ///< times it was claimed
    TimePoint dueAt;    ///< while Running: when the claim ends, and others may ask again with the same key
    QString outcome;    ///< a sentence or a reference; why it failed
    QString cause;      ///< the event that asked for it; may be empty
    TimePoint createdAt;
    TimePoint updatedAt;
    QString family = {}; ///< whose command asked for it, and whose records answer where the order is another's; may be empty
    QString askedBy = {}; ///< source of that command; may be empty
    bool isOver() const { return state == StepState::Done || state == StepState::Failed; }
};

/// The step table: commands only insert, workers take from it. Commands that come twice, or from two sources, make one row.
class StepStore final
{
public:
    explicit StepStore(Connection &connection) : m_connection(connection) {}

    /// A step that is there stays as it is; gives the number of new ones.
    Result<qint64> add(const QList<StepRow> &rows);
    /// Writes state, due time and outcome, of a row that may not be there yet; false when it was over before.
    Result<bool> put(const StepRow &row);
    /// Many at once, of each (order, step) one.
    Status put(const QList<StepRow> &rows);
    Result<bool> isDue(Step step, TimePoint now, Lane lane = {});
    /// Takes what is due, until `leaseUntil`: nobody else gets it before then. In the caller's transaction.
    Result<QList<StepRow>> claim(Step step, TimePoint now, TimePoint leaseUntil, int limit, Lane lane = {});
    Result<QHash<QString, QList<StepRow>>> ofOrders(const QStringList &orderIds); ///< by order, in the order of the steps
    Result<QList<StepRow>> ofOrder(const QString &orderId);
    /// Ends a step that nobody ever worked on; false when there is none.
    Result<bool> close(const QString &orderId, Step step, StepState as, const QString &why, TimePoint at);

private:
    Connection &m_connection;
};

} // namespace cs::storage
