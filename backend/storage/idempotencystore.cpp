// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/auditstore.h"
#include "backend/storage/values.h"

namespace cs::storage {

Result<std::optional<IdempotencyStore::Answer>> IdempotencyStore::find(const QString &userId, const QString &key)
{
    const auto rows = m_connection.select(QStringLiteral("idempotency.find"), {userId, key});
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return std::optional<Answer>();
    const Row &row = rows->first();
    return std::optional<Answer>({row.at(0).toByteArray(), row.at(1).toInt(), row.at(2).toByteArray()});
}

Status IdempotencyStore::keep(const QString &userId, const QString &key, const Answer &answer, TimePoint at)
{
    CS_TRY(m_connection.run(QStringLiteral("idempotency.forget"), {timeValue(at - std::chrono::hours(24))}));
    CS_TRY(m_connection.run(QStringLiteral("idempotency.insert"),
        {userId, key, answer.requestHash, answer.status, answer.body, timeValue(at)}));
    return Done{};
}

} // namespace cs::storage
