// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/brokerconfig.h"

namespace cs::messaging {

namespace {

/// Empty when `part` is host:port or [address]:port, else what is wrong with it.
QString wrongWith(const QString &part)
{
    const qsizetype colon = part.lastIndexOf(u':');
    const bool bracketed = part.startsWith(u'[');
    if (colon < 0 || (bracketed && part.indexOf(u']') > colon))
        return QStringLiteral("has no port; write host:port");
    const QString host = part.left(colon);
    if (host.isEmpty() || host == u"[]")
        return QStringLiteral("has no host; write host:port");
    if (bracketed ? !host.endsWith(u']') : host.contains(u':'))
        return QStringLiteral("needs brackets around its address, as in [::1]:9092");
    for (const QChar c : host) {
        if (c.isSpace() || c == u'/' || c == u'@')
            return QStringLiteral("is not a host name and a port");
    }
    bool ok = false;
    const uint port = part.mid(colon + 1).toUInt(&ok);
    return ok && port >= 1 && port <= 65535 ? QString() : QStringLiteral("has a port that is not in 1 to 65535");
}

} // namespace

Result<BrokerConfig> BrokerConfig::fromBrokers(const QString &brokers)
{
    QStringList parts;
    for (const QString &raw : brokers.split(u',')) {
        const QString part = raw.trimmed();
        if (part.isEmpty())
            continue;
        const QString wrong = wrongWith(part);
        if (!wrong.isEmpty()) {
            const QString message = QStringLiteral("The broker “%1” %2.").arg(part.left(200), wrong);
            return Error::invalid(message, {{QStringLiteral("brokers"), message}});
        }
        parts.append(part);
    }
    if (parts.isEmpty())
        return Error::invalid(QStringLiteral("No broker is named; write host:port, or several separated by commas."));
    BrokerConfig config;
    config.bootstrap = parts.join(u',');
    return config;
}

BrokerHealth::State BrokerHealth::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void BrokerHealth::set(const State &state)
{
    const std::lock_guard lock(m_mutex);
    m_state = state;
}

} // namespace cs::messaging
