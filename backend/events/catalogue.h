// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace cs::events {

/// One topic of a family.
struct TopicInfo
{
    QString name;
    QString family;  ///< oms, requests, orders, pipeline, ecommerce; `internal` for retry and dead letters
    QString summary; ///< one sentence
    bool consumed = true;
};

inline constexpr int kPartitions = 3; ///< of the topics that we make

/// Every topic that this program knows, in the order in which it is shown. Colours of charts follow this order.
const QList<TopicInfo> &topics();
/// The family of a topic; a topic of a family's pattern that the catalogue does not know belongs to it too; else empty.
QString familyOf(const QString &topic);
/// Names of the families that this version emits and reads.
QStringList families();
/// What the notification consumer subscribes to: librdkafka patterns (a leading ^ makes a pattern).
QStringList notificationSubscription();
/// Patterns of topics that no pattern subscription may take (our retry topic).
QStringList subscriptionBlacklist();

} // namespace cs::events
