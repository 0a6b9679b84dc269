// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/consumer.h"
#include "backend/services/core/storeworker.h"
#include "backend/services/events/offsetbook.h"
#include "backend/services/notification/retryjob.h"

namespace cs::services {

class MetricsRegistry;

/// Reads order.notifications.retry into the store's schedule, and tries what is due. Lives on the thread "retry"; start() runs
/// its loop until requestStop(). Several processes of one store may run it: a row is tried by who deletes it.
class RetryWorker final : public StoreWorker
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RetryWorker)

public:
    struct Config
    {
        messaging::BrokerConfig broker;
        QString group;  ///< that reads the retry topic
        Place ingest;   ///< of the ingest consumer: its inbox knows what was told
        bool reads = true; ///< false: only the store's own schedule (another store runs notifications)
    };
    /// `metrics` may be null; it outlives this object, as does the context.
    RetryWorker(StoreContext &context, Config config, MetricsRegistry *metrics = nullptr);
    ~RetryWorker() override;

private:
    Status turn() override;
    void closing() override;
    Status openConsumer();
    QList<messaging::TopicPartition> assigned(QList<messaging::TopicPartition> committed);
    Status readTopic();
    Status storePassed();
    Status tryDue();
    Status tryOne(const storage::RetryRow &row);

    const Config m_config;
    MetricsRegistry *m_metrics;
    messaging::BrokerHealth m_health;
    std::unique_ptr<messaging::Consumer> m_consumer;
    OffsetBook m_book;
};

} // namespace cs::services
