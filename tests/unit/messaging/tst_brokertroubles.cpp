// SPDX-License-Identifier: GPL-3.0-or-later
// Error callbacks as librdkafka gives them, in its words.
#include "backend/messaging/clientwatch.h"

#include <QtTest>

using namespace cs::messaging;

namespace {

const QString kRefusal = QStringLiteral("kafka:9093 refuses the sign-in: SASL authentication error: Authentication failed");
const QString kNobody = QStringLiteral("kafka:9093 refuses the connection.");

/// One client that is told of its connections.
class Scripted final : public ClientWatch
{
public:
    explicit Scripted(const char *bootstrap = "kafka:9093") : ClientWatch(configFor(bootstrap), &health) {}

    void tell(int error, const QString &reason) { onError(error, reason.toUtf8().constData()); }
    void refuseSignIn(const char *broker = "kafka:9093")
    {
        tell(RD_KAFKA_RESP_ERR__AUTHENTICATION, QStringLiteral("sasl_ssl://%1/bootstrap: SASL authentication error: Authentication failed (after 310ms in state AUTH_REQ)").arg(QLatin1String(broker)));
    }
    void refuseConnection(const char *place, const char *broker = "kafka:9093")
    {
        tell(RD_KAFKA_RESP_ERR__TRANSPORT, QStringLiteral("sasl_ssl://%1/bootstrap: Connect to ipv4#%2 failed: Connection refused (after 0ms in state CONNECT)").arg(QLatin1String(broker), QLatin1String(place)));
    }
    void fail(int error, const char *words, const char *broker = "kafka:9093")
    {
        tell(error, QStringLiteral("sasl_ssl://%1/bootstrap: %2").arg(QLatin1String(broker), QLatin1String(words)));
    }

    BrokerHealth health;

private:
    static BrokerConfig configFor(const char *bootstrap) { return BrokerConfig::fromBrokers(QString::fromLatin1(bootstrap)).value(); }
};

} // namespace

class TestBrokerTroubles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNamesOtherAddressHidesNoRefusedSignIn();
    void aBrokerThatWentAwayRefusesNoSignIn();
    void aBrokerGivenByItsAddressIsForgottenAtOnce();
    void theConnectionThatCameFarthestIsTold();
    void ofEqualTroublesTheLatestIsTold();
    void aNameWithoutAnAddressHasNoOtherTrouble();
    void theWordsDoNotDecide();
    void whatIsUpHasNoTrouble();
    void nothingIsKnownAtFirst();
};

void TestBrokerTroubles::aNamesOtherAddressHidesNoRefusedSignIn()
{
    Scripted client;
    client.refuseConnection("[::1]:9093");
    QCOMPARE(client.trouble(), kNobody);
    for (int round = 0; round < 3; ++round) {
        client.refuseSignIn();
        QCOMPARE(client.health.state().trouble, kRefusal);
        client.refuseConnection("[::1]:9093");
        QCOMPARE(client.health.state().trouble, kRefusal);
        QVERIFY(client.isSignInRefused());
    }
}

void TestBrokerTroubles::aBrokerThatWentAwayRefusesNoSignIn()
{
    Scripted client;
    client.refuseSignIn();
    client.refuseConnection("[::1]:9093");
    client.refuseConnection("127.0.0.1:9093");
    QVERIFY(client.isSignInRefused()); // a third address may be the one
    client.refuseConnection("[::1]:9093");
    QCOMPARE(client.trouble(), kNobody);
    QVERIFY(!client.isSignInRefused());
    client.refuseSignIn(); // it is back, and so is what it says
    QCOMPARE(client.trouble(), kRefusal);
}

void TestBrokerTroubles::aBrokerGivenByItsAddressIsForgottenAtOnce()
{
    Scripted client("127.0.0.1:9093");
    client.refuseSignIn("127.0.0.1:9093");
    QVERIFY(client.isSignInRefused());
    client.refuseConnection("127.0.0.1:9093", "127.0.0.1:9093");
    QCOMPARE(client.trouble(), QStringLiteral("127.0.0.1:9093 refuses the connection."));
}

void TestBrokerTroubles::theConnectionThatCameFarthestIsTold()
{
    Scripted client("a:1,b:2,c:3,d:4,e:5");
    client.fail(RD_KAFKA_RESP_ERR__RESOLVE, "Failed to resolve 'e:5': Name or service not known", "e:5");
    QCOMPARE(client.trouble(), QStringLiteral("The name in e:5 cannot be resolved."));
    client.refuseConnection("10.0.0.4:4", "d:4");
    QCOMPARE(client.trouble(), QStringLiteral("d:4 refuses the connection."));
    client.fail(RD_KAFKA_RESP_ERR__TRANSPORT, "Disconnected (after 3ms in state APIVERSION_QUERY)", "c:3");
    QCOMPARE(client.trouble(), QStringLiteral("No connection to c:3: Disconnected"));
    client.fail(RD_KAFKA_RESP_ERR__SSL, "SSL handshake failed: certificate verify failed", "b:2");
    QCOMPARE(client.trouble(), QStringLiteral("TLS with b:2 failed: SSL handshake failed: certificate verify failed"));
    client.refuseSignIn("a:1");
    QVERIFY(client.trouble().startsWith(QLatin1String("a:1 refuses the sign-in: ")));
    client.fail(RD_KAFKA_RESP_ERR__RESOLVE, "Failed to resolve 'e:5': Name or service not known", "e:5");
    client.refuseConnection("10.0.0.4:4", "d:4");
    client.refuseConnection("10.0.0.4:4", "d:4");
    QVERIFY(client.isSignInRefused());
}

void TestBrokerTroubles::ofEqualTroublesTheLatestIsTold()
{
    Scripted client("a:1,b:2");
    client.refuseConnection("10.0.0.1:1", "a:1");
    client.refuseConnection("10.0.0.2:2", "b:2");
    QCOMPARE(client.trouble(), QStringLiteral("b:2 refuses the connection."));
    client.refuseConnection("10.0.0.1:1", "a:1");
    QCOMPARE(client.trouble(), QStringLiteral("a:1 refuses the connection."));
}

void TestBrokerTroubles::aNameWithoutAnAddressHasNoOtherTrouble()
{
    Scripted client;
    client.refuseSignIn();
    client.fail(RD_KAFKA_RESP_ERR__RESOLVE, "Failed to resolve 'kafka:9093': Name or service not known");
    QCOMPARE(client.trouble(), QStringLiteral("The name in kafka:9093 cannot be resolved."));
    QVERIFY(!client.isSignInRefused());
    client.refuseConnection("127.0.0.1:9093");
    QCOMPARE(client.trouble(), kNobody);
}

void TestBrokerTroubles::theWordsDoNotDecide()
{
    Scripted client;
    client.refuseSignIn();
    client.tell(RD_KAFKA_RESP_ERR__TRANSPORT, QStringLiteral("sasl_ssl://kafka:9093/bootstrap: Connect to ipv6#[::1]:9093 failed: Kein Weg zum Ziel (after 0ms in state CONNECT)"));
    QVERIFY(client.isSignInRefused());
    client.fail(RD_KAFKA_RESP_ERR__SSL, "connection refused by the library");
    QVERIFY(client.isSignInRefused());
}

void TestBrokerTroubles::whatIsUpHasNoTrouble()
{
    Scripted client;
    client.refuseSignIn();
    client.heard();
    QCOMPARE(client.health.state().trouble, QString());
    QVERIFY(!client.isSignInRefused());
    client.refuseConnection("127.0.0.1:9093"); // of a broker whose end is told next
    QCOMPARE(client.health.state().trouble, QString());
    client.fail(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "1/1 brokers are down");
    QCOMPARE(client.health.state().trouble, kNobody);
}

void TestBrokerTroubles::nothingIsKnownAtFirst()
{
    Scripted client;
    QCOMPARE(client.trouble(), QString());
    client.fail(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, "1/1 brokers are down");
    QCOMPARE(client.trouble(), QStringLiteral("No connection to kafka:9093."));
}

QTEST_GUILESS_MAIN(TestBrokerTroubles)
#include "tst_brokertroubles.moc"
