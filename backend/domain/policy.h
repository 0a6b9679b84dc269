// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/approval.h"

#include <QHash>

namespace cs {

struct PolicyStep
{
    qint64 from = 0; ///< in the base currency's smallest unit; the level is asked at this total and above
    Role level = Role::Manager;
};

/// The approval policy: which levels an order of some total needs, in turn.
struct Policy
{
    QString name;
    Currency base;
    QList<PolicyStep> steps; ///< by rising amount
    /// Units of the base currency per unit of another, as exact parts: rate = first / second.
    QHash<QString, std::pair<qint64, qint64>> rates;
};

/// Below 1,000 nobody; from 1,000 MANAGER; from 5,000 then FINANCE; from 10,000 then DIRECTOR (USD).
Policy defaultPolicy();

struct PolicyAnswer
{
    QStringList levels; ///< role names, in turn
    QString why;        ///< a sentence for the person: which rule, which amount
};

/// Pure. A total in a currency without a rate asks every level, and says so: an unknown worth is never waved through.
PolicyAnswer levelsFor(const Policy &policy, const Money &total);

} // namespace cs
