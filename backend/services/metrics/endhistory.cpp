// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/endhistory.h"

namespace cs::services {

namespace {

constexpr size_t kSamples = 120; ///< two minutes of polls

} // namespace

void EndHistory::note(const QString &topic, int partition, TimePoint at, qint64 high)
{
    std::deque<EndSample> &samples = m_samples[{topic, partition}];
    samples.push_back({at, high});
    if (samples.size() > kSamples)
        samples.pop_front();
}

double EndHistory::secondsBehind(const QString &topic, int partition, qint64 next, TimePoint now) const
{
    const auto found = m_samples.find({topic, partition});
    if (found == m_samples.end() || found->second.empty())
        return 0;
    TimePoint since = found->second.front().at; // older than all we remember: at least that old
    for (const EndSample &one : found->second) {
        if (one.high <= next)
            since = one.at;
    }
    return double((now - since).count()) / 1000.0;
}

} // namespace cs::services
