// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/commandreader.h"

#include "backend/services/events/beginnings.h"
#include "backend/services/metrics/metricsregistry.h"
#include "backend/storage/ingeststore.h"
#include "backend/support/log.h"

namespace cs::services {

using messaging::TopicPartition;

namespace {

constexpr int kRecords = 500;
constexpr qint64 kBytes = 4 * 1024 * 1024;
constexpr auto kReaderQuiet = std::chrono::seconds(2);

} // namespace

CommandReader::CommandReader(StoreContext &context, Config config, FlowGate *gate, MetricsRegistry *metrics)
    : m_context(context), m_config(std::move(config)), m_gate(gate), m_metrics(metrics)
{
}

CommandReader::~CommandReader() = default;

Status CommandReader::open(storage::Connection &connection)
{
    const auto stored = storage::IngestStore(connection).partitions(m_config.place.group, m_config.place.epoch);
    CS_TRY(stored);
    m_book.reset(*stored);
    messaging::Consumer::Config config;
    config.broker = m_config.broker;
    config.group = m_config.place.group;
    for (const QString &topic : m_config.topics) // patterns: a topic may not be there yet
        config.subscription.append(QLatin1Char('^') + QString(topic).replace(QLatin1Char('.'), QStringLiteral("\\.")) + QLatin1Char('$'));
    config.queueKiB = 2048;
    config.fetchWaitMs = 10;
    auto created = messaging::Consumer::create(
        config, &m_health, [this](const QList<TopicPartition> &offsets) { return assigned(offsets); }, [](const QList<TopicPartition> &) {});
    if (!created.ok())
        return created.error();
    m_consumer = std::move(created).value();
    return Done{};
}

/// At the greater of stored and committed; on the embedded broker, which forgets, where the store stands.
QList<TopicPartition> CommandReader::assigned(QList<TopicPartition> committed)
{
    if (m_reading != nullptr) {
        const auto stored = storage::IngestStore(*m_reading).partitions(m_config.place.group, m_config.place.epoch);
        if (stored.ok()) {
            m_book.reset(*stored);
            if (m_config.place.epoch.isEmpty())
                keepBeginnings(m_context, m_config.place.group, m_book.begin(committed));
        } else {
            qCWarning(lcServices).noquote() << m_config.place.group << "offsets cannot be read:" << stored.error().message;
        }
    }
    for (TopicPartition &one : committed)
        one.offset = std::max(m_config.place.epoch.isEmpty() ? one.offset : -1, m_book.next(one.topic, one.partition));
    return committed;
}

Result<bool> CommandReader::turn(storage::Connection &connection, int waitMs)
{
    m_reading = &connection;
    if (!m_consumer)
        CS_TRY(open(connection));
    const QList<events::Record> records = m_consumer->poll(kRecords, kBytes, waitMs);
    m_reading = nullptr;
    if (const Status kept = keepNewBeginnings(m_context, m_config.place.group, m_config.place.epoch, m_consumer->begunAnew(), m_book); !kept.ok()) {
        m_consumer.reset(); // a new one asks the store where to begin
        return kept.error();
    }
    QList<events::Record> fresh;
    for (const events::Record &one : records) {
        if (m_book.isOld(one))
            continue;
        m_book.take(one, false);
        fresh.append(one);
    }
    for (const TopicPartition &one : m_consumer->passedTo())
        m_book.pass(one);
    settleGate(!fresh.isEmpty());
    if (fresh.isEmpty()) {
        CS_TRY(storePassed());
        return false;
    }
    CS_TRY(store(fresh));
    return true;
}

/// At the end for a while: what the gate still counts for us will not come.
void CommandReader::settleGate(bool heard)
{
    const auto now = std::chrono::steady_clock::now();
    if (heard || m_gate == nullptr || m_config.place.readHere.isEmpty())
        m_heardAt = now;
    if (now - m_heardAt < kReaderQuiet)
        return;
    m_gate->settle(m_config.place.readHere);
    m_heardAt = now;
}

/// At the end of a partition without a record of its own.
Status CommandReader::storePassed()
{
    const auto passed = keepPassed(m_context, m_config.place.group, m_config.place.epoch, m_book.steps());
    if (passed.ok()) {
        m_consumer->commit(*passed);
        return Done{};
    }
    m_consumer.reset(); // a new one asks the store where to begin
    return passed.error().kind == ErrorKind::Conflict ? Status(Done{}) : Status(passed.error());
}

Status CommandReader::store(const QList<events::Record> &records)
{
    IntakeBatch batch = takeCommands(records, m_config.place, m_context);
    for (const TopicPartition &one : std::as_const(batch.badAt))
        m_book.turnBad(one);
    batch.steps = m_book.steps();
    const Result<Notice> stored = m_context.writer
        .submitFor<Notice>(storage::Priority::Machine, storage::Durability::Normal,
            [this, &batch](storage::Connection &connection) { return storeCommands(connection, batch, m_config.place, m_context); })
        .result();
    if (!stored.ok()) {
        m_consumer.reset(); // a new one asks the store where to begin
        return stored.error().kind == ErrorKind::Conflict ? Status(Done{}) : Status(stored.error());
    }
    announce(m_context.changes, *stored);
    committed(batch, records);
    return Done{};
}

/// What the ingest consumer reads too, it counts.
void CommandReader::count(const IntakeBatch &batch)
{
    if (m_metrics == nullptr)
        return;
    QHash<QString, qint64> stored;
    for (const TakenRecord &one : batch.records)
        ++stored[one.record.topic];
    for (const QString &topic : m_config.place.alone) {
        if (stored.contains(topic))
            m_metrics->addStored(topic, stored.value(topic));
    }
    for (auto one = batch.bad.cbegin(); one != batch.bad.cend(); ++one) {
        if (m_config.place.alone.contains(one.key().first))
            m_metrics->addBad(one.key().first, one.key().second, one.value());
    }
}

void CommandReader::committed(const IntakeBatch &batch, const QList<events::Record> &records)
{
    m_taken += records.size();
    m_bad += batch.badAt.size();
    count(batch);
    if (!m_config.place.epoch.isEmpty()) {
        for (const TakenRecord &one : batch.records) {
            if (m_gate != nullptr && one.own && m_config.place.readHere.contains(one.record.topic))
                m_gate->consumed(one.record.topic, one.record.cost());
        }
        return;
    }
    QHash<std::pair<QString, int>, qint64> next;
    for (const events::Record &one : records)
        next.insert({one.topic, one.partition}, one.offset + 1);
    QList<TopicPartition> list;
    for (auto one = next.cbegin(); one != next.cend(); ++one)
        list.append({one.key().first, one.key().second, one.value()});
    m_consumer->commit(list);
}

} // namespace cs::services
