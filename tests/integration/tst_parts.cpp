// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/kcat.h"
#include "tests/support/parts.h"
#include "tests/support/postgresserver.h"

#include <QProcess>
#include <QTcpServer>
#include <csignal>

using namespace cs::test;

namespace {

/// True while a process of that id exists and is not a zombie.
bool lives(qint64 pid)
{
    const QByteArray stat = readFile(QStringLiteral("/proc/%1/stat").arg(pid));
    return !stat.isEmpty() && !stat.sliced(stat.lastIndexOf(')')).startsWith(") Z");
}

} // namespace

/// The real parts themselves: they start, answer a client that is not ours, stop, and keep what they were given.
class TestParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kafkaTakesAndGivesRecords();
    void kafkaKeepsRecordsOverKill();
    void kafkaPausedAnswersNothing();
    void postgresAnswersAndKeepsDataOverKill();
    void postgresStopsWithOpenSessions();
    void childDiesWithItsParent();
    void missingPartIsNamed();
    void httpTellsStatusAndBody();
    void httpSaysWhenNobodyAnswers();

private:
    KafkaServer m_kafka;
    PostgresServer m_postgres;
};

void TestParts::kafkaTakesAndGivesRecords()
{
    CS_REQUIRE(m_kafka.start());
    const QString topic = QStringLiteral("parts.bytes");
    const QByteArray odd("{\"a\":1,\n\"b\":\"x y\"}\n");
    QVERIFY(produce(m_kafka.address(), topic, "K1", odd, {QStringLiteral("ce_id=1"), QStringLiteral("ce_type=t")}).ok());
    QVERIFY(produce(m_kafka.address(), topic, "K1", QByteArray()).ok());
    QVERIFY(produce(m_kafka.address(), topic, "K1", "").ok());
    const auto records = consume(m_kafka.address(), topic);
    QVERIFY2(records.ok(), qPrintable(records ? QString() : records.error().message));
    QCOMPARE(records->size(), 3);
    QCOMPARE(records->first().key, "K1");
    QCOMPARE(records->first().value, odd);
    QCOMPARE(records->first().header("ce_type"), "t");
    QVERIFY(records->at(1).isNull);
    QCOMPARE(records->at(2).offset, 2);
    QVERIFY(records->at(2).value.isEmpty() && !records->at(2).isNull);
    QCOMPARE(consume(m_kafka.address(), QStringLiteral("parts.never"))->size(), 0);
}

void TestParts::kafkaKeepsRecordsOverKill()
{
    CS_REQUIRE(m_kafka.isRunning() ? cs::Status(cs::Done{}) : m_kafka.start());
    const QString address = m_kafka.address();
    const QString topic = QStringLiteral("parts.kept");
    QVERIFY(produce(address, topic, "K", "before").ok());
    m_kafka.kill9();
    QVERIFY(!m_kafka.isRunning());
    QVERIFY(m_kafka.start().ok());
    QCOMPARE(m_kafka.address(), address);
    QVERIFY(produce(address, topic, "K", "after").ok());
    const auto records = consume(address, topic);
    QCOMPARE(records->size(), 2);
    QCOMPARE(records->last().value, "after");
    QCOMPARE(records->first().partition, records->last().partition);
}

void TestParts::kafkaPausedAnswersNothing()
{
    CS_REQUIRE(m_kafka.isRunning() ? cs::Status(cs::Done{}) : m_kafka.start());
    const QStringList list{QStringLiteral("-L"), QStringLiteral("-m"), QStringLiteral("1"), QStringLiteral("-b"), m_kafka.address()};
    m_kafka.pause();
    QVERIFY(kcat(list)->status != 0);
    m_kafka.resume();
    QTRY_COMPARE_WITH_TIMEOUT(kcat(list)->status, 0, 20'000);
    m_kafka.stop();
    QVERIFY(!m_kafka.isRunning());
    QVERIFY(kcat(list)->status != 0);
}

void TestParts::postgresAnswersAndKeepsDataOverKill()
{
    CS_REQUIRE(m_postgres.start());
    const auto url = m_postgres.createDatabase(QStringLiteral("shop"));
    QVERIFY2(url.ok(), qPrintable(url ? QString() : url.error().message));
    QCOMPARE(*url, QStringLiteral("postgresql://postgres@127.0.0.1:%1/shop").arg(m_postgres.port()));
    QVERIFY(m_postgres.query(QStringLiteral("shop"), QStringLiteral("CREATE TABLE t(n int); INSERT INTO t VALUES (7),(8)")).ok());
    m_postgres.kill9();
    QVERIFY(!m_postgres.query(QStringLiteral("shop"), QStringLiteral("SELECT 1")).ok());
    QVERIFY(m_postgres.start().ok());
    QCOMPARE(*m_postgres.query(QStringLiteral("shop"), QStringLiteral("SELECT sum(n), count(*) FROM t")), "15|2");
    QVERIFY(!m_postgres.query(QStringLiteral("shop"), QStringLiteral("SELECT * FROM nowhere")).ok());
}

void TestParts::postgresStopsWithOpenSessions()
{
    CS_REQUIRE(m_postgres.isRunning() ? cs::Status(cs::Done{}) : m_postgres.start());
    const QString database = QStringLiteral("postgres");
    QProcess session;
    session.start(QStringLiteral("psql"), {QStringLiteral("-X"), QStringLiteral("-d"), m_postgres.url(database), QStringLiteral("-c"),
                                           QStringLiteral("SELECT pg_sleep(600)")});
    QVERIFY(session.waitForStarted());
    const QString sleepers = QStringLiteral("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
    QTRY_COMPARE(*m_postgres.query(database, sleepers), "1");
    m_postgres.stop();
    QVERIFY(!m_postgres.isRunning());
    QVERIFY(session.waitForFinished());
    QVERIFY(session.exitCode() != 0);
}

void TestParts::childDiesWithItsParent()
{
    // A thread stands for the test's process: the kernel signals a child when the thread that made it ends.
    qint64 pid = 0;
    Child *abandoned = nullptr;
    const std::unique_ptr<QThread> starter(QThread::create([&] {
        abandoned = new Child;
        if (abandoned->start(QStringLiteral("sleep"), {QStringLiteral("600")}, QProcess::nullDevice(), QProcess::nullDevice()))
            pid = abandoned->pid();
    }));
    starter->start();
    QVERIFY(starter->wait(10'000));
    QVERIFY(pid > 0);
    QTRY_VERIFY(!lives(pid));
    delete abandoned;
}

void TestParts::missingPartIsNamed()
{
    const QByteArray before = qgetenv("COUNTERSIGN_KAFKA_DIR");
    qputenv("COUNTERSIGN_KAFKA_DIR", "/nowhere");
    KafkaServer absent;
    const cs::Status started = absent.start();
    before.isNull() ? qunsetenv("COUNTERSIGN_KAFKA_DIR") : qputenv("COUNTERSIGN_KAFKA_DIR", before);
    QVERIFY(!started.ok());
    QVERIFY(started.error().message.contains(QStringLiteral("/nowhere")));
}

void TestParts::httpTellsStatusAndBody()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray seen;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &seen] {
            seen += socket->readAll();
            if (seen.endsWith("{}"))
                socket->write("HTTP/1.1 409 Conflict\r\nX-Way: out\r\nContent-Length: 2\r\n\r\nno");
        });
    });
    const auto answer = httpRequest("PUT", QUrl(QStringLiteral("http://127.0.0.1:%1/a").arg(server.serverPort())), "{}", bearer("T"));
    QVERIFY(answer.ok());
    QCOMPARE(answer->status, 409);
    QCOMPARE(answer->body, "no");
    QCOMPARE(answer->header("x-way"), "out");
    QVERIFY(seen.startsWith("PUT /a HTTP/1.1\r\n"));
    QVERIFY(seen.contains("Authorization: Bearer T\r\n"));
}

void TestParts::httpSaysWhenNobodyAnswers()
{
    const auto answer = httpRequest("GET", QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(freePort())));
    QVERIFY(!answer.ok());
    QVERIFY(answer.error().isRetriable());
}

QTEST_GUILESS_MAIN(TestParts)
#include "tst_parts.moc"
