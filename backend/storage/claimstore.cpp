// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/claimstore.h"

#include "backend/storage/values.h"

namespace cs::storage {

Result<bool> ClaimStore::hold(int claimant)
{
    const auto rows = m_connection.select(QStringLiteral("claims.hold"), {claimant});
    CS_TRY(rows);
    return !rows->isEmpty() && rows->first().first().toBool();
}

Result<QList<int>> ClaimStore::gone(int mine)
{
    const auto rows = m_connection.select(QStringLiteral("claims.gone"), {mine, mine});
    CS_TRY(rows);
    QList<int> claimants;
    for (const Row &row : *rows)
        claimants.append(row.first().toInt());
    return claimants;
}

Result<qint64> ClaimStore::takeBack(int claimant, TimePoint now)
{
    const auto steps = m_connection.run(QStringLiteral("claims.takeBackSteps"), {timeValue(now), claimant});
    CS_TRY(steps);
    const auto surplus = m_connection.run(QStringLiteral("claims.takeBackSurplus"), {timeValue(now), claimant});
    CS_TRY(surplus);
    return *steps + *surplus;
}

Result<qint64> ClaimStore::takeBackAll(TimePoint now)
{
    const auto steps = m_connection.run(QStringLiteral("steps.requeue"), {timeValue(now)});
    CS_TRY(steps);
    const auto surplus = m_connection.run(QStringLiteral("surplus.requeue"), {timeValue(now)});
    CS_TRY(surplus);
    return *steps + *surplus;
}

} // namespace cs::storage
