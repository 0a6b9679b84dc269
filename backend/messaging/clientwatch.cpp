// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/clientwatch.h"

#include "backend/support/log.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace cs::messaging {

namespace {

struct BrokersSeen
{
    int known = 0;     ///< up, with an id of the cluster
    int bootstrap = 0; ///< up, not identified yet
    double rttUs = 0;
    int rtts = 0;
};

BrokersSeen readBrokers(const QJsonObject &brokers)
{
    BrokersSeen seen;
    for (const QJsonValue &entry : brokers) {
        const QJsonObject broker = entry.toObject();
        if (broker[u"state"].toString() != u"UP" || broker[u"source"].toString() == u"logical")
            continue;
        ++(broker[u"nodeid"].toInt(-1) >= 0 ? seen.known : seen.bootstrap);
        const QJsonObject rtt = broker[u"rtt"].toObject();
        if (rtt[u"cnt"].toInt() > 0) {
            seen.rttUs += rtt[u"avg"].toDouble();
            ++seen.rtts;
        }
    }
    return seen;
}

} // namespace

ClientWatch::ClientWatch(const BrokerConfig &config, BrokerHealth *health)
    : m_bootstrap(config.bootstrap), m_health(health), m_troubles(config.bootstrap)
{
}

void ClientWatch::installInto(rd_kafka_conf_t *conf)
{
    rd_kafka_conf_set_opaque(conf, this);
    rd_kafka_conf_set_error_cb(conf, [](rd_kafka_t *, int error, const char *reason, void *opaque) {
        static_cast<ClientWatch *>(opaque)->onError(error, reason);
    });
    rd_kafka_conf_set_stats_cb(conf, [](rd_kafka_t *, char *json, size_t length, void *opaque) {
        static_cast<ClientWatch *>(opaque)->onStatistics(json, length);
        return 0; // librdkafka frees the text
    });
    installLog(conf);
}

void ClientWatch::installLog(rd_kafka_conf_t *conf)
{
    rd_kafka_conf_set_log_cb(conf, &ClientWatch::onLog);
}

void ClientWatch::onLog(const rd_kafka_t *, int level, const char *facility, const char *text)
{
    // Syslog levels. What fails in a connection comes as 3 and is told by the health as well. A reader that is set back, as
    // its place is not on the broker any more, is nobody else's to tell.
    if (level <= 3 || qstrcmp(facility, "OFFSET") == 0)
        qCWarning(lcMessaging, "librdkafka %s: %s", facility, text);
    else
        qCDebug(lcMessaging, "librdkafka %s: %s", facility, text);
}

void ClientWatch::heard()
{
    if (m_state.up)
        return;
    m_state.up = true;
    forgetTroubles();
    m_state.brokers = std::max(m_state.brokers, 1);
    publish();
}

QString ClientWatch::sentenceFor(rd_kafka_resp_err_t error) const
{
    if (!m_state.trouble.isEmpty())
        return m_state.trouble;
    if (error == RD_KAFKA_RESP_ERR__TIMED_OUT || error == RD_KAFKA_RESP_ERR__TRANSPORT)
        return QStringLiteral("%1 does not answer.").arg(m_bootstrap);
    return QStringLiteral("%1: %2").arg(m_bootstrap, QString::fromUtf8(rd_kafka_err2str(error)));
}

void ClientWatch::onError(int error, const char *reason)
{
    if (error == RD_KAFKA_RESP_ERR__FATAL) {
        m_fatal = true;
        qCWarning(lcMessaging, "fatal client error: %s", reason);
        return;
    }
    if (error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
        m_isDown = true;
        m_state.up = false;
        m_state.brokers = 0;
    } else {
        m_troubles.add(error, QString::fromUtf8(reason));
    }
    publish();
}

void ClientWatch::onStatistics(const char *json, size_t length)
{
    const QByteArray text = QByteArray::fromRawData(json, qsizetype(length));
    const BrokersSeen seen = readBrokers(QJsonDocument::fromJson(text).object()[u"brokers"].toObject());
    m_state.brokers = seen.known > 0 ? seen.known : seen.bootstrap;
    m_state.up = m_state.brokers > 0;
    if (m_measuresRoundTrips && seen.rtts > 0)
        m_state.rttMs = seen.rttUs / seen.rtts / 1000.0;
    if (m_state.up)
        forgetTroubles();
    publish();
}

void ClientWatch::forgetTroubles()
{
    m_isDown = false;
    m_troubles.clear();
}

void ClientWatch::publish()
{
    // What is told while a broker is up may be the first word of its end: kept, and not shown yet.
    m_state.trouble = m_state.up ? QString() : m_troubles.sentence();
    if (m_isDown && m_state.trouble.isEmpty())
        m_state.trouble = QStringLiteral("No connection to %1.").arg(m_bootstrap);
    if (m_health)
        m_health->set(m_state);
}

} // namespace cs::messaging
