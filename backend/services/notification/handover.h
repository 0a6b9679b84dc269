// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storeworker.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/outboxstore.h"

namespace cs::services {

class MetricsRegistry;

/// Another service is to deliver this one: the record of EMAIL_REQUEST_TOPIC or PUSH_REQUEST_TOPIC, by its channel. `address`
/// is for e-mail. Nothing for channels that have no such topic.
std::optional<storage::OutboxRow> requestRow(const Notification &notification, const QString &address, const StoreContext &context, TimePoint now);

/// Hands what is queued for a channel over to the service that delivers it (StoreContext::handOver), and tells
/// NOTIFICATION_DELIVERED_TOPIC: as sent, skipped where the person has no address, or expired. The request and the outcome are
/// one transaction, after the announcer has passed the notification. An address is the person's own, else the user id where it is one. Lives on the thread "delivery"; several
/// processes of one store may run it.
class HandOver final : public StoreWorker
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HandOver)

public:
    /// `metrics` may be null; it outlives this object, as does the context.
    explicit HandOver(StoreContext &context, MetricsRegistry *metrics = nullptr);

    /// What start() does again and again: gives the number of notifications that it brought to their end.
    Result<qint64> look();

private:
    Status turn() override;
    Result<qint64> look(Channel channel);
    Result<qint64> finish(const QList<Notification> &list, const QHash<QString, QString> &addresses);

    MetricsRegistry *m_metrics;
};

} // namespace cs::services
