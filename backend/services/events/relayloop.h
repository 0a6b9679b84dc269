// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/producer.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/events/pendingjob.h"
#include "backend/services/events/relay.h"
#include "backend/services/events/relaylease.h"
#include "backend/services/events/relayqueue.h"
#include "backend/services/metrics/metricsregistry.h"
#include "backend/support/flowgate.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace cs::services {

/// The relay's loop. Lives on one thread; stop(), poke() and the figures may be used from any.
class RelayLoop final
{
public:
    RelayLoop(StoreContext &context, messaging::BrokerConfig broker, messaging::BrokerHealth &health, FlowGate &gate,
              MetricsRegistry *metrics, QStringList topics, QStringList readHere, std::function<void(const QString &)> failed);
    Q_DISABLE_COPY_MOVE(RelayLoop)

    void run();
    void stop();
    void poke(const NewOutboxRows &rows);
    Relay::Figures figures() const;
    QHash<QString, qint64> published() const;

private:
    using Time = std::chrono::steady_clock::time_point;
    bool openStore();
    bool openProducer();
    bool makeTopics();
    void turn();
    void sayOf(qint64 row, const QString &why);
    void pause(const QString &why);
    void say(const QString &why);
    void refill();
    void takeOffered(bool leads);
    bool readPage(qint64 *after);
    void send();
    bool hand(const storage::OutboxRow &row);
    void receive();
    void takeBack(qint64 id);
    void accept(const messaging::Delivery &delivery);
    void writeReceipts();
    bool collectReceipts();
    void idle();
    void noteFigures();
    void finish();

    StoreContext &m_context;
    const messaging::BrokerConfig m_broker;
    messaging::BrokerHealth &m_health;
    FlowGate &m_gate;
    MetricsRegistry *m_metrics;
    int m_topicTries = 0;
    QStringList m_topics; ///< to be made where they are missing; empty once they are there
    const QStringList m_readHere; ///< by other consumers of this process than the ingest, whenever these are on
    const std::function<void(const QString &)> m_failed;

    std::atomic<bool> m_stop = false;
    std::atomic<bool> m_poked = true;
    std::atomic<bool> m_unread = true; ///< the store has rows that were not offered
    std::shared_ptr<Wakeup> m_wakeup = std::make_shared<Wakeup>();
    std::unique_ptr<storage::Connection> m_connection; ///< reads only, and holds the lease
    std::optional<RelayLease> m_lease;
    std::unique_ptr<messaging::Producer> m_producer;
    RelayQueue m_queue;
    qint64 m_cursor = 0;      ///< the highest id that was read
    bool m_more = false;      ///< the store has rows behind the cursor
    Time m_scanAt;            ///< when the store is read from the start again
    Time m_activeAt;          ///< of the last report or poke
    Time m_sendAt;            ///< not before: a queue that was full, a gate that is closed

    /// What was delivered and is not marked in the store yet.
    struct Receipts
    {
        QList<storage::OutboxReceipt> rows;
        bool decisions = false;
    };
    Receipts m_receipts;
    Time m_receiptAt;         ///< of the oldest
    std::shared_ptr<const Receipts> m_writing;
    std::optional<PendingJob<Done>> m_job;

    std::chrono::milliseconds m_backoff{0};
    QString m_trouble;
    QHash<qint64, QString> m_told; ///< by row: why it was not taken, as told last
    mutable std::mutex m_mutex;
    QList<NewOutboxRows> m_offered; ///< as they were committed; the store has them too
    qsizetype m_rowsOffered = 0;
    Relay::Figures m_figures;
    QHash<QString, qint64> m_published;
};

} // namespace cs::services
