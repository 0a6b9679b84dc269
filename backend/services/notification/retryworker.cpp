// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/retryworker.h"

#include "backend/services/events/beginnings.h"
#include "backend/services/events/ingestsignals.h"
#include "backend/support/log.h"

namespace cs::services {

using messaging::TopicPartition;
using storage::Connection;
using storage::RetryRow;

namespace {

constexpr int kRecords = 500;
constexpr qint64 kBytes = 4 * 1024 * 1024;
constexpr int kIdleMs = 500; ///< the longest wait for a record, and between two looks at the schedule
constexpr int kRows = 100;

} // namespace

RetryWorker::RetryWorker(StoreContext &context, Config config, MetricsRegistry *metrics)
    : StoreWorker(context, QStringLiteral("retry")), m_config(std::move(config)), m_metrics(metrics)
{
}

RetryWorker::~RetryWorker() = default;

/// What is due is tried whether or not the topic can be read.
Status RetryWorker::turn()
{
    CS_TRY(openStore());
    if (!m_config.reads)
        wait(std::chrono::milliseconds(kIdleMs));
    const Status read = m_config.reads ? readTopic() : Status(Done{});
    CS_TRY(tryDue());
    return read;
}

void RetryWorker::closing()
{
    m_consumer.reset();
}

Status RetryWorker::openConsumer()
{
    if (m_consumer)
        return Done{};
    messaging::Consumer::Config config;
    config.broker = m_config.broker;
    config.group = m_config.group;
    config.subscription = {QStringLiteral("^order\\.notifications\\.retry$")}; // a pattern: the topic may not be there yet
    config.queueKiB = 1024;
    m_book.reset({});
    auto created = messaging::Consumer::create(
        config, &m_health, [this](const QList<TopicPartition> &committed) { return assigned(committed); }, [](const QList<TopicPartition> &) {});
    if (!created.ok())
        return created.error();
    m_consumer = std::move(created).value();
    return Done{};
}

/// At the greater of stored and committed; on the embedded broker, which forgets, where the store stands.
QList<TopicPartition> RetryWorker::assigned(QList<TopicPartition> committed)
{
    const auto stored = storage::IngestStore(reading()).partitions(m_config.group, m_config.ingest.epoch);
    if (!stored.ok())
        qCWarning(lcServices).noquote() << "retry: offsets cannot be read:" << stored.error().message;
    else
        m_book.reset(*stored);
    if (stored.ok() && m_config.ingest.epoch.isEmpty())
        keepBeginnings(context(), m_config.group, m_book.begin(committed));
    for (TopicPartition &one : committed)
        one.offset = std::max(m_config.ingest.epoch.isEmpty() ? one.offset : -1, m_book.next(one.topic, one.partition));
    return committed;
}

Status RetryWorker::readTopic()
{
    CS_TRY(openConsumer());
    const QList<events::Record> records = m_consumer->poll(kRecords, kBytes, kIdleMs);
    if (const Status kept = keepNewBeginnings(context(), m_config.group, m_config.ingest.epoch, m_consumer->begunAnew(), m_book); !kept.ok()) {
        m_consumer.reset(); // a new one asks the store where to begin
        return kept;
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
    if (fresh.isEmpty())
        return storePassed();
    RetryIntake intake = sortRetries(fresh, m_config.ingest, m_config.group, context(), context().clock.now());
    for (const storage::LoggedEvent &one : std::as_const(intake.logged)) {
        if (!one.badCode.isEmpty())
            m_book.turnBad({one.record.topic, one.record.partition, one.record.offset});
    }
    intake.steps = m_book.steps();
    const bool letters = !intake.deadLetters.isEmpty();
    const Status stored = context().writer
        .submit(storage::Priority::Machine, storage::Durability::Normal,
            [this, intake](Connection &connection) { return storeRetries(connection, intake, m_config.group, m_config.ingest.epoch); })
        .result();
    if (!stored.ok()) {
        m_consumer.reset(); // a new one asks the store where to begin
        return stored;
    }
    if (letters)
        Q_EMIT context().changes.outboxFilled();
    if (!m_config.ingest.epoch.isEmpty())
        return Done{};
    QList<TopicPartition> next;
    for (const PartitionStep &step : intake.steps)
        next.append({step.to.topic, step.to.partition, step.to.next});
    m_consumer->commit(next);
    return Done{};
}

/// At the end of a partition without a record of its own.
Status RetryWorker::storePassed()
{
    const auto passed = keepPassed(context(), m_config.group, m_config.ingest.epoch, m_book.steps());
    if (passed.ok())
        m_consumer->commit(*passed);
    else
        m_consumer.reset(); // a new one asks the store where to begin
    return passed.ok() ? Status(Done{}) : Status(passed.error());
}

Status RetryWorker::tryDue()
{
    const auto due = storage::RetryStore(reading()).due(context().clock.now(), kRows);
    CS_TRY(due);
    for (const RetryRow &row : *due) {
        if (isStopping())
            break;
        CS_TRY(tryOne(row));
    }
    return Done{};
}

Status RetryWorker::tryOne(const RetryRow &row)
{
    const Result<BatchOutcome> tried = context().writer
        .submitFor<BatchOutcome>(storage::Priority::Machine, storage::Durability::Normal,
            [this, row](Connection &connection) { return tryAgain(connection, row, m_config.ingest, context()); })
        .result();
    if (tried.ok()) {
        if (m_metrics != nullptr)
            record(*tried, *m_metrics);
        tell(*tried, context().changes);
        return Done{};
    }
    if (tried.error().isRetriable()) // the store is away: no try was made
        return tried.error();
    qCWarning(lcServices).noquote() << "retry:" << row.record.topic << row.record.partition << row.record.offset << tried.error().message;
    const Result<bool> gone = context().writer
        .submitFor<bool>(storage::Priority::Machine, storage::Durability::Normal,
            [this, row, why = tried.error().message](Connection &connection) { return putOff(connection, row, why, m_config.group, context()); })
        .result();
    CS_TRY(gone);
    if (*gone)
        Q_EMIT context().changes.outboxFilled();
    return Done{};
}

} // namespace cs::services
