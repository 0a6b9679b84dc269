// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/parts.h"
#include "tests/support/program.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace cs::test;

/// The runner of programs, tried on a small script that stands in for one.
class TestProgram final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void saysWhatIsNotBuilt();
    void runsToItsEnd();
    void keepsThePersonsSettingsOut();
    void waitsForTextAndStops();
    void saysWhatItWroteInstead();
    void killedHasNoStatus();
    void waitsForHealth();

private:
    QTemporaryDir m_programs;
    QString m_name = QStringLiteral("stand-in");
};

void TestProgram::initTestCase()
{
    QFile script(m_programs.filePath(m_name));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\n"
                 "case $1 in\n"
                 "  echo) cat; echo \"$COUNTERSIGN_DATA_DIR|$KAFKA_BROKERS|$DB_URL\"; echo trouble >&2; exit 3;;\n"
                 "  serve) trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done;;\n"
                 "  fail) echo 'no broker' >&2; exit 1;;\n"
                 "esac\n");
    script.close();
    QVERIFY(script.setPermissions(script.permissions() | QFile::ExeOwner));
    qputenv("COUNTERSIGN_PROGRAMS", m_programs.path().toUtf8());
}

void TestProgram::cleanupTestCase()
{
    qunsetenv("COUNTERSIGN_PROGRAMS");
}

void TestProgram::saysWhatIsNotBuilt()
{
    const auto found = Program::find(QStringLiteral("countersign-never"));
    QVERIFY(!found.ok());
    QVERIFY(found.error().message.startsWith(QStringLiteral("countersign-never is not built")));
}

void TestProgram::runsToItsEnd()
{
    const Program program(m_name);
    const auto done = program.run({QStringLiteral("echo")}, "in\n");
    QVERIFY(done.ok());
    QCOMPARE(done->status, 3);
    QCOMPARE(done->out, "in\n" + program.dataDir().toUtf8() + "||\n");
    QCOMPARE(done->err, "trouble\n");
}

void TestProgram::keepsThePersonsSettingsOut()
{
    qputenv("KAFKA_BROKERS", "production:9092");
    Program program(m_name, QStringLiteral("/given"));
    qunsetenv("KAFKA_BROKERS");
    program.setEnvironment(QStringLiteral("DB_URL"), QStringLiteral("postgresql://here"));
    QCOMPARE(program.run({QStringLiteral("echo")})->out, "/given||postgresql://here\n");
}

void TestProgram::waitsForTextAndStops()
{
    Program program(m_name);
    QVERIFY(program.start({QStringLiteral("serve")}).ok());
    QVERIFY(program.waitForText("ready").ok());
    QVERIFY(program.isRunning());
    QCOMPARE(program.stop(), 0);
    QVERIFY(program.out().endsWith("bye\n"));
    QVERIFY(!program.isRunning());
}

void TestProgram::saysWhatItWroteInstead()
{
    Program program(m_name);
    QVERIFY(program.start({QStringLiteral("fail")}).ok());
    const cs::Status ready = program.waitForText("ready");
    QVERIFY(!ready.ok());
    QVERIFY(ready.error().message.contains(QStringLiteral("no broker")));
    QCOMPARE(program.wait(1000), 1);
}

void TestProgram::killedHasNoStatus()
{
    Program program(m_name);
    QVERIFY(program.start({QStringLiteral("serve")}).ok());
    QVERIFY(program.waitForText("ready").ok());
    program.kill9();
    QVERIFY(!program.isRunning());
    QCOMPARE(program.wait(0), -1);
    QVERIFY(program.start({QStringLiteral("serve")}).ok());
    QVERIFY(program.waitForText("ready").ok());
}

void TestProgram::waitsForHealth()
{
    Program program(m_name);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, program.port()));
    int asked = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &asked] {
            socket->readAll();
            const QByteArray status = ++asked < 3 ? "503 Service Unavailable" : "200 OK";
            socket->write("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    QVERIFY(program.start({QStringLiteral("serve")}).ok());
    QVERIFY(program.waitForHealth().ok());
    QCOMPARE(asked, 3);
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
