// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/relayloop.h"

#include "backend/events/catalogue.h"
#include "backend/messaging/admin.h"
#include "backend/support/log.h"

namespace cs::services {

using messaging::Producer;
using storage::OutboxRow;
using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

constexpr int kPage = 2000;
constexpr int kFew = 100;
constexpr auto kScanEvery = 1s;  ///< rows of slower transactions lie behind the cursor
constexpr qsizetype kMaxOffered = 20'000; ///< rows; more are read from the store
constexpr auto kBusy = 200ms;    ///< after the last report or poke: the producer is asked every millisecond
constexpr auto kHoldBack = 5ms;  ///< while the gate is closed or the producer's queue full
constexpr auto kFirstPause = 100ms;
constexpr auto kLongestPause = 5000ms;
constexpr int kTopicsTimeoutMs = 2000;
constexpr int kTopicTries = 3; ///< then the broker makes them as it likes, when the first record comes

} // namespace

RelayLoop::RelayLoop(StoreContext &context, messaging::BrokerConfig broker, messaging::BrokerHealth &health, FlowGate &gate,
                     MetricsRegistry *metrics, QStringList topics, QStringList readHere, std::function<void(const QString &)> failed)
    : m_context(context), m_broker(std::move(broker)), m_health(health), m_gate(gate), m_metrics(metrics), m_topics(std::move(topics)),
      m_readHere(std::move(readHere)), m_failed(std::move(failed))
{
}

void RelayLoop::stop()
{
    m_stop = true;
    m_wakeup->wake();
}

void RelayLoop::poke(const NewOutboxRows &rows)
{
    {
        const std::lock_guard lock(m_mutex);
        if (rows && m_rowsOffered + rows->size() <= kMaxOffered) {
            m_offered.append(rows);
            m_rowsOffered += rows->size();
        } else {
            m_unread = true;
        }
    }
    m_poked = true;
    m_wakeup->wake();
}

void RelayLoop::run()
{
    while (!m_stop) {
        if ((m_connection || openStore()) && (m_producer || openProducer()))
            turn();
        noteFigures();
    }
    finish();
}

void RelayLoop::say(const QString &why)
{
    if (why == m_trouble)
        return;
    m_trouble = why;
    qCWarning(lcServices).noquote() << "relay:" << why;
    m_failed(why);
}

/// A row that is refused for good is tried again and again, between others that are not: it is told once.
void RelayLoop::sayOf(qint64 row, const QString &why)
{
    QString &told = m_told[row];
    if (told == why)
        return;
    told = why;
    say(why);
}

void RelayLoop::pause(const QString &why)
{
    say(why);
    m_backoff = std::clamp<milliseconds>(m_backoff * 2, kFirstPause, kLongestPause);
    const auto until = SteadyClock::now() + m_backoff;
    while (!m_stop && SteadyClock::now() < until)
        m_wakeup->wait(std::chrono::ceil<milliseconds>(until - SteadyClock::now()));
}

/// What was in flight when the connection broke stays in flight. The lease has to be won again, and as another process may
/// have relayed meanwhile, what waits is read again.
bool RelayLoop::openStore()
{
    auto opened = storage::Connection::open(m_context.database, storage::Access::ReadOnly);
    if (!opened.ok()) {
        pause(opened.error().message);
        return false;
    }
    m_connection = std::move(opened).value();
    m_lease.emplace(*m_connection);
    m_queue.dropWaiting();
    m_cursor = 0;
    m_scanAt = {};
    m_more = true;
    return true;
}

/// Before the first record makes them with the broker's number of partitions. False: the broker does not answer yet.
bool RelayLoop::makeTopics()
{
    messaging::BrokerHealth unseen; // the producer's client says how the broker is
    auto admin = messaging::Admin::create(m_broker, &unseen);
    const Status made = admin.ok() ? (*admin)->createTopics(m_topics, events::kPartitions, kTopicsTimeoutMs) : Status(admin.error());
    if (!made.ok() && made.error().kind == ErrorKind::Unavailable && ++m_topicTries < kTopicTries) {
        pause(made.error().message);
        return false;
    }
    if (!made.ok())
        qCWarning(lcServices).noquote() << "relay: topics are not made:" << made.error().message;
    m_topics.clear();
    return true;
}

bool RelayLoop::openProducer()
{
    if (!m_topics.isEmpty() && !makeTopics())
        return false;
    auto created = Producer::create(m_broker, &m_health);
    if (!created.ok()) {
        pause(created.error().message);
        return false;
    }
    m_producer = std::move(created).value();
    return true;
}

void RelayLoop::turn()
{
    const Result<bool> leads = m_lease->acquire();
    if (!leads.ok()) {
        m_connection.reset();
        pause(leads.error().message);
        return;
    }
    m_poked = false; // before anything is looked at: a poke that comes meanwhile counts for the next turn
    takeOffered(*leads);
    if (*leads) {
        refill();
        if (!m_connection)
            return;
        send();
    }
    receive();
    writeReceipts();
    if (!*leads)
        m_wakeup->wait(500ms); // another process of this store relays
    else if (m_queue.inFlight() == 0)
        idle();
}

/// Rows that were committed a moment ago need not be read again, as long as none is missing between them and what was read.
void RelayLoop::takeOffered(bool leads)
{
    QList<NewOutboxRows> offered;
    {
        const std::lock_guard lock(m_mutex);
        offered.swap(m_offered);
        m_rowsOffered = 0;
    }
    for (const NewOutboxRows &rows : std::as_const(offered)) {
        if (rows->last().id <= m_cursor)
            continue; // read meanwhile
        if (!leads || rows->first().id != m_cursor + 1 || !m_queue.hasRoom()) {
            m_unread = true;
            return;
        }
        m_queue.add(*rows);
        m_cursor = rows->last().id;
    }
}

/// Reads rows that are new; once a second from the start, for rows whose transactions were slower than ones with higher ids.
void RelayLoop::refill()
{
    const auto now = SteadyClock::now();
    if (m_unread.exchange(false))
        m_more = true;
    if (now >= m_scanAt) {
        m_scanAt = now + kScanEvery;
        m_more = true;
        // With more the store is read again when these are gone. SQLite's transactions do not overtake each other: there
        // only what was put back lies behind the cursor.
        if (m_queue.held() < (m_connection->backend() == storage::Backend::Postgres ? kPage : kFew)) {
            qint64 from = 0;
            while (m_connection && m_queue.hasRoom() && from < m_cursor && readPage(&from)) {
            }
        }
    }
    while (m_more && m_connection && m_queue.hasRoom())
        m_more = readPage(&m_cursor);
}

/// True when there may be more behind it.
bool RelayLoop::readPage(qint64 *after)
{
    const Result<QList<OutboxRow>> rows = storage::OutboxStore(*m_connection).pending(*after, kPage);
    if (!rows.ok()) {
        m_connection.reset();
        pause(rows.error().message);
        return false;
    }
    if (rows->isEmpty())
        return false;
    *after = rows->last().id;
    m_queue.add(*rows);
    return rows->size() == kPage;
}

void RelayLoop::send()
{
    const auto now = SteadyClock::now();
    if (now < m_sendAt)
        return;
    while (m_gate.isOpen()) {
        const OutboxRow *row = m_queue.take(now);
        if (row == nullptr)
            return;
        if (!hand(*row))
            break;
    }
    m_sendAt = now + kHoldBack;
}

/// False when the producer is full.
bool RelayLoop::hand(const OutboxRow &row)
{
    QString error;
    const qint64 id = row.id;
    switch (m_producer->produce(row.record, id, &error)) {
    case Producer::Outcome::Queued:
        m_gate.produced(row.record.topic, wireCost(row.record));
        return true;
    case Producer::Outcome::QueueFull:
        m_queue.putBack(id);
        return false;
    case Producer::Outcome::Refused:
        sayOf(id, QStringLiteral("Record %1 for %2 is refused: %3").arg(row.eventId, row.record.topic, error));
        m_queue.failed(id, SteadyClock::now()); // kept, and shown: it stands in the way of its own order only
        return true;
    }
    return true;
}

/// Serves the producer; while rows are in flight it waits for their reports, but a poke never waits long for its turn.
void RelayLoop::receive()
{
    const auto now = SteadyClock::now();
    const int timeoutMs = m_queue.inFlight() == 0 ? 0 : now < m_activeAt + kBusy ? 1 : 10;
    const QList<messaging::Delivery> deliveries = m_producer->poll(timeoutMs);
    if (!deliveries.isEmpty() || m_poked)
        m_activeAt = SteadyClock::now();
    for (const messaging::Delivery &delivery : deliveries) {
        if (delivery.ok) {
            accept(delivery);
            continue;
        }
        const OutboxRow *row = m_queue.flying(delivery.tag);
        sayOf(delivery.tag, row == nullptr ? QStringLiteral("Sending fails: %1").arg(delivery.error)
                                           : QStringLiteral("Sending to %1 fails: %2").arg(row->record.topic, delivery.error));
        takeBack(delivery.tag);
        if (delivery.fatal) {
            m_producer.reset();
            for (const qint64 id : m_queue.idsInFlight())
                takeBack(id);
            return;
        }
    }
}

/// Not delivered: nobody reads it, and it goes again later.
void RelayLoop::takeBack(qint64 id)
{
    if (const OutboxRow *row = m_queue.flying(id))
        m_gate.consumed(row->record.topic, wireCost(row->record));
    m_queue.failed(id, SteadyClock::now());
}

void RelayLoop::idle()
{
    const auto now = SteadyClock::now();
    milliseconds wait = 1000ms;
    if (m_queue.hasReady())
        wait = kHoldBack;
    else if (const auto retry = m_queue.nextRetry())
        wait = std::clamp(std::chrono::ceil<milliseconds>(*retry - now), 1ms, wait);
    if (!m_receipts.rows.isEmpty())
        wait = std::min<milliseconds>(wait, 2ms);
    if (m_producer && !m_poked)
        m_wakeup->wait(wait); // a receipt that is written, or new rows, wake it
}

} // namespace cs::services
