// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/consumer.h"
#include "backend/services/core/storecontext.h"
#include "backend/support/flowgate.h"

#include <QObject>
#include <memory>

namespace cs::services {

class MetricsRegistry;

/// The notification consumer: reads the families' topics, decodes, removes repeats, logs, projects, routes notifications
/// and stores the offsets, one transaction a batch. Lives on the thread "ingest"; start() runs its loop until
/// requestStop(). A bad record is logged with its reason and never stops it.
class Ingest final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Ingest)

public:
    struct Config
    {
        messaging::BrokerConfig broker;
        QString group;
        QString epoch; ///< of the embedded broker; empty for a real Kafka
        QStringList subscription;
        QStringList blacklist;
        bool acts = true;         ///< as of Place
        bool takesOrders = false; ///< as of Place
    };
    /// `metrics` may be null; it outlives this object, as do the others.
    Ingest(StoreContext &context, Config config, messaging::BrokerHealth &health, FlowGate &gate, MetricsRegistry *metrics = nullptr);
    ~Ingest() override;

    void start();
    void requestStop(); ///< any thread; start() returns within 3 s

    struct Figures
    {
        qint64 received = 0;
        qint64 stored = 0;
        qint64 bad = 0;
        qint64 repeats = 0;
        qint64 notifications = 0;
    };
    Figures figures() const; ///< any thread; since start
    QHash<QString, qint64> storedByTopic() const;
    QHash<QString, qint64> badByTopic() const;

Q_SIGNALS:
    void failed(const QString &why);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::services
