// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/servicestatus.h"
#include "backend/services/metrics/groupfigures.h"
#include "backend/support/clock.h"

#include <QHash>
#include <QList>
#include <QMetaType>
#include <QString>

namespace cs::services {

struct PartitionFigures
{
    int partition = 0;
    qint64 low = -1;
    qint64 high = -1;
    qint64 next = -1; ///< the ingest group's stored offset; -1: no commit, a state of its own
    qint64 lag = -1;  ///< high - next, at least 0; -1: not known
    double lagSeconds = -1; ///< age of the first record that is not processed, as far as known; -1: not known
};

struct TopicFigures
{
    QString topic;
    QString family;
    QList<PartitionFigures> partitions;
    double producedPerSecond = 0; ///< difference of end offsets over time
    double consumedPerSecond = 0; ///< by the ingest consumer, or by the service that alone reads it
    bool consumed = true;         ///< false: a topic that a service alone reads, whose figures these are, or nobody (dead letters); not in the accounting
    bool gap = false;             ///< no figure for this second (the poll failed): drawn as a gap
    qint64 onTopic = 0;           ///< records since reading began (offsets without a record left out)
    qint64 stored = 0;
    qint64 bad = 0;
    qint64 behind = 0;
    qint64 gaps = 0; ///< offsets since reading began that held no record
};

/// Everything that the dashboard, the status bar, /metrics and /api/topics show, taken at one moment. A value.
struct Snapshot
{
    TimePoint at;
    QString group;       ///< of the ingest consumer
    bool embedded = false; ///< the broker is this process' own, which keeps no groups
    bool brokerUp = false;
    QString brokerText;  ///< "Embedded broker 127.0.0.1:40123", "Kafka · 3 brokers · 4 ms"
    QString brokerTrouble;
    QString secondNotifier; ///< who else runs notifications on this Kafka, in words; empty: nobody, or it does not apply
    bool storeUp = false;
    bool storeFull = false; ///< not up, as nothing can be written; it can be read
    QString storeText;   ///< "SQLite · 1 ms"
    QString storeTrouble;
    qint64 outboxPending = 0;
    QHash<QString, qint64> publishedByTopic;
    QList<TopicFigures> topics;
    qint64 lag = 0;
    double lagSeconds = 0; ///< age of the first record that is not processed, as far as known
    double drainSeconds = -1; ///< until the lag is gone at the present rates; -1: it does not shrink
    double eventsPerSecond = 0;
    qint64 onTopics = 0; ///< = stored + bad + behind, to the last event, when balanced
    qint64 stored = 0;
    qint64 bad = 0;
    qint64 behind = 0;
    qint64 gaps = 0; ///< offsets without a record; not among onTopics
    bool balanced = true;
    QList<GroupFigures> groups;    ///< of this process; the ingest consumer's is the first
    QList<ServiceStatus> services; ///< in the order of product.md; empty where this process runs none and never will
};

} // namespace cs::services

Q_DECLARE_METATYPE(cs::services::Snapshot)
