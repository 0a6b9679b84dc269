// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/acceptance/shop.h"

namespace cs::test {

/// What became of one order: its records with their event ids, and its notifications without what differs from run to run.
struct Outcome
{
    QString status;
    QHash<QString, QStringList> eventIds; ///< by topic
    QStringList notifications;
    bool allSeen = true;
    bool inOrder = true;
};

/// Reads it from the order's timeline.
Outcome outcomeOf(const Shop &shop, const QString &orderId);

} // namespace cs::test
