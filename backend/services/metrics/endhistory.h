// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/admin.h"
#include "backend/support/clock.h"

#include <deque>
#include <map>

namespace cs::services {

/// The partitions' end offsets over the last polls, which tell how old the first record is that a group has not read. Arithmetic
/// only.
class EndHistory final
{
public:
    void note(const QString &topic, int partition, TimePoint at, qint64 high);
    /// Seconds since the end of the partition was last at or below `next`; when that is longer ago than what is kept, at least so
    /// long. 0 without history.
    double secondsBehind(const QString &topic, int partition, qint64 next, TimePoint now) const;

private:
    struct EndSample
    {
        TimePoint at;
        qint64 high = 0;
    };
    std::map<std::pair<QString, int>, std::deque<EndSample>> m_samples;
};

} // namespace cs::services
