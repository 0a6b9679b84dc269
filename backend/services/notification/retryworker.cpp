// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/retryworker.h"

#include "backend/services/events/ingestsignals.h"
#include "backend/support/log.h"

namespace cs::services {

using messaging::TopicPartition;
using namespace std::chrono_literals;
using storage::Connection;
using storage::RetryRow;

namespace {

constexpr int kRecords = 500;
constexpr qint64 kBytes = 4 * 1024 * 1024;
constexpr int kIdleMs = 500; ///< the longest wait for a record, and between two looks at the schedule
constexpr int kRows = 100;
constexpr auto kPause = 1000ms;

} // namespace

RetryWorker::RetryWorker(StoreContext &context, Config config, MetricsRegistry *metrics)
    : m_context(context), m_config(std::move(config)), m_metrics(metrics)
{
}

RetryWorker::~RetryWorker() = default;

void RetryWorker::start()
{
    while (!m_stop) {
        if (!m_connection && !openStore())
            continue;
        if (!m_config.reads)
            m_wakeup.wait(std::chrono::milliseconds(kIdleMs));
        else if (m_consumer || openConsumer())
            readTopic();
        if (!m_stop && m_connection)
            tryDue();
    }
    m_consumer.reset();
    m_connection.reset();
}

void RetryWorker::requestStop()
{
    m_stop = true;
    m_wakeup.wake();
}

void RetryWorker::pause(const QString &why)
{
    if (why != m_trouble) {
        m_trouble = why;
        qCWarning(lcServices).noquote() << "retry:" << why;
        Q_EMIT failed(why);
    }
    if (!m_stop)
        m_wakeup.wait(kPause);
}

bool RetryWorker::openStore()
{
    auto opened = Connection::open(m_context.database, storage::Access::ReadOnly);
    if (!opened.ok()) {
        pause(opened.error().message);
        return false;
    }
    m_connection = std::move(opened).value();
    return true;
}

bool RetryWorker::openConsumer()
{
    messaging::Consumer::Config config;
    config.broker = m_config.broker;
    config.group = m_config.group;
    config.subscription = {QStringLiteral("^order\\.notifications\\.retry$")}; // a pattern: the topic may not be there yet
    config.queueKiB = 1024;
    m_book.reset({});
    auto created = messaging::Consumer::create(
        config, &m_health, [this](const QList<TopicPartition> &committed) { return assigned(committed); }, [](const QList<TopicPartition> &) {});
    if (!created.ok()) {
        pause(created.error().message);
        return false;
    }
    m_consumer = std::move(created).value();
    return true;
}

/// At the greater of stored and committed; on the embedded broker, which forgets, where the store stands.
QList<TopicPartition> RetryWorker::assigned(QList<TopicPartition> committed)
{
    const auto stored = storage::IngestStore(*m_connection).partitions(m_config.group, m_config.ingest.epoch);
    if (!stored.ok())
        qCWarning(lcServices).noquote() << "retry: offsets cannot be read:" << stored.error().message;
    else
        m_book.reset(*stored);
    for (TopicPartition &one : committed)
        one.offset = std::max(m_config.ingest.epoch.isEmpty() ? one.offset : -1, m_book.next(one.topic, one.partition));
    return committed;
}

void RetryWorker::readTopic()
{
    QList<events::Record> fresh;
    for (const events::Record &one : m_consumer->poll(kRecords, kBytes, kIdleMs)) {
        if (m_book.isOld(one))
            continue;
        m_book.take(one, false);
        fresh.append(one);
    }
    if (fresh.isEmpty())
        return;
    RetryIntake intake = sortRetries(fresh, m_config.ingest, m_config.group, m_context, m_context.clock.now());
    intake.steps = m_book.steps();
    const bool letters = !intake.deadLetters.isEmpty();
    const Status stored = m_context.writer
        .submit(storage::Priority::Machine, storage::Durability::Normal,
            [this, intake](Connection &connection) { return storeRetries(connection, intake, m_config.group, m_config.ingest.epoch); })
        .result();
    if (!stored.ok()) {
        m_consumer.reset(); // a new one asks the store where to begin
        if (stored.error().kind != ErrorKind::Conflict)
            pause(stored.error().message);
        return;
    }
    m_trouble.clear();
    if (letters)
        Q_EMIT m_context.changes.outboxFilled();
    if (!m_config.ingest.epoch.isEmpty())
        return;
    QList<TopicPartition> next;
    for (const PartitionStep &step : intake.steps)
        next.append({step.to.topic, step.to.partition, step.to.next});
    m_consumer->commit(next);
}

void RetryWorker::tryDue()
{
    const auto due = storage::RetryStore(*m_connection).due(m_context.clock.now(), kRows);
    if (!due.ok()) {
        if (m_connection->isBroken())
            m_connection.reset();
        pause(due.error().message);
        return;
    }
    for (const RetryRow &row : *due) {
        if (m_stop)
            return;
        tryOne(row);
    }
}

void RetryWorker::tryOne(const RetryRow &row)
{
    const Result<BatchOutcome> tried = m_context.writer
        .submitFor<BatchOutcome>(storage::Priority::Machine, storage::Durability::Normal,
            [this, row](Connection &connection) { return tryAgain(connection, row, m_config.ingest, m_context); })
        .result();
    if (tried.ok()) {
        if (m_metrics != nullptr)
            record(*tried, *m_metrics);
        tell(*tried, m_context.changes);
        return;
    }
    if (tried.error().isRetriable()) { // the store is away: no try was made
        pause(tried.error().message);
        return;
    }
    qCWarning(lcServices).noquote() << "retry:" << row.record.topic << row.record.partition << row.record.offset << tried.error().message;
    const Result<bool> gone = m_context.writer
        .submitFor<bool>(storage::Priority::Machine, storage::Durability::Normal,
            [this, row, why = tried.error().message](Connection &connection) { return putOff(connection, row, why, m_config.group, m_context); })
        .result();
    if (!gone.ok())
        pause(gone.error().message);
    else if (*gone)
        Q_EMIT m_context.changes.outboxFilled();
}

} // namespace cs::services
