// SPDX-License-Identifier: GPL-3.0-or-later
// Events per second from Kafka to the store: log, inbox, order, approval, history, two notifications and the offsets, in the
// same transaction. Beside it, on the same topic in the same minutes, what a few hundred lines against the same libraries reach,
// and what kafkajs with better-sqlite3 reaches with fewer rows. Prints figures; never passes or fails by time.
// usage: bench_ingest [EVENTS] [ROUNDS]
#include "backend/support/clock.h"
#include "tests/benchmarks/figures.h"
#include "tests/benchmarks/reference.h"
#include "tests/benchmarks/requests.h"
#include "tests/benchmarks/rig.h"

#include <QCoreApplication>
#include <array>
#include <functional>
#include <thread>

using namespace cs;
using namespace cs::bench;

namespace {

QList<events::OutRecord> requests(int count)
{
    const QByteArray now = toIsoUtf8(SystemClock().now());
    QList<events::OutRecord> records;
    records.reserve(count);
    for (int i = 0; i < count; ++i)
        records.append(request(i, now));
    return records;
}

/// From the first record in hand (which the store notes with it) to the commit of the last.
double ingestOnce(Rig &rig, int events)
{
    rig.newBackend();
    while (rig.number(QStringLiteral("SELECT coalesce(sum(stored + bad), 0) FROM offsets")) < events)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    const qint64 end = toMillis(SystemClock().now());
    const qint64 begin = rig.number(QStringLiteral("SELECT received_at FROM event_log ORDER BY id LIMIT 1"));
    const qint64 told = rig.number(QStringLiteral("SELECT count(*) FROM notifications"));
    const qint64 logged = rig.number(QStringLiteral("SELECT count(*) FROM event_log"));
    if (logged != events || told != 2 * qint64(events))
        giveUp(QStringLiteral("%1 events and %2 notifications are in the store").arg(logged).arg(told));
    rig.endBackend();
    return 1000.0 * events / double(end - begin);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int events = argument(argc, argv, 1, 100'000);
    const int rounds = argument(argc, argv, 2, 5);
    Rig rig;
    rig.start();
    rig.produce(requests(events));
    const QTemporaryDir folder;
    const QStringList where{rig.address(), kRequested, QString::number(events)};
    QList<double> ours;
    QList<double> limit;
    QList<double> peer;
    for (int i = 0; i <= rounds; ++i) {
        const auto file = [&](const char *of) { return where + QStringList{folder.filePath(QStringLiteral("%1%2.db").arg(QLatin1String(of)).arg(i))}; };
        const std::array<std::function<void()>, 3> turns{[&] { runReferenceIngest(file("limit"), &limit); },
                                                         [&] { ours.append(ingestOnce(rig, events)); },
                                                         [&] { runPeer(QStringList{QStringLiteral("ingest")} + file("peer"), &peer); }};
        for (std::size_t k = 0; k < turns.size(); ++k)
            turns[(std::size_t(i) + k) % turns.size()]();
        if (i == 0) {
            for (QList<double> *list : {&ours, &limit, &peer})
                list->clear();
        }
    }
    const QString unit = QStringLiteral("events/s");
    sayRates(QStringLiteral("Kafka to the store"), unit, ours);
    sayRates(QStringLiteral("librdkafka, simdjson, SQLite alone"), unit, limit);
    sayRates(QStringLiteral("kafkajs, better-sqlite3"), unit, peer);
    sayRatio(QStringLiteral("librdkafka, simdjson, SQLite alone"), ours, limit);
    sayRatio(QStringLiteral("kafkajs, better-sqlite3"), ours, peer);
    return 0;
}
