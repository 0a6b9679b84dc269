// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/ingestloop.h"

#include "backend/services/events/beginnings.h"

#include "backend/services/events/ingestsignals.h"
#include "backend/storage/peoplestore.h"
#include "backend/support/log.h"

namespace cs::services {

using messaging::TopicPartition;
using storage::PartitionState;
using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int kRecords = 3000; ///< of a batch: a larger one leaves the processor's cache before it is written
constexpr qint64 kBytes = 12 * 1024 * 1024;
constexpr int kIdleMs = 50;    ///< the longest wait for a record
constexpr int kBusyMs = 2;     ///< the same while a batch is being committed
constexpr size_t kOutstanding = 2;
constexpr auto kPeopleEvery = 5s;
constexpr auto kQuiet = 2s;    ///< after which what the gate still counts will not come
constexpr auto kFirstPause = 100ms;
constexpr auto kLongestPause = 5000ms;

} // namespace

IngestLoop::IngestLoop(StoreContext &context, const Ingest::Config &config, messaging::BrokerHealth &health, FlowGate &gate,
                       MetricsRegistry *metrics, IngestCounters &counters, std::function<void(const QString &)> failed)
    : m_context(context), m_config(config), m_place{config.group, config.epoch, config.acts, config.takesOrders}, m_health(health), m_gate(gate),
      m_metrics(metrics), m_counters(counters), m_failed(std::move(failed))
{
}

void IngestLoop::stop()
{
    m_stop = true;
    m_wakeup->wake();
}

void IngestLoop::run()
{
    m_heardAt = SteadyClock::now();
    while (!m_stop) {
        if ((m_connection || openStore()) && (m_consumer || openConsumer()))
            turn();
    }
    const auto deadline = SteadyClock::now() + 1500ms; // what is with the writer may still be committed to Kafka
    for (; !m_outstanding.empty(); m_outstanding.pop_front()) {
        const Outstanding &head = m_outstanding.front();
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - SteadyClock::now());
        while (!head.job.isDone() && SteadyClock::now() < deadline)
            m_wakeup->wait(std::max(left, 1ms));
        if (!head.job.isDone())
            break; // its transaction is whole with or without us
        if (const Result<BatchOutcome> result = PendingJob(head.job).take(); result.ok())
            committed(*head.batch, *result);
    }
    m_consumer.reset();
    m_connection.reset();
}

/// Waits before the next try, longer each time, and says why once.
void IngestLoop::pause(QString why)
{
    if (why != m_trouble) {
        qCWarning(lcServices).noquote() << "ingest:" << why;
        m_trouble = std::move(why);
        m_failed(m_trouble);
    }
    m_backoff = std::clamp<std::chrono::milliseconds>(m_backoff * 2, kFirstPause, kLongestPause);
    const auto until = SteadyClock::now() + m_backoff;
    while (!m_stop && SteadyClock::now() < until)
        m_wakeup->wait(std::chrono::ceil<std::chrono::milliseconds>(until - SteadyClock::now()));
}

bool IngestLoop::openStore()
{
    Result<std::unique_ptr<storage::Connection>> opened = storage::Connection::open(m_context.database, storage::Access::ReadOnly);
    if (!opened.ok()) {
        pause(opened.error().message);
        return false;
    }
    m_connection = std::move(opened).value();
    m_people.reset();
    refreshPeople();
    return m_connection != nullptr;
}

bool IngestLoop::openConsumer()
{
    messaging::Consumer::Config config;
    config.broker = m_config.broker;
    config.group = m_config.group;
    config.subscription = m_config.subscription;
    config.blacklist = m_config.blacklist;
    auto created = messaging::Consumer::create(
        config, &m_health, [this](const QList<TopicPartition> &committedOffsets) { return assigned(committedOffsets); },
        [](const QList<TopicPartition> &) {});
    if (!created.ok()) {
        pause(created.error().message);
        return false;
    }
    m_consumer = std::move(created).value();
    return true;
}

/// People change seldom: they are read now and then, not per event.
void IngestLoop::refreshPeople()
{
    if (m_people && SteadyClock::now() < m_peopleAt + kPeopleEvery)
        return;
    const Result<Directory> people = Directory::read(*m_connection);
    m_peopleAt = SteadyClock::now();
    if (people.ok()) {
        m_people = std::make_shared<const Directory>(*people);
        return;
    }
    const bool useless = !m_people || m_connection->isBroken();
    if (useless)
        m_connection.reset();
    if (!m_people)
        pause(people.error().message);
}

/// Batches that are with the writer will still be stored, so that the book is ahead of the store; the store is ahead of the
/// book where another member had the partition.
QList<TopicPartition> IngestLoop::assigned(const QList<TopicPartition> &committedOffsets)
{
    QList<PartitionState> stored;
    bool known = false;
    if (m_connection) {
        auto read = storage::IngestStore(*m_connection).partitions(m_place.group, m_place.epoch);
        known = read.ok();
        if (known)
            stored = std::move(read).value();
        else
            qCWarning(lcServices).noquote() << "ingest: offsets cannot be read:" << read.error().message;
    }
    for (const PartitionState &one : stored) {
        if (one.next > m_book.next(one.topic, one.partition))
            m_book.put(one);
    }
    if (known && m_config.epoch.isEmpty())
        keepBeginnings(m_context, m_place.group, m_book.begin(committedOffsets));
    QList<TopicPartition> start = committedOffsets;
    for (TopicPartition &one : start) {
        one.offset = std::max(m_config.epoch.isEmpty() ? one.offset : -1, m_book.next(one.topic, one.partition));
        m_starts.insert({one.topic, one.partition}, one.offset);
    }
    return start;
}

void IngestLoop::turn()
{
    refreshPeople();
    if (!m_connection)
        return;
    const int room = kRecords - int(m_gathered.size());
    const bool idle = m_outstanding.empty() && m_gathered.isEmpty();
    QList<events::Record> records = m_consumer->poll(room, kBytes - m_gatheredBytes, idle ? kIdleMs : kBusyMs);
    if (!m_consumer->begunAnew().isEmpty() && !beginAnew())
        return;
    const bool heard = !records.isEmpty();
    for (const events::Record &one : std::as_const(records))
        m_gatheredBytes += one.cost();
    m_gathered.append(std::move(records));
    m_passedTo.append(m_consumer->passedTo());
    reap(kOutstanding);
    watchGate(heard);
    // What comes while the writer is at work is gathered: fewer and larger transactions. Nothing waits for an idle writer.
    const bool full = m_gathered.size() >= kRecords || m_gatheredBytes >= kBytes;
    if (full || (m_outstanding.empty() && !(m_gathered.isEmpty() && m_passedTo.isEmpty()))) {
        m_gatheredBytes = 0;
        take(std::exchange(m_gathered, {}));
    }
}

/// Topics were made again: what was read of them before is stored first. False when the records are to be read again.
bool IngestLoop::beginAnew()
{
    const QList<TopicPartition> places = m_consumer->begunAnew();
    m_gatheredBytes = 0;
    if (!m_gathered.isEmpty() || !m_passedTo.isEmpty())
        take(std::exchange(m_gathered, {}));
    reap(0);
    if (!m_consumer || m_stop)
        return false;
    for (const TopicPartition &one : places)
        m_starts.insert({one.topic, one.partition}, one.offset);
    const Status kept = keepNewBeginnings(m_context, m_place.group, m_place.epoch, places, m_book);
    if (kept.ok())
        return true;
    m_book.reset({});
    m_consumer.reset(); // a new one asks the store where to begin
    pause(kept.error().message);
    return false;
}

void IngestLoop::take(QList<events::Record> records)
{
    m_counters.addReceived(records.size());
    const Batch batch = prepare(std::move(records), m_book, {}, std::exchange(m_passedTo, {}));
    if (batch->steps.isEmpty())
        return;
    reap(kOutstanding - 1);
    // A batch before this one may have been lost to another member: then all is read again, this one too.
    for (const PartitionStep &step : batch->steps) {
        if (m_book.next(step.to.topic, step.to.partition) != step.to.next)
            return;
    }
    if (!m_stop)
        m_outstanding.push_back({batch, submit(batch)});
}

IngestLoop::Batch IngestLoop::prepare(QList<events::Record> records, OffsetBook &book, const QString &failed, const QList<TopicPartition> &passedTo)
{
    const TimePoint now = m_context.clock.now();
    QList<PreparedRecord> prepared;
    prepared.reserve(records.size());
    for (events::Record &record : records) {
        if (book.isOld(record))
            continue;
        const storage::LoggedEvent &logged = prepared.emplaceBack(prepareRecord(std::move(record), m_place, m_context, now, failed)).logged;
        book.take(logged.record, !logged.badCode.isEmpty());
    }
    for (const TopicPartition &one : passedTo)
        book.pass(one);
    auto batch = std::make_shared<PreparedBatch>(prepareBatch(std::move(prepared), m_people, m_place, m_context, now));
    batch->steps = book.steps();
    return batch;
}

PendingJob<BatchOutcome> IngestLoop::submit(const Batch &batch)
{
    StoreContext &context = m_context;
    return {context.writer, storage::Durability::Normal,
            [batch, place = m_place, &context](storage::Connection &connection) { return storeBatch(connection, *batch, place, context); },
            m_wakeup};
}

/// True when it is done; false when the loop shall stop.
bool IngestLoop::await(const PendingJob<BatchOutcome> &job)
{
    while (!job.isDone() && !m_stop)
        m_wakeup->wait(100ms);
    return job.isDone();
}

/// Takes the results that are there, and waits until at most `most` batches are with the writer.
void IngestLoop::reap(size_t most)
{
    while (!m_outstanding.empty() && (m_outstanding.size() > most || m_outstanding.front().job.isDone())) {
        Outstanding head = m_outstanding.front();
        if (!await(head.job))
            return;
        m_outstanding.pop_front();
        const Result<BatchOutcome> result = head.job.take();
        if (result.ok())
            committed(*head.batch, *result);
        else
            recover(head.batch, result.error());
    }
}

void IngestLoop::watchGate(bool heard)
{
    if (heard || !m_outstanding.empty())
        m_heardAt = SteadyClock::now();
    else if (m_gate.pending() != 0 && SteadyClock::now() > m_heardAt + kQuiet)
        m_gate.reset(); // e.g. a record that the broker forgot, or one that came twice
}

/// The book has counted it as good, and so has the store by now: the next batch puts that right, if need be one without records.
void IngestLoop::countAsBad(const events::Record &record)
{
    const TopicPartition place{record.topic, record.partition, record.offset};
    m_book.turnBadLate(place);
    m_passedTo.append(place);
}

void IngestLoop::committed(const PreparedBatch &batch, const BatchOutcome &outcome)
{
    m_backoff = 0ms;
    m_trouble.clear();
    m_gate.consumed(batch.ownBytes);
    m_counters.add(outcome);
    for (auto one = outcome.refused.keyBegin(); one != outcome.refused.keyEnd(); ++one)
        countAsBad(batch.records[*one].logged.record);
    if (m_consumer && m_config.epoch.isEmpty()) {
        QList<TopicPartition> next;
        for (const PartitionStep &step : batch.steps)
            next.append({step.to.topic, step.to.partition, step.to.next});
        m_consumer->commit(next);
    }
    if (m_metrics != nullptr)
        record(outcome, *m_metrics);
    tell(outcome, m_context.changes);
}

} // namespace cs::services
