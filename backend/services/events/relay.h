// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/producer.h"
#include "backend/services/core/storecontext.h"
#include "backend/support/flowgate.h"

#include <QObject>
#include <memory>

namespace cs::services {

class MetricsRegistry;

/// The order producer: carries outbox rows to Kafka and marks them by the delivery reports. At most one row per order is
/// unacknowledged; rows of one order go in the order of their ids. Lives on the thread "relay"; start() runs its loop
/// until requestStop() (any thread). While the broker is away rows wait in the store.
class Relay final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Relay)

public:
    /// `metrics` may be null; it outlives this object, as do the others. `topics` are made where they are missing, before the
    /// first record goes out; a Kafka that refuses that is left as it is. `readHere`: topics that the ingest consumer
    /// does not read and another consumer of this process does, if it is on: that one says what it has seen.
    Relay(StoreContext &context, messaging::BrokerConfig broker, messaging::BrokerHealth &health, FlowGate &gate,
          MetricsRegistry *metrics = nullptr, QStringList topics = {}, QStringList readHere = {});
    ~Relay() override;

    void start();       ///< call on its thread; returns after requestStop()
    void requestStop(); ///< any thread
    /// Any thread: there are new rows in the store, these where they are known.
    void poke(const NewOutboxRows &rows = {});

    struct Figures
    {
        qint64 published = 0;
        qint64 inFlight = 0;
        qint64 pending = 0; ///< rows in the store that are not acknowledged
    };
    Figures figures() const; ///< any thread
    QHash<QString, qint64> publishedByTopic() const; ///< any thread

Q_SIGNALS:
    void failed(const QString &why);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::services
