// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/clientwatch.h"

#include "backend/support/log.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace cs::messaging {

namespace {

/// librdkafka's reasons look like `host:port/bootstrap: Connect to ipv4#… failed: Connection refused (after 0ms …)`, with
/// `sasl_ssl://` in front where it is not plaintext.
QString addressIn(const QString &reason, const QString &bootstrap)
{
    const QString mark = QStringLiteral("://");
    const qsizetype scheme = reason.indexOf(mark);
    const bool hasScheme = scheme > 0 && !QStringView(reason).first(scheme).contains(u' ');
    const QString rest = hasScheme ? reason.mid(scheme + mark.size()) : reason;
    const QString address = rest.left(std::max<qsizetype>(0, rest.indexOf(u'/')));
    return address.contains(u' ') || !address.contains(u':') ? bootstrap : address;
}

QString detailIn(const QString &reason)
{
    const qsizetype colon = reason.indexOf(QLatin1String(": "));
    QString detail = (colon < 0 ? reason : reason.mid(colon + 2)).left(300);
    const qsizetype after = detail.lastIndexOf(QLatin1String(" (after "));
    return after < 0 ? detail : detail.left(after);
}

QString troubleSentence(int error, const QString &reason, const QString &bootstrap)
{
    const QString address = addressIn(reason, bootstrap);
    switch (error) {
    case RD_KAFKA_RESP_ERR__RESOLVE:
        return QStringLiteral("The name in %1 cannot be resolved.").arg(address);
    case RD_KAFKA_RESP_ERR__SSL:
        return QStringLiteral("TLS with %1 failed: %2").arg(address, detailIn(reason));
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
        return QStringLiteral("%1 refuses the sign-in: %2").arg(address, detailIn(reason));
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE:
        return QStringLiteral("%1 does not answer.").arg(address);
    default:
        break;
    }
    if (reason.contains(QLatin1String("refused")))
        return QStringLiteral("%1 refuses the connection.").arg(address);
    return QStringLiteral("No connection to %1: %2").arg(address, detailIn(reason));
}

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

ClientWatch::ClientWatch(const BrokerConfig &config, BrokerHealth *health) : m_bootstrap(config.bootstrap), m_health(health) {}

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
    // Syslog levels. What fails in a connection comes as 3 and is told by the health as well.
    if (level <= 3)
        qCWarning(lcMessaging, "librdkafka %s: %s", facility, text);
    else
        qCDebug(lcMessaging, "librdkafka %s: %s", facility, text);
}

void ClientWatch::heard()
{
    if (m_state.up)
        return;
    m_state.up = true;
    m_signInRefused = false;
    m_state.brokers = std::max(m_state.brokers, 1);
    publish();
}

QString ClientWatch::sentenceFor(rd_kafka_resp_err_t error) const
{
    if (!m_state.up && !m_lastTrouble.isEmpty())
        return m_lastTrouble;
    if (error == RD_KAFKA_RESP_ERR__TIMED_OUT || error == RD_KAFKA_RESP_ERR__TRANSPORT)
        return QStringLiteral("%1 does not answer.").arg(m_bootstrap);
    return QStringLiteral("%1: %2").arg(m_bootstrap, QString::fromUtf8(rd_kafka_err2str(error)));
}

void ClientWatch::onError(int error, const char *reason)
{
    const QString text = QString::fromUtf8(reason);
    if (error == RD_KAFKA_RESP_ERR__FATAL) {
        m_fatal = true;
        qCWarning(lcMessaging, "fatal client error: %s", reason);
        return;
    }
    const bool isSignIn = error == RD_KAFKA_RESP_ERR__AUTHENTICATION || error == RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED;
    if (error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
        m_state.up = false;
        m_state.brokers = 0;
        if (m_lastTrouble.isEmpty())
            m_lastTrouble = QStringLiteral("No connection to %1.").arg(m_bootstrap);
    } else if (!m_signInRefused || isSignIn || !text.contains(QLatin1String("refused"))) {
        // A name may stand for several addresses: one that nobody listens on does not hide what was said at another.
        m_signInRefused = isSignIn;
        m_lastTrouble = troubleSentence(error, text, m_bootstrap);
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
    if (m_state.up) {
        m_lastTrouble.clear();
        m_signInRefused = false;
    }
    publish();
}

void ClientWatch::publish()
{
    m_state.trouble = m_state.up ? QString() : m_lastTrouble;
    if (m_health)
        m_health->set(m_state);
}

} // namespace cs::messaging
