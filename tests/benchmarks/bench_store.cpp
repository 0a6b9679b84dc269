// SPDX-License-Identifier: GPL-3.0-or-later
// What an event costs without a broker: the two halves of ingest, preparing a batch and storing it, one after the other, with
// requests of another system for orders that the store has never seen. Processor time of the whole program while a half runs, which
// other programs do not lengthen; checkpoints are among it. Prints figures; never passes or fails by time.
// usage: bench_store [EVENTS] [BATCH] [DB-URL]
#include "backend/services/events/ingestjob.h"
#include "backend/support/clock.h"
#include "tests/benchmarks/requests.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <cstdio>
#include <ctime>

using namespace cs;
using namespace cs::services;

namespace {

[[noreturn]] void giveUp(const Error &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why.toString()));
    std::exit(1);
}

/// A store, and what a batch is prepared and stored with.
struct Bench
{
    explicit Bench(storage::DatabaseConfig where) : database(std::move(where)), writer(database)
    {
        if (const Status started = writer.start(); !started.ok())
            giveUp(started.error());
    }

    std::shared_ptr<const PreparedBatch> prepare(QList<events::Record> records)
    {
        const TimePoint now = clock.now();
        QList<PreparedRecord> prepared;
        prepared.reserve(records.size());
        for (events::Record &one : records) {
            prepared.append(prepareRecord(std::move(one), place, context, now));
            book.take(prepared.last().logged.record, !prepared.last().logged.badCode.isEmpty());
        }
        auto batch = std::make_shared<PreparedBatch>(prepareBatch(std::move(prepared), people, place, context, now));
        batch->steps = book.steps();
        return batch;
    }

    void store(const std::shared_ptr<const PreparedBatch> &batch)
    {
        QFuture<Status> done = writer.submit(storage::Priority::Machine, storage::Durability::Normal, [&](storage::Connection &connection) -> Status {
            CS_TRY(storeBatch(connection, *batch, place, context));
            return Done{};
        });
        if (const Status stored = done.result(); !stored.ok())
            giveUp(stored.error());
    }

    storage::DatabaseConfig database;
    storage::StoreWriter writer;
    SystemClock clock;
    RandomIdSource ids{clock, 7};
    Changes changes;
    StoreContext context{clock, ids, writer, changes, database, QStringLiteral("own"), QStringLiteral("urn:countersign:own"),
                         QByteArray(32, 'k'), defaultPolicy(), {QStringLiteral("oms")}, false, {}};
    const Place place{QStringLiteral("notification-group"), {}};
    std::shared_ptr<const Directory> people = std::make_shared<const Directory>();
    OffsetBook book;
};

QList<events::Record> recordsFrom(int first, int count)
{
    const TimePoint now = SystemClock().now();
    const QByteArray time = toIsoUtf8(now);
    QList<events::Record> records;
    for (int i = first; i < first + count; ++i) {
        const events::OutRecord made = bench::request(i, time);
        records.append({made.topic, 0, i, toMillis(now), made.key, made.value, {}});
    }
    return records;
}

template <typename Work>
auto timed(std::clock_t &sum, const Work &work)
{
    const std::clock_t before = std::clock();
    auto result = work();
    sum += std::clock() - before;
    return result;
}

double microsEach(std::clock_t ticks, int events)
{
    return double(ticks) * 1e6 / CLOCKS_PER_SEC / events;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const int events = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const int size = argc > 2 ? std::atoi(argv[2]) : 3'000;
    const QTemporaryDir folder;
    const auto where = storage::DatabaseConfig::fromUrl(argc > 3 ? QString::fromLocal8Bit(argv[3]) : QString(), folder.path());
    if (!where.ok())
        giveUp(where.error());
    Bench bench(*where);
    std::clock_t preparing = 0;
    std::clock_t storing = 0;
    for (int done = 0; done < events; done += size) {
        QList<events::Record> records = recordsFrom(done, std::min(size, events - done));
        auto batch = timed(preparing, [&] { return bench.prepare(std::move(records)); });
        timed(storing, [&] { bench.store(batch); return 0; });
        timed(preparing, [&] { batch.reset(); return 0; });
    }
    std::printf("processor time an event, %d events in batches of %d: %.2f us to prepare, %.2f us to store\n", events, size,
        microsEach(preparing, events), microsEach(storing, events));
    return 0;
}
