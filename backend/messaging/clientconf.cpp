// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/clientconf.h"

#include <QSet>
#include <array>

namespace cs::messaging {

namespace {

/// Settings that a person may not change: exactly-once effects, partitions and offsets depend on them.
bool isOurs(const QString &name)
{
    static const QSet<QString> ours = {
        QStringLiteral("bootstrap.servers"), QStringLiteral("metadata.broker.list"), QStringLiteral("enable.idempotence"),
        QStringLiteral("acks"), QStringLiteral("request.required.acks"), QStringLiteral("partitioner"),
        QStringLiteral("enable.auto.commit"), QStringLiteral("enable.auto.offset.store"), QStringLiteral("check.crcs"),
        QStringLiteral("partition.assignment.strategy"), QStringLiteral("auto.offset.reset"), QStringLiteral("group.id"),
        QStringLiteral("enable.partition.eof"), QStringLiteral("topic.blacklist"), QStringLiteral("transactional.id")};
    return ours.contains(name);
}

/// What librdkafka refuses in words about Kerberos, its default, or waits for without a word.
QString mechanismRefusal(const QMap<QString, QString> &settings)
{
    const auto value = [&settings](const char *name) { return settings.value(QString::fromLatin1(name)); };
    const QString mechanism = value("sasl.mechanism") + value("sasl.mechanisms");
    if (!value("security.protocol").startsWith(QLatin1String("SASL"), Qt::CaseInsensitive))
        return {};
    if (mechanism.isEmpty() && value("sasl.kerberos.keytab").isEmpty())
        return QStringLiteral("sasl.mechanism is not set; give what the broker offers, e.g. PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512");
    const bool hasTokens = value("sasl.oauthbearer.method") == QLatin1String("oidc") || value("enable.sasl.oauthbearer.unsecure.jwt") == QLatin1String("true");
    if (mechanism.compare(QLatin1String("OAUTHBEARER"), Qt::CaseInsensitive) == 0 && !hasTokens)
        return QStringLiteral("OAUTHBEARER needs sasl.oauthbearer.method = oidc and where its tokens come from");
    return {};
}

} // namespace

ClientConf::ClientConf(const BrokerConfig &config) : m_config(config), m_conf(rd_kafka_conf_new())
{
    set("bootstrap.servers", config.bootstrap);
    set("client.id", config.clientId);
    set("statistics.interval.ms", 1000);
    set("topic.metadata.refresh.interval.ms", 5000); // a pattern meets new topics so soon
    set("reconnect.backoff.ms", 100);
    set("reconnect.backoff.max.ms", 5000);
    set("socket.timeout.ms", 10000); // a broker that hangs counts as gone after this
    set("socket.nagle.disable", "true");
    set("socket.keepalive.enable", "true");
    set("log.connection.close", "false");
}

ClientConf &ClientConf::set(const char *name, const QString &value)
{
    std::array<char, 512> why{};
    const auto result = rd_kafka_conf_set(m_conf.get(), name, value.toUtf8().constData(), why.data(), why.size());
    if (result != RD_KAFKA_CONF_OK && m_refusal.isEmpty())
        m_refusal = QString::fromUtf8(why.data());
    return *this;
}

void ClientConf::setExtras()
{
    for (auto it = m_config.extra.cbegin(); it != m_config.extra.cend(); ++it) {
        if (!isOurs(it.key()))
            set(it.key().toUtf8().constData(), it.value());
        else if (m_refusal.isEmpty())
            m_refusal = QStringLiteral("%1 cannot be changed").arg(it.key());
    }
}

Result<HandlePtr> ClientConf::make(rd_kafka_type_t type, ClientWatch *watch)
{
    if ((rd_kafka_version() >> 8) == 0x020500)
        return Error::fatal(QStringLiteral("librdkafka 2.5.0 can lose records; install another version."));
    setExtras();
    if (m_refusal.isEmpty())
        m_refusal = mechanismRefusal(m_config.extra);
    if (!m_refusal.isEmpty())
        return Error::invalid(QStringLiteral("The broker settings are refused: %1.").arg(m_refusal));
    watch->installInto(m_conf.get());
    std::array<char, 512> why{};
    HandlePtr handle(rd_kafka_new(type, m_conf.get(), why.data(), why.size()));
    if (!handle)
        return Error::invalid(QStringLiteral("The broker settings are refused: %1").arg(QString::fromUtf8(why.data())));
    m_conf.release(); // the client owns it now
    return handle;
}

} // namespace cs::messaging
