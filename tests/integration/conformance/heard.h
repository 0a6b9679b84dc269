// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/acceptance/shop.h"
#include "tests/support/kafkajs.h"

namespace cs::test {

/// The value of a record that peers/watch.js has printed; empty where it is no JSON object.
QJsonObject valueOf(const QJsonObject &record);
/// What a listener has heard with this key, on one topic or on all.
QList<QJsonObject> heard(const KafkajsPeer &listener, const QString &key, const QString &topic = {});
/// The topics of those, in turn.
QStringList topicsHeard(const KafkajsPeer &listener, const QString &key);
/// An error says which header of a record of ours is missing or wrong, or that it lies where kafkajs would not look for it.
Status isFromUs(const QJsonObject &record);
/// The names of an object's members, in the order of the alphabet.
QString membersOf(const QJsonObject &object);
/// Writes the shop's countersign.ini; before it is opened.
Status writeSettings(Shop &shop, const QByteArray &text);
/// Members of each group of a Kafka, as kafkajs sees them.
QHash<QString, int> groupsOf(const QString &broker);

} // namespace cs::test
