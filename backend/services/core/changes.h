// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/outboxstore.h"

#include <QObject>
#include <QStringList>
#include <memory>

namespace cs::services {

/// Outbox rows with their ids, one after the other without a gap; null: not known.
using NewOutboxRows = std::shared_ptr<const QList<storage::OutboxRow>>;

/// Says what has changed after a commit, from whatever thread it was; receivers connect queued and coalesce. Carries
/// ids only (none: many, read again). Thread-safe by Qt's queued signals.
class Changes final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Changes)

public:
    explicit Changes(QObject *parent = nullptr) : QObject(parent) {}

Q_SIGNALS:
    void ordersChanged(const QStringList &orderIds);
    void approvalsChanged();
    /// New notifications for these people.
    void notificationsAdded(const QStringList &userIds);
    /// Decisions went a step on: recorded, acknowledged or seen.
    void decisionsProgressed();
    /// New outbox rows were committed: the relay looks at once. Where the rows come along it need not read them again.
    void outboxFilled(const cs::services::NewOutboxRows &rows = {});
    void eventsStored(int good, int bad);
};

} // namespace cs::services
