// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of the topics page: topics, groups, services, and the partitions of each.
#pragma once

#include "backend/services/metrics/snapshot.h"
#include "ui/models/columnmodel.h"

namespace cs::ui {

using TopicListModel = ColumnModel<services::TopicFigures>;
using TopicPartitionModel = ColumnModel<services::PartitionFigures>;
using GroupListModel = ColumnModel<services::GroupFigures>;
using GroupPartitionModel = ColumnModel<services::GroupPartition>;

/// A service with the moment at which it is shown.
struct ServiceRow
{
    services::ServiceStatus status;
    TimePoint now;
};
using ServiceListModel = ColumnModel<ServiceRow>;

TopicListModel *makeTopicListModel(QObject *parent);         ///< by topic
TopicPartitionModel *makeTopicPartitionModel(QObject *parent); ///< by number
GroupListModel *makeGroupListModel(QObject *parent);         ///< by group
GroupPartitionModel *makeGroupPartitionModel(QObject *parent); ///< by topic and number
ServiceListModel *makeServiceListModel(QObject *parent);     ///< by service

/// "Running", "Waiting for the broker".
QString titleOf(services::ServiceState state);
Tone toneOf(services::ServiceState state);
/// "Ok", "Stalled".
QString titleOf(services::LagVerdict verdict);
Tone toneOf(services::LagVerdict verdict);
/// "Payment".
QString serviceTitle(const QString &service);
/// A number by the locale, "–" when it is below 0 (not known).
QString countText(qint64 number);
/// "2.5 s"; "–" when not known or nothing waits.
QString behindText(double seconds);
/// The topics in the catalogue's order.
QList<services::TopicFigures> inCatalogueOrder(QList<services::TopicFigures> topics);

} // namespace cs::ui
