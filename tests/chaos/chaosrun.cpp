// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/chaosrun.h"

#include "tests/support/parts.h"

#include <QElapsedTimer>
#include <QJsonDocument>

namespace cs::test {

namespace {

constexpr int kPlaced = 60;

QUrl urlOf(quint16 port, const QString &path)
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(path));
}

} // namespace

ChaosRun::ChaosRun(const Shop &shop, const QString &prefix, QStringList toDecide)
    : m_prefix(prefix), m_toDecide(std::move(toDecide)), m_port(shop.port()), m_admin(shop.token(Shop::admin())),
      m_seller(shop.token(QStringLiteral("EMP01"))), m_manager(shop.token(QStringLiteral("MGR001")))
{
}

QByteArray ChaosRun::book(const QString &prefix)
{
    static const QByteArray original = readFile(QStringLiteral(COUNTERSIGN_SOURCE_DIR "/resources/data/orders.jsonl"));
    return QByteArray(original).replace("{\"orderId\": \"NW", "{\"orderId\": \"" + prefix.toUtf8() + "NW");
}

void ChaosRun::begin()
{
    m_clients.emplace_back([this] { importBook(); });
    m_clients.emplace_back([this] { placeOrders(); });
    m_clients.emplace_back([this] { approve(); });
}

const Promised &ChaosRun::join()
{
    for (std::thread &client : m_clients)
        client.join();
    m_clients.clear();
    return m_promised;
}

void ChaosRun::importBook()
{
    const QByteArray body = book(m_prefix);
    const QByteArray head = "POST /api/orders/import HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\nAuthorization: Bearer " + m_admin
        + "\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    QElapsedTimer clock;
    clock.start();
    const auto answer = rawHttp(m_port, head + body, 60'000);
    m_promised.importMs = clock.elapsed();
    if (!answer.ok())
        return;
    // Chunk sizes stand on lines of their own between the lines of the answer; a line that was cut off is no promise.
    for (const QByteArray &line : answer->split('\n')) {
        const QJsonObject told = QJsonDocument::fromJson(line).object();
        if (told[QLatin1String("result")].toString() == u"created")
            m_promised.imported.insert(told[QLatin1String("orderId")].toString());
    }
}

void ChaosRun::placeOrders()
{
    for (int i = 0; i < kPlaced; ++i) {
        const QString id = QStringLiteral("%1S%2").arg(m_prefix).arg(i);
        const QByteArray body = R"({"orderId":")" + id.toUtf8() + R"(","customerId":"C1","items":[{"productId":"P1","quantity":1,"price":1500}]})";
        const auto answer = httpRequest("POST", urlOf(m_port, QStringLiteral("/api/orders")), body, bearer(m_seller));
        if (!answer.ok())
            return;
        if (answer->status == 201)
            m_promised.placed.insert(id);
    }
}

void ChaosRun::approve()
{
    for (const QString &id : m_toDecide) {
        const auto answer = httpRequest("POST", urlOf(m_port, QStringLiteral("/api/approvals/%1/decision").arg(id)),
                                        R"({"level":"MANAGER","decision":"approve","version":1})", bearer(m_manager));
        if (!answer.ok())
            return;
        if (answer->status == 200)
            m_promised.decided.insert(id);
    }
}

} // namespace cs::test
