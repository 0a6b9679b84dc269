// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/parts.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTcpServer>

namespace cs::test {

namespace {
// Linux gives outgoing connections ports from 32768 on (net.ipv4.ip_local_port_range).
constexpr int firstPort = 15000;
constexpr int lastPort = 31999;
constexpr int pollMs = 20;
} // namespace

bool partsRequired()
{
    return qgetenv("COUNTERSIGN_REQUIRE_PARTS") == "1" || qgetenv("CI") == "true";
}

quint16 freePort()
{
    for (int i = 0; i < 1000; ++i) {
        const auto port = quint16(QRandomGenerator::system()->bounded(firstPort, lastPort + 1));
        QTcpServer server;
        if (server.listen(QHostAddress::LocalHost, port))
            return port;
    }
    qFatal("no free port between %d and %d", firstPort, lastPort);
}

bool waitUntil(const std::function<bool()> &condition, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QTest::qWait(pollMs);
    }
    return true;
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<QByteArray> readJsonl(const QString &path)
{
    QList<QByteArray> lines = readFile(path).split('\n');
    lines.removeIf([](const QByteArray &line) { return line.trimmed().isEmpty(); });
    return lines;
}

} // namespace cs::test
