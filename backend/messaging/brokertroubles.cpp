// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/brokertroubles.h"

#include <algorithm>
#include <librdkafka/rdkafka.h>

namespace cs::messaging {

namespace {

using Kind = BrokerTroubles::Kind;

constexpr qsizetype kMostTroubles = 64; // a few for each address of each broker

/// librdkafka's reasons look like `host:port/bootstrap: Connect to ipv4#… failed: Connection refused (after 0ms …)`, with
/// `sasl_ssl://` in front where it is not plaintext.
QString brokerIn(const QString &reason, const QString &bootstrap)
{
    const QString mark = QStringLiteral("://");
    const qsizetype scheme = reason.indexOf(mark);
    const bool hasScheme = scheme > 0 && !QStringView(reason).first(scheme).contains(u' ');
    const QString rest = hasScheme ? reason.mid(scheme + mark.size()) : reason;
    const QString address = rest.left(std::max<qsizetype>(0, rest.indexOf(u'/')));
    return address.contains(u' ') || !address.contains(u':') ? bootstrap : address;
}

/// `127.0.0.1:9092` of `Connect to ipv4#127.0.0.1:9092 failed: …`; empty where it is not told.
QString placeIn(const QString &reason)
{
    const QString words = QStringLiteral("Connect to ");
    const qsizetype start = reason.indexOf(words);
    return start < 0 ? QString() : reason.mid(start + words.size()).section(u' ', 0, 0).section(u'#', -1);
}

QString detailIn(const QString &reason)
{
    const qsizetype colon = reason.indexOf(QLatin1String(": "));
    QString detail = (colon < 0 ? reason : reason.mid(colon + 2)).left(300);
    const qsizetype after = detail.lastIndexOf(QLatin1String(" (after "));
    return after < 0 ? detail : detail.left(after);
}

Kind kindOf(int error, const QString &place)
{
    switch (error) {
    case RD_KAFKA_RESP_ERR__RESOLVE:
        return Kind::Resolve;
    case RD_KAFKA_RESP_ERR__SSL:
        return Kind::Tls;
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
        return Kind::SignIn;
    default: // an address is named where the connection itself fails
        return place.isEmpty() ? Kind::Broken : Kind::Connect;
    }
}

QString sentenceOf(int error, Kind kind, const QString &broker, const QString &reason)
{
    switch (kind) {
    case Kind::Resolve:
        return QStringLiteral("The name in %1 cannot be resolved.").arg(broker);
    case Kind::Tls:
        return QStringLiteral("TLS with %1 failed: %2").arg(broker, detailIn(reason));
    case Kind::SignIn:
        return QStringLiteral("%1 refuses the sign-in: %2").arg(broker, detailIn(reason));
    default:
        break;
    }
    if (error == RD_KAFKA_RESP_ERR__TIMED_OUT || error == RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE)
        return QStringLiteral("%1 does not answer.").arg(broker);
    if (reason.contains(QLatin1String("refused")))
        return QStringLiteral("%1 refuses the connection.").arg(broker);
    return QStringLiteral("No connection to %1: %2").arg(broker, detailIn(reason));
}

} // namespace

bool BrokerTroubles::isOver(Trouble &old, const Trouble &now)
{
    if (old.broker != now.broker)
        return false;
    if (old.kind == Kind::Resolve || now.kind == Kind::Resolve)
        return true;
    if (old.kind == Kind::Connect)
        return false; // what came farther is told first anyway
    const bool isOnlyAddress = now.place == now.broker;
    const bool wasTried = old.since.contains(now.place);
    old.since.append(now.place);
    return isOnlyAddress || wasTried;
}

void BrokerTroubles::add(int error, const QString &reason)
{
    Trouble now;
    now.broker = brokerIn(reason, m_bootstrap);
    now.place = placeIn(reason);
    now.kind = kindOf(error, now.place);
    now.sentence = sentenceOf(error, now.kind, now.broker, reason);
    QList<Trouble> kept;
    for (Trouble &old : m_all) {
        if (!old.isSame(now) && !isOver(old, now))
            kept.append(std::move(old));
    }
    if (kept.size() >= kMostTroubles)
        kept.removeFirst();
    kept.append(std::move(now));
    m_all = std::move(kept);
}

const BrokerTroubles::Trouble *BrokerTroubles::foremost() const
{
    const auto isNearer = [](const Trouble &left, const Trouble &right) { return left.kind < right.kind; };
    const auto found = std::max_element(m_all.rbegin(), m_all.rend(), isNearer);
    return found == m_all.rend() ? nullptr : &*found;
}

QString BrokerTroubles::sentence() const
{
    const Trouble *first = foremost();
    return first ? first->sentence : QString();
}

bool BrokerTroubles::isSignInRefused() const
{
    const Trouble *first = foremost();
    return first && first->kind == Kind::SignIn;
}

} // namespace cs::messaging
