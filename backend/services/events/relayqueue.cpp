// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/relayqueue.h"

#include <algorithm>

namespace cs::services {

using storage::OutboxRow;
using namespace std::chrono_literals;

namespace {

std::chrono::milliseconds backoff(int failures)
{
    return std::min<std::chrono::milliseconds>(100ms * (1 << std::min(failures, 6)), 5000ms);
}

} // namespace

qint64 wireCost(const events::OutRecord &record)
{
    return events::Record{{}, -1, -1, -1, record.key, record.value, record.headers}.cost();
}

void RelayQueue::makeReady(const QString &name, Key &key)
{
    if (key.queued || key.inFlight || key.rows.empty())
        return;
    key.queued = true;
    m_ready.push_back(name);
}

void RelayQueue::pause(const QString &name, Key &key, Time now)
{
    key.inFlight = false;
    key.queued = true;
    m_paused.emplace(now + backoff(key.failures++), name);
}

void RelayQueue::add(const QList<OutboxRow> &rows)
{
    for (const OutboxRow &row : rows) {
        if (m_known.contains(row.id))
            continue;
        m_known.insert(row.id);
        ++m_held;
        m_bytesHeld += wireCost(row.record);
        Key &key = m_keys[row.orderKey];
        // A row of a slower transaction may come after one with a higher id; the one in flight stays in front.
        auto at = key.rows.end();
        const auto first = key.rows.begin() + (key.inFlight ? 1 : 0);
        while (at != first && std::prev(at)->id > row.id)
            --at;
        key.rows.insert(at, row);
        makeReady(row.orderKey, key);
    }
}

const OutboxRow *RelayQueue::take(Time now)
{
    for (auto it = m_paused.begin(); it != m_paused.end() && it->first <= now; it = m_paused.erase(it))
        m_ready.push_back(it->second);
    if (m_ready.empty() || inFlight() >= m_limits.rowsInFlight || m_bytesInFlight >= m_limits.bytesInFlight)
        return nullptr;
    const QString name = m_ready.front();
    m_ready.pop_front();
    Key &key = m_keys[name];
    key.queued = false;
    key.inFlight = true;
    const OutboxRow &row = key.rows.front();
    m_inFlight.insert(row.id, name);
    m_bytesInFlight += wireCost(row.record);
    return &row;
}

void RelayQueue::putBack(qint64 id)
{
    const QString name = m_inFlight.take(id);
    Key &key = m_keys[name];
    m_bytesInFlight -= wireCost(key.rows.front().record);
    key.inFlight = false;
    key.queued = true;
    m_ready.push_front(name);
}

std::optional<OutboxRow> RelayQueue::delivered(qint64 id)
{
    const auto at = m_inFlight.constFind(id);
    if (at == m_inFlight.cend())
        return std::nullopt;
    const QString name = *at;
    m_inFlight.erase(at);
    Key &key = m_keys[name];
    OutboxRow row = std::move(key.rows.front());
    key.rows.pop_front();
    const qint64 cost = wireCost(row.record);
    m_bytesInFlight -= cost;
    m_bytesHeld -= cost;
    --m_held;
    key.inFlight = false;
    key.failures = 0;
    if (key.rows.empty())
        m_keys.remove(name);
    else
        makeReady(name, key);
    return row;
}

qint64 RelayQueue::failed(qint64 id, Time now)
{
    const auto at = m_inFlight.constFind(id);
    if (at == m_inFlight.cend())
        return 0;
    const QString name = *at;
    m_inFlight.erase(at);
    Key &key = m_keys[name];
    const qint64 cost = wireCost(key.rows.front().record);
    m_bytesInFlight -= cost;
    pause(name, key, now);
    return cost;
}

const storage::OutboxRow *RelayQueue::flying(qint64 id) const
{
    const auto at = m_inFlight.constFind(id);
    const auto key = at == m_inFlight.cend() ? m_keys.cend() : m_keys.constFind(*at);
    return key == m_keys.cend() ? nullptr : &key->rows.front();
}

qint64 RelayQueue::failAll(Time now)
{
    qint64 cost = 0;
    for (const qint64 id : m_inFlight.keys())
        cost += failed(id, now);
    return cost;
}

void RelayQueue::dropWaiting()
{
    m_ready.clear();
    m_paused.clear();
    for (auto it = m_keys.begin(); it != m_keys.end();) {
        const size_t keep = it->inFlight ? 1 : 0;
        for (; it->rows.size() > keep; it->rows.pop_back()) {
            m_known.remove(it->rows.back().id);
            m_bytesHeld -= wireCost(it->rows.back().record);
            --m_held;
        }
        it->queued = false;
        it = keep == 0 ? m_keys.erase(it) : std::next(it);
    }
}

std::optional<RelayQueue::Time> RelayQueue::nextRetry() const
{
    return m_paused.empty() ? std::nullopt : std::optional(m_paused.begin()->first);
}

} // namespace cs::services
