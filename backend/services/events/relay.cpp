// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/relay.h"

#include "backend/services/events/relayloop.h"

namespace cs::services {

struct Relay::Private
{
    Private(Relay *q, StoreContext &context, const messaging::BrokerConfig &broker, messaging::BrokerHealth &health, FlowGate &gate,
            MetricsRegistry *metrics, const QStringList &topics, const QStringList &readHere)
        : loop(context, broker, health, gate, metrics, topics, readHere, [q](const QString &why) { Q_EMIT q->failed(why); }), readOnly(context.readOnly)
    {
    }
    RelayLoop loop;
    const bool readOnly;
};

Relay::Relay(StoreContext &context, messaging::BrokerConfig broker, messaging::BrokerHealth &health, FlowGate &gate, MetricsRegistry *metrics,
             QStringList topics, QStringList readHere)
    : d(std::make_unique<Private>(this, context, broker, health, gate, metrics, topics, readHere))
{
}

Relay::~Relay() = default;

void Relay::start()
{
    if (!d->readOnly)
        d->loop.run();
}

void Relay::requestStop()
{
    d->loop.stop();
}

void Relay::poke(const NewOutboxRows &rows)
{
    d->loop.poke(rows);
}

Relay::Figures Relay::figures() const
{
    return d->loop.figures();
}

QHash<QString, qint64> Relay::publishedByTopic() const
{
    return d->loop.published();
}

} // namespace cs::services
