// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

namespace cs::test {

/// What a listener on every topic has heard, each record once (by its ce_id), by order and topic in the order of the topic.
class Listened final
{
public:
    explicit Listened(const QList<QJsonObject> &records);

    qsizetype records() const { return m_ids.size(); }
    /// Orders with a record on the topic, and records on it.
    qsizetype ordersOn(const QString &topic) const;
    qsizetype recordsOn(const QString &topic) const;
    /// An error names the first order whose records on a topic are not in the order of the lifecycle, or say a thing twice.
    Status inLifecycleOrder() const;

private:
    QSet<QString> m_ids;
    QHash<QString, QHash<QString, QStringList>> m_said; ///< topic → order → statuses
};

} // namespace cs::test
