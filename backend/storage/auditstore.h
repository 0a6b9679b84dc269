// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/actor.h"
#include "backend/storage/database.h"
#include "backend/support/clock.h"

namespace cs::storage {

struct AuditEntry
{
    qint64 id = 0; ///< without gaps
    TimePoint at;
    Actor actor;
    QString act;     ///< e.g. order.create, order.import, approval.approve, user.add
    QString subject; ///< e.g. the order's id
    QString detail;  ///< JSON, byte-stable
    QByteArray hash; ///< 32 bytes
};

/// People's acts in one chain per store: each hash is HMAC-SHA256, keyed outside the database, over the entry and the hash
/// before it. Written in the act's own transaction, so that an act which cannot be audited does not happen.
class AuditStore final
{
public:
    AuditStore(Connection &connection, QByteArray key) : m_connection(connection), m_key(std::move(key)) {}
    Status append(const QList<AuditEntry> &entries);
    /// The first entry whose hash is wrong, or nothing; also when ids have a gap.
    Result<std::optional<qint64>> verify();
    Result<QList<AuditEntry>> entries(qint64 afterId, int limit);

private:
    Connection &m_connection;
    QByteArray m_key;
};

/// Answers of requests with an Idempotency-Key, so that a repeat gets the same answer. Kept 24 h.
class IdempotencyStore final
{
public:
    explicit IdempotencyStore(Connection &connection) : m_connection(connection) {}
    struct Answer { QByteArray requestHash; int status = 0; QByteArray body; };
    Result<std::optional<Answer>> find(const QString &userId, const QString &key);
    Status keep(const QString &userId, const QString &key, const Answer &answer, TimePoint at);

private:
    Connection &m_connection;
};

} // namespace cs::storage
