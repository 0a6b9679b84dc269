// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"
#include "backend/storage/lane.h"
#include "backend/support/clock.h"
#include "backend/support/money.h"

namespace cs::storage {

/// A payment beside the one that counts.
struct SurplusPayment
{
    enum class State { Owed, PaidBack, Refused }; ///< Refused: who was asked will not; a person has to see to it
    QString orderId;
    QString paymentId; ///< the gateway's; empty: what our own gateway was asked for and whose answer is not known yet
    Money amount;
    State state = State::Owed;
    int attempts = 0;
    TimePoint dueAt;   ///< while somebody is asked: when others may ask again with the same key
    QString reportedBy;
    QString reason;
    TimePoint createdAt;
    TimePoint updatedAt;
};

/// What has been paid too much, and is paid back once each.
class SurplusStore final
{
public:
    explicit SurplusStore(Connection &connection) : m_connection(connection) {}
    /// Owed, due at once; false when this payment is known.
    Result<bool> add(const SurplusPayment &payment);
    /// `asked`: only those without a payment id, else only those with one.
    Result<bool> isDue(bool asked, TimePoint now, Lane lane = {});
    /// Takes what is due, until `leaseUntil`. In the caller's transaction.
    Result<QList<SurplusPayment>> claim(bool asked, TimePoint now, TimePoint leaseUntil, int limit, Lane lane = {});
    /// Writes state, due time and reason; false when it was over before.
    Result<bool> put(const SurplusPayment &payment);
    Result<QList<SurplusPayment>> ofOrder(const QString &orderId);

private:
    Connection &m_connection;
};

/// Members of pipeline records that no field of ours takes; they go along from topic to topic.
class PipelineMembers final
{
public:
    explicit PipelineMembers(Connection &connection) : m_connection(connection) {}
    /// The latest stand.
    Status put(const QString &orderId, const QByteArray &members);
    Result<QByteArray> find(const QString &orderId); ///< empty: none

private:
    Connection &m_connection;
};

} // namespace cs::storage
