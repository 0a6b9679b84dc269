// SPDX-License-Identifier: GPL-3.0-or-later
// Orders per second from a JSON Lines text to the broker's acknowledgement of every event they lead to. Beside it, in the same
// run, kafkajs that sends one order.created after the other and awaits each. Prints figures; never passes or fails by time.
// usage: bench_import [ORDERS] [PEER'S ORDERS] [ROUNDS]
#include "backend/services/orders/orderimport.h"
#include "tests/benchmarks/figures.h"
#include "tests/benchmarks/reference.h"
#include "tests/benchmarks/rig.h"

#include <QBuffer>
#include <QCoreApplication>

using namespace cs;
using namespace cs::bench;

namespace {

/// One to four items an order; half of the orders need an approval.
QByteArray orderLines(int count, int round)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i) {
        lines += "{\"orderId\":\"B" + QByteArray::number(round) + '-' + QByteArray::number(i)
            + "\",\"customerId\":\"VINET\",\"currency\":\"USD\",\"createdBy\":{\"userId\":\"EMP05\",\"role\":\"SALES_EXECUTIVE\"},\"items\":[";
        for (int item = 0; item <= i % 4; ++item) {
            lines += item > 0 ? "," : "";
            lines += "{\"productId\":\"P0" + QByteArray::number(11 + item) + "\",\"name\":\"Queso Cabrales\",\"quantity\":"
                + QByteArray::number(1 + i % 9) + ",\"price\":" + (i % 2 == 0 ? "1400.50" : "12.25") + '}';
        }
        lines += "]}\n";
    }
    return lines;
}

struct Took
{
    double stored = 0;       ///< orders/s until the last commit
    double acknowledged = 0; ///< and until the last acknowledgement
    qint64 events = 0;
};

/// Into a store that is at rest: what the rounds before have sent has come back.
Took importOnce(Rig &rig, app::Backend &backend, int orders, int round)
{
    const QString sent = QStringLiteral("SELECT count(*) FROM outbox_state WHERE state > 0");
    rig.awaitAllSeen();
    const qint64 before = rig.number(sent);
    QByteArray text = orderLines(orders, round);
    QBuffer source(&text);
    source.open(QIODevice::ReadOnly);
    Took took;
    const Stopwatch watch;
    const auto summary = need(services::importOrders(source, {}, backend.orders(), {QStringLiteral("ADM001"), QStringLiteral("ADMIN")},
                                                     [](const QList<services::ImportOutcome> &, qint64) {}));
    took.stored = orders / watch.seconds();
    rig.awaitEmptyOutbox();
    took.acknowledged = orders / watch.seconds();
    if (summary.created != orders)
        giveUp(QStringLiteral("%1 orders were made").arg(summary.created));
    took.events = rig.number(sent) - before;
    return took;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int orders = argument(argc, argv, 1, 20'000);
    const int sent = argument(argc, argv, 2, 2'000);
    const int rounds = argument(argc, argv, 3, 3);
    Rig rig;
    rig.start();
    app::Backend &backend = rig.newBackend();
    QList<double> stored;
    QList<double> acknowledged;
    QList<double> peer;
    qint64 events = 0;
    for (int i = 0; i < rounds; ++i) {
        const Took took = importOnce(rig, backend, orders, i);
        stored.append(took.stored);
        acknowledged.append(took.acknowledged);
        events = took.events;
        runPeer({QStringLiteral("send"), rig.address(), QStringLiteral("order.created"), QString::number(sent)}, &peer);
    }
    rig.endBackend();
    const QString unit = QStringLiteral("orders/s");
    sayRates(QStringLiteral("Imported to stored"), unit, stored);
    sayRates(QStringLiteral("Imported to acknowledged (%1 events)").arg(events), unit, acknowledged);
    sayRates(QStringLiteral("kafkajs, one awaited send an order"), unit, peer);
    sayRatio(QStringLiteral("kafkajs, one awaited send an order"), acknowledged, peer);
    return 0;
}
