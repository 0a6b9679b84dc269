// SPDX-License-Identifier: GPL-3.0-or-later
// What the ingest loop does when a batch cannot be stored.
#include "backend/services/events/ingestloop.h"
#include "backend/support/log.h"

namespace cs::services {

using messaging::TopicPartition;
using storage::PartitionState;

namespace {

QList<events::Record> recordsOf(const PreparedBatch &batch)
{
    QList<events::Record> records;
    records.reserve(batch.records.size());
    for (const PreparedRecord &one : batch.records)
        records.append(one.logged.record);
    return records;
}

OffsetBook bookBefore(const PreparedBatch &batch)
{
    OffsetBook book;
    for (const PartitionStep &step : batch.steps)
        book.put(step.from);
    return book;
}

} // namespace

/// The batches behind a failed one build on its offsets: they are waited for, and what failed is stored again in order.
void IngestLoop::recover(const Batch &first, const Error &error)
{
    qCInfo(lcServices).noquote() << "ingest: a batch is tried again:" << error.message;
    QList<Batch> again{first};
    for (; !m_outstanding.empty(); m_outstanding.pop_front()) {
        Outstanding &head = m_outstanding.front();
        if (!await(head.job))
            return;
        const Result<BatchOutcome> result = head.job.take();
        if (result.ok())
            committed(*head.batch, *result);
        else
            again.append(head.batch);
    }
    for (const Batch &batch : again) {
        const Stored stored = storeAgain(batch);
        if (stored == Stored::Lost)
            resync();
        if (stored != Stored::Done)
            return;
    }
}

/// Tries until it is stored, however long the store is away. A batch that can never be stored is taken apart.
IngestLoop::Stored IngestLoop::storeAgain(const Batch &batch)
{
    while (!m_stop) {
        const PendingJob<BatchOutcome> job = submit(batch);
        if (!await(job))
            return Stored::Stopped;
        const Result<BatchOutcome> result = PendingJob(job).take();
        if (result.ok()) {
            committed(*batch, *result);
            return Stored::Done;
        }
        if (result.error().kind == ErrorKind::Conflict)
            return Stored::Lost;
        if (!result.error().isRetriable()) {
            OffsetBook book = bookBefore(*batch);
            return storeHalves(recordsOf(*batch), book, result.error().message);
        }
        pause(result.error().message);
    }
    return Stored::Stopped;
}

IngestLoop::Stored IngestLoop::storeHalves(const QList<events::Record> &records, OffsetBook &book, const QString &why)
{
    if (records.size() == 1)
        return storeWithoutEffect(records, book, why);
    const qsizetype middle = records.size() / 2;
    for (const QList<events::Record> &half : {records.first(middle), records.sliced(middle)}) {
        OffsetBook ahead = book;
        const Batch batch = prepare(half, ahead, {});
        const Stored stored = storeAgain(batch);
        if (stored != Stored::Done)
            return stored;
        book = ahead;
    }
    return Stored::Done;
}

/// The one record that no transaction takes: it is kept as bad, so that it stands in nobody's way.
IngestLoop::Stored IngestLoop::storeWithoutEffect(const QList<events::Record> &records, OffsetBook &book, const QString &why)
{
    qCWarning(lcServices).noquote() << "ingest: a record has no effect:" << records.first().topic << records.first().partition
                                    << records.first().offset << why;
    const Batch batch = prepare(records, book, why);
    while (!m_stop) {
        const PendingJob<BatchOutcome> job = submit(batch);
        if (!await(job))
            break;
        const Result<BatchOutcome> result = PendingJob(job).take();
        if (result.ok()) {
            committed(*batch, *result);
            countAsBad(records.first());
            return Stored::Done;
        }
        if (result.error().kind == ErrorKind::Conflict)
            return Stored::Lost;
        pause(result.error().message); // not even that: never skipped, the failure is shown
    }
    return Stored::Stopped;
}

/// Another member went on: forget what was prepared and read on from where the store stands.
void IngestLoop::resync()
{
    while (!m_stop) {
        if (!m_connection && !openStore())
            continue;
        const auto stored = storage::IngestStore(*m_connection).partitions(m_place.group, m_place.epoch);
        if (!stored.ok()) {
            m_connection.reset();
            pause(stored.error().message);
            continue;
        }
        m_book.reset(*stored);
        m_gathered.clear();
        m_passedTo.clear();
        m_gatheredBytes = 0;
        QList<TopicPartition> to = m_consumer->assignment();
        for (TopicPartition &one : to)
            one.offset = std::max(m_book.next(one.topic, one.partition), m_starts.value({one.topic, one.partition}, -1));
        if (const Status sought = m_consumer->seek(to); sought.ok())
            return;
        m_consumer.reset(); // a new one asks the store where to begin
        return;
    }
}

} // namespace cs::services
