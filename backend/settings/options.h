// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/policy.h"

#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

namespace cs::settings {

/// Everything that a start of a program is told, checked. A value; any thread. Made by load().
struct Options
{
    QString dataDir;    ///< absolute
    QString configFile; ///< absolute; need not exist unless it was named
    QString brokers;    ///< host:port,… or `embedded`
    bool embedded = true;
    QString db;         ///< URL, or empty: SQLite in the data folder
    int port = 3001;    ///< of the HTTP API; 0: off
    int healthPort = 0; ///< of health and metrics alone; 0: off
    QStringList publish;  ///< topic families to emit to
    QString drive;        ///< `ecommerce`, `pipeline`, `none`; empty: the family an order came by, else ecommerce
    QStringList services; ///< names; `all` and `none` are resolved
    bool demo = false;
    bool readOnly = false;

    QString httpAddress;     ///< the API listens here: 127.0.0.1 unless told otherwise
    QStringList httpHosts;   ///< further values of Host (name:port) that the API answers to
    QString notificationGroup; ///< Kafka group of the ingest consumer where this process notifies
    QString retryGroup;        ///< Kafka group that reads the retry topic
    QString orderGroup;        ///< Kafka groups of the services of an order's way, and of the pipeline's topics
    QString paymentGroup;
    QString inventoryGroup;
    QString shippingGroup;
    QString paymentEventsGroup;
    QString inventoryEventsGroup;
    QString notificationEventsGroup;
    QString orderEventsGroup;
    int serviceConsumers = 3; ///< consumers of a service in each of its groups; on the embedded broker one, and so many lanes
    QString paymentGateway;  ///< `sandbox`, a URL, or empty: sandbox with demo, else nobody
    int paymentPendingSeconds = 5; ///< how long the sandbox takes for its pending customers
    QStringList refusedCustomers;  ///< by the sandbox
    QStringList pendingCustomers;  ///< of the sandbox
    bool paymentOverHttp = false; ///< an address without encryption is taken
    QString carrier;         ///< as paymentGateway
    bool carrierOverHttp = false;
    int deliverySeconds = 0; ///< how long the sandbox's parcels travel
    QString emailChannel;    ///< `off` or `hand-over`: another service is asked on EMAIL_REQUEST_TOPIC
    QString pushChannel;     ///< as emailChannel, on PUSH_REQUEST_TOPIC
    int staleHours = 24;       ///< older events notify nobody
    int digestMinutes = 15;    ///< period of the summaries for admins; 0: told at once
    int approvalDueHours = 24; ///< how long a level may wait
    QStringList trustedSources; ///< foreign ce_sources whose decisions count on orders of ours
    Policy policy;
    QHash<QString, QByteArray> typeIds; ///< by topic: the `__TypeId__` header of what is written there
    QMap<QString, QString> kafka; ///< librdkafka settings, secrets from the environment among them

    QStringList notices; ///< sentences for the person: accepted, but without effect
    bool help = false;
    bool version = false;
    QStringList positional;               ///< what a command takes besides options
    QHash<QString, QStringList> extra;    ///< a command's own options, by name without dashes

    bool runs(const QString &service) const { return services.contains(service); }
    bool emits(const QString &family) const { return publish.contains(family); }
};

} // namespace cs::settings
