// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/ingest.h"

#include "backend/services/events/ingestloop.h"

namespace cs::services {

struct Ingest::Private
{
    Private(Ingest *q, StoreContext &context, const Config &config, messaging::BrokerHealth &health, FlowGate &gate, MetricsRegistry *metrics)
        : loop(context, config, health, gate, metrics, counters, [q](const QString &why) { Q_EMIT q->failed(why); }),
          readOnly(context.readOnly)
    {
    }
    IngestCounters counters;
    IngestLoop loop;
    const bool readOnly;
};

Ingest::Ingest(StoreContext &context, Config config, messaging::BrokerHealth &health, FlowGate &gate, MetricsRegistry *metrics)
    : d(std::make_unique<Private>(this, context, config, health, gate, metrics))
{
}

Ingest::~Ingest() = default;

void Ingest::start()
{
    if (!d->readOnly) // look, never write: offsets and inbox are writing too
        d->loop.run();
}

void Ingest::requestStop()
{
    d->loop.stop();
}

Ingest::Figures Ingest::figures() const
{
    return d->counters.figures();
}

QHash<QString, qint64> Ingest::storedByTopic() const
{
    return d->counters.stored();
}

QHash<QString, qint64> Ingest::badByTopic() const
{
    return d->counters.bad();
}

} // namespace cs::services
