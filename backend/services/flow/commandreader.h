// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/consumer.h"
#include "backend/services/flow/commandintake.h"
#include "backend/support/flowgate.h"

#include <atomic>
#include <functional>
#include <memory>

namespace cs::services {

class MetricsRegistry;

/// One consumer of one group of a service. Belongs to the service's thread.
class CommandReader final
{
public:
    struct Config
    {
        messaging::BrokerConfig broker;
        CommandPlace place;
        QStringList topics;
    };
    CommandReader(StoreContext &context, Config config, FlowGate *gate, MetricsRegistry *metrics);
    ~CommandReader();
    Q_DISABLE_COPY_MOVE(CommandReader)

    const CommandPlace &place() const { return m_config.place; }
    /// Reads what is there, waiting at most so long for a first record, and stores it. True when there was something. The
    /// connection (reads only) says where to begin.
    Result<bool> turn(storage::Connection &connection, int waitMs);
    void close() { m_consumer.reset(); }
    /// What the broker's client says; any thread.
    messaging::BrokerHealth::State health() const { return m_health.state(); }
    qint64 taken() const { return m_taken; } ///< records stored; any thread
    qint64 bad() const { return m_bad; }     ///< of them; any thread

private:
    Status open(storage::Connection &connection);
    QList<messaging::TopicPartition> assigned(QList<messaging::TopicPartition> committed);
    void settleGate(bool heard);
    Status storePassed();
    Status store(const QList<events::Record> &records);
    void count(const IntakeBatch &batch);
    void committed(const IntakeBatch &batch, const QList<events::Record> &records);

    StoreContext &m_context;
    const Config m_config;
    FlowGate *m_gate;
    MetricsRegistry *m_metrics;
    messaging::BrokerHealth m_health;
    std::unique_ptr<messaging::Consumer> m_consumer;
    storage::Connection *m_reading = nullptr; ///< during a turn
    OffsetBook m_book;
    std::atomic<qint64> m_taken = 0;
    std::atomic<qint64> m_bad = 0;
    std::chrono::steady_clock::time_point m_heardAt; ///< when there was last something
};

/// Runs a machine's transaction on the writer and waits for it; again while the store was only busy or changed meanwhile.
template <typename T>
Result<T> inTransaction(StoreContext &context, const std::function<Result<T>(storage::Connection &)> &job)
{
    constexpr int kTimes = 5;
    for (int i = 1;; ++i) {
        Result<T> result = context.writer.submitFor<T>(storage::Priority::Machine, storage::Durability::Normal, job).result();
        const bool again = !result.ok() && (result.error().kind == ErrorKind::Conflict || result.error().isRetriable());
        if (!again || i == kTimes)
            return result;
    }
}

} // namespace cs::services
