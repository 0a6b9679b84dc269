// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/metricsregistry.h"

#include "backend/services/metrics/promtext.h"

#include <algorithm>
#include <limits>

namespace cs::services {

namespace {

template <typename Hash>
auto sortedKeys(const Hash &hash)
{
    auto keys = hash.keys();
    std::sort(keys.begin(), keys.end());
    return keys;
}

} // namespace

void MetricsRegistry::addBad(const QString &topic, const QString &reason, qint64 count)
{
    const std::lock_guard lock(m_mutex);
    m_bad[{topic, reason}] += count;
}

void MetricsRegistry::addStored(const QString &topic, qint64 count)
{
    const std::lock_guard lock(m_mutex);
    m_stored[topic] += count;
}

void MetricsRegistry::addNotifications(const QString &channel, const QString &state, qint64 count)
{
    const std::lock_guard lock(m_mutex);
    m_notifications[{channel, state}] += count;
}

void MetricsRegistry::observeDecisionAck(double seconds)
{
    const std::lock_guard lock(m_mutex);
    ++m_acks;
    m_ackSum += seconds;
    const auto bucket = std::lower_bound(kBuckets.begin(), kBuckets.end(), seconds); // a bound counts what is equal to it
    if (bucket != kBuckets.end())
        ++m_buckets[size_t(bucket - kBuckets.begin())];
}

QByteArray MetricsRegistry::text() const
{
    const std::lock_guard lock(m_mutex);
    PromText text;
    text.metric("countersign_events_stored_total", "counter", "Records that were stored, repeats included.");
    for (const QString &topic : sortedKeys(m_stored))
        text.sample({{"topic", topic}}, double(m_stored.value(topic)));
    text.metric("countersign_events_bad_total", "counter", "Records that could not be read or had no effect.");
    for (const auto &key : sortedKeys(m_bad))
        text.sample({{"topic", key.first}, {"reason", key.second}}, double(m_bad.value(key)));
    text.metric("countersign_notifications_total", "counter", "Notifications by channel and state.");
    for (const auto &key : sortedKeys(m_notifications))
        text.sample({{"channel", key.first}, {"state", key.second}}, double(m_notifications.value(key)));
    text.metric("countersign_decision_ack_seconds", "histogram", "Seconds from a decision's release to the broker's acknowledgement.");
    qint64 sum = 0;
    for (size_t i = 0; i < kBuckets.size(); ++i) {
        sum += m_buckets[i];
        text.sample("_bucket", {{"le", QString::fromLatin1(PromText::numberText(kBuckets[i]))}}, double(sum));
    }
    text.sample("_bucket", {{"le", QStringLiteral("+Inf")}}, double(m_acks));
    text.sample("_sum", {}, m_ackSum);
    text.sample("_count", {}, double(m_acks));
    return text.take();
}

} // namespace cs::services
