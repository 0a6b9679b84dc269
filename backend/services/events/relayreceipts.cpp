// SPDX-License-Identifier: GPL-3.0-or-later
// How the relay marks in the store what the broker has taken.
#include "backend/events/catalogue.h"
#include "backend/events/omsevent.h"
#include "backend/services/events/relayloop.h"
#include "backend/support/log.h"

#include <QSet>
#include <algorithm>

namespace cs::services {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr qsizetype kFullBatch = 2000;
constexpr auto kGather = 3ms;      ///< receipts that come together share a transaction
constexpr auto kGatherMany = 15ms; ///< where nobody waits for one of them

bool isDecision(const QString &topic)
{
    const events::OmsKind kind = events::omsKindOf(topic);
    return kind == events::OmsKind::ApprovalCompleted || kind == events::OmsKind::ApprovalRejected;
}

/// Topics that nobody of ours reads: their records will never be seen back.
bool isUnread(const QString &topic)
{
    static const QSet<QString> unread = [] {
        QSet<QString> names;
        for (const events::TopicInfo &one : events::topics()) {
            if (!one.consumed)
                names.insert(one.name);
        }
        return names;
    }();
    return unread.contains(topic);
}

} // namespace

void RelayLoop::accept(const messaging::Delivery &delivery)
{
    const std::optional<storage::OutboxRow> row = m_queue.delivered(delivery.tag);
    if (!row)
        return;
    m_trouble.clear();
    m_told.remove(row->id);
    m_backoff = 0ms;
    const TimePoint now = m_context.clock.now();
    if (m_receipts.rows.isEmpty())
        m_receiptAt = SteadyClock::now();
    const QString &topic = row->record.topic;
    const bool unread = isUnread(topic) && !m_gate.isRead(topic);
    // Of a reader that is switched off it is not seen: it gets it when it is switched on.
    m_receipts.rows.append({row->id, delivery.partition, delivery.offset, now, unread && !m_readHere.contains(topic)});
    if (unread)
        m_gate.consumed(topic, wireCost(row->record)); // nobody will say that it was stored
    if (isDecision(topic)) {
        m_receipts.decisions = true;
        if (m_metrics != nullptr) // the row was made when the decision was released
            m_metrics->observeDecisionAck(double(toMillis(now) - toMillis(row->createdAt)) / 1000.0);
    }
    const std::lock_guard lock(m_mutex);
    ++m_figures.published;
    ++m_published[topic];
}

/// One transaction at a time; what is delivered meanwhile is gathered for the next.
void RelayLoop::writeReceipts()
{
    if (!collectReceipts() || m_receipts.rows.isEmpty())
        return;
    const auto gather = m_receipts.decisions ? kGather : kGatherMany;
    if (m_receipts.rows.size() < kFullBatch && m_queue.inFlight() > 0 && SteadyClock::now() < m_receiptAt + gather)
        return;
    std::sort(m_receipts.rows.begin(), m_receipts.rows.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    m_writing = std::make_shared<const Receipts>(std::exchange(m_receipts, {}));
    m_job.emplace(m_context.writer, storage::Durability::Normal,
                  [receipts = m_writing](storage::Connection &connection) -> Result<Done> {
                      return storage::OutboxStore(connection).markSent(receipts->rows);
                  },
                  m_wakeup);
}

/// True when no transaction is under way. One that failed is written again with what has come since.
bool RelayLoop::collectReceipts()
{
    if (!m_job)
        return true;
    if (!m_job->isDone())
        return false;
    const Status written = m_job->take();
    m_job.reset();
    const std::shared_ptr<const Receipts> receipts = std::exchange(m_writing, nullptr);
    if (!written.ok()) {
        say(QStringLiteral("Deliveries cannot be marked: %1").arg(written.error().message));
        m_receipts.rows = receipts->rows + m_receipts.rows;
        m_receipts.decisions = receipts->decisions || m_receipts.decisions;
        m_wakeup->wait(100ms);
        return true;
    }
    for (const storage::OutboxReceipt &one : receipts->rows)
        m_queue.forget(one.id);
    if (receipts->decisions)
        Q_EMIT m_context.changes.decisionsProgressed();
    return true;
}

/// Within 3 s: what the broker has taken is marked; the rest waits in the store and goes at the next start. From a broker that is
/// away no report will come.
void RelayLoop::finish()
{
    const auto deadline = SteadyClock::now() + 1500ms;
    while (m_producer && m_queue.inFlight() > 0 && SteadyClock::now() < deadline && m_health.state().up)
        receive();
    m_producer.reset();
    for (bool last = false; SteadyClock::now() < deadline + 500ms; m_wakeup->wait(20ms)) {
        if (!collectReceipts())
            continue;
        if (last || m_receipts.rows.isEmpty())
            break;
        m_queue.failAll(SteadyClock::now());
        writeReceipts();
        last = !m_job;
    }
    m_lease.reset();
    m_connection.reset();
    noteFigures();
}

void RelayLoop::noteFigures()
{
    const std::lock_guard lock(m_mutex);
    m_figures.inFlight = m_queue.inFlight();
    m_figures.pending = m_queue.held() + m_receipts.rows.size() + (m_writing ? m_writing->rows.size() : 0);
}

Relay::Figures RelayLoop::figures() const
{
    const std::lock_guard lock(m_mutex);
    return m_figures;
}

QHash<QString, qint64> RelayLoop::published() const
{
    const std::lock_guard lock(m_mutex);
    return m_published;
}

} // namespace cs::services
