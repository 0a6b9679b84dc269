// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/step.h"

#include <QByteArray>
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

/// A fact tells what happened, and everybody may hear it; a command asks one service for a step.
enum class Nature { Fact, Command };
/// What a record's key is.
enum class KeyRule { OrderId, EventId, AsItCame };

struct ReaderInfo
{
    QString service; ///< order, payment, inventory, shipping, notification
    QString group;   ///< the default name of its consumer group; a setting
};

/// What a family says on a topic.
struct MessageInfo
{
    QString name; ///< unique: `omsOrderCreated`
    QString family;
    QString summary;
    Nature nature = Nature::Fact;
    QStringList writtenBy; ///< services; empty: other systems alone
    QList<ReaderInfo> readBy;
    QByteArray (*schema)() = nullptr; ///< JSON schema of the value; nullptr: any bytes
    std::optional<Step> asks = {};    ///< the step that a command asks its reader for
};

/// A topic with all that families say on it: `order-events` has two of them.
struct TopicEntry
{
    QString name;
    KeyRule key = KeyRule::OrderId;
    QString actingGroup; ///< the group that acts on it, and sends what it cannot handle to NOTIFICATION_DLQ; may be empty
    int partitions = kPartitions;
    QList<MessageInfo> messages;
};

/// All topics of all families and our own, in the order in which they are shown. Data; any thread.
const QList<TopicEntry> &catalogue();
/// The entry of a topic, or nullptr.
const TopicEntry *topicEntry(const QString &topic);
/// The step for which commands on the topic ask, whichever family's; nothing: it has no such commands.
std::optional<Step> stepAskedOn(const QString &topic);
/// The topics on which a family says something.
QStringList topicsOf(const QString &family);

/// Every topic of the catalogue, in the order in which it is shown. Colours of charts follow this order. `consumed`: by the
/// notification consumer.
const QList<TopicInfo> &topics();
/// Is it the notification consumer that acts on the topic, and gives up on what it cannot handle? Others it reads to show them.
bool isActedOnByNotification(const QString &topic);
/// The topics to make on a Kafka where they are missing: those of the published families, and those that these services read
/// or, running the notification service, always write.
QStringList topicsToMake(const QStringList &published, const QStringList &services);
/// The family of a topic; a topic of a family's pattern that the catalogue does not know belongs to it too; else empty. Of
/// `order-events` it is `orders`, though the record's shape decides (decode()).
QString familyOf(const QString &topic);
/// Names of the families that this version emits and reads.
QStringList families();
/// What the notification consumer subscribes to: librdkafka patterns (a leading ^ makes a pattern).
QStringList notificationSubscription(const QStringList &families = cs::events::families());
/// Patterns of topics that no pattern subscription may take (our retry topic).
QStringList subscriptionBlacklist();

} // namespace cs::events
