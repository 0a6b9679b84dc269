// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/metrics/lagverdict.h"

#include <QStringList>

namespace cs::services {

/// A consumer group that this process reads in, or would if its service was on.
struct WatchedGroup
{
    QString group;
    QString service;    ///< of product.md
    QStringList topics; ///< empty: what the notification consumer reads
};

struct GroupPartition
{
    QString topic;
    int partition = 0;
    qint64 next = -1; ///< the group's stored offset; -1: no commit
    qint64 high = -1; ///< -1: not known
    qint64 lag = -1;  ///< -1: not known
    double lagSeconds = -1; ///< age of the first record that was not read, as far as known; -1: not known
    LagVerdict verdict = LagVerdict::Ok;
};

/// Where a group stands. A value.
struct GroupFigures
{
    QString group;
    QString service;
    QString state;       ///< as the broker says (Stable, Empty, …); empty: it does not tell
    QStringList members; ///< "client on host"; of those that the broker names
    bool membersKnown = false;
    QList<GroupPartition> partitions;
    qint64 lag = 0;
    double lagSeconds = 0;
    double consumedPerSecond = 0;
    LagVerdict verdict = LagVerdict::Unknown; ///< the worst of its partitions
    QString explanation; ///< of the verdict, in a sentence
};

} // namespace cs::services
