// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/events/ingest.h"
#include "backend/services/events/ingestcounters.h"
#include "backend/services/events/pendingjob.h"
#include "backend/services/metrics/metricsregistry.h"

#include <atomic>
#include <deque>
#include <functional>

namespace cs::services {

/// The ingest consumer's loop: polls, prepares the next batch while the writer commits the one before (two at most), and
/// puts right what fails. Lives on one thread; only stop() may be called from others.
class IngestLoop final
{
public:
    IngestLoop(StoreContext &context, const Ingest::Config &config, messaging::BrokerHealth &health, FlowGate &gate,
               MetricsRegistry *metrics, IngestCounters &counters, std::function<void(const QString &)> failed);
    Q_DISABLE_COPY_MOVE(IngestLoop)

    void run();
    void stop();

private:
    using Batch = std::shared_ptr<const PreparedBatch>;
    struct Outstanding
    {
        Batch batch;
        PendingJob<BatchOutcome> job;
    };
    enum class Stored { Done, Lost, Stopped }; ///< Lost: another member went on, everything is read again

    bool openStore();
    bool openConsumer();
    void refreshPeople();
    void turn();
    bool beginAnew();
    void pause(QString why);
    QList<messaging::TopicPartition> assigned(const QList<messaging::TopicPartition> &committed);
    void take(QList<events::Record> records);
    Batch prepare(QList<events::Record> records, OffsetBook &book, const QString &failed,
                  const QList<messaging::TopicPartition> &passedTo = {});
    PendingJob<BatchOutcome> submit(const Batch &batch);
    void reap(size_t most);
    bool await(const PendingJob<BatchOutcome> &job);
    void recover(const Batch &first, const Error &error);
    Stored storeAgain(const Batch &batch);
    Stored storeHalves(const QList<events::Record> &records, OffsetBook &book, const QString &why);
    Stored storeWithoutEffect(const QList<events::Record> &records, OffsetBook &book, const QString &why);
    void resync();
    void committed(const PreparedBatch &batch, const BatchOutcome &outcome);
    void countAsBad(const events::Record &record);
    void watchGate(bool heard);

    StoreContext &m_context;
    const Ingest::Config m_config;
    const Place m_place;
    messaging::BrokerHealth &m_health;
    FlowGate &m_gate;
    MetricsRegistry *m_metrics;
    IngestCounters &m_counters;
    const std::function<void(const QString &)> m_failed;

    std::atomic<bool> m_stop = false;
    std::shared_ptr<Wakeup> m_wakeup = std::make_shared<Wakeup>();
    std::unique_ptr<storage::Connection> m_connection; ///< reads only
    std::unique_ptr<messaging::Consumer> m_consumer;
    std::shared_ptr<const Directory> m_people;
    std::chrono::steady_clock::time_point m_peopleAt;
    std::chrono::steady_clock::time_point m_heardAt;
    OffsetBook m_book;
    QHash<std::pair<QString, int>, qint64> m_starts; ///< where each assigned partition began
    QList<events::Record> m_gathered; ///< read, and not yet a batch
    QList<messaging::TopicPartition> m_passedTo; ///< behind them (Consumer::passedTo)
    qint64 m_gatheredBytes = 0;
    std::deque<Outstanding> m_outstanding;
    std::chrono::milliseconds m_backoff{0};
    QString m_trouble; ///< said last, so that it is said once
};

} // namespace cs::services
