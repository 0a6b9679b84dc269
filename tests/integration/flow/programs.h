// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/acceptance/shop.h"

namespace cs::test {

/// Products and stock of the book, for programs that start on the store afterwards.
Status seed(const QString &folder, const QString &db = {});
/// Two of a product at 19.99, placed by HTTP; the order's id, empty when it was refused.
QString newOrder(const Shop &shop);
QString statusOf(const Shop &shop, const QString &orderId);
/// The different events on a topic by their orders, of each one record.
QHash<QString, QList<ReadRecord>> eventsByOrder(const Shop &shop, const QString &topic);
/// Different events about an order on a topic.
inline qsizetype eventsOn(const Shop &shop, const QString &topic, const QString &orderId) { return eventsByOrder(shop, topic).value(orderId).size(); }

} // namespace cs::test
