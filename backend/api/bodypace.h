// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/clock.h"

#include <algorithm>

namespace cs::api {

/// How long a body may be waited for. It has a stock of time; waiting uses it up, and each byte gives some back, never more than
/// there was at first. So a silent client is given up after that stock, one that sends a byte now and then hardly later, and
/// one that keeps the least rate never, however long its body is. Arithmetic only; the caller measures.
class BodyPace final
{
public:
    using Time = std::chrono::microseconds;

    /// `leastRate` in bytes a second, above 0.
    BodyPace(Millis stock, qint64 leastRate) : m_most(stock), m_left(stock), m_leastRate(leastRate) {}

    /// For the next piece; 0: it has been too slow.
    Time patience() const { return std::max(m_left, Time(0)); }
    /// Only time in which the client could have sent counts, not that in which nobody read.
    void count(Time waited, qint64 bytes) { m_left = std::min(m_left - waited + Time(bytes * 1'000'000 / m_leastRate), m_most); }

private:
    Time m_most;
    Time m_left;
    qint64 m_leastRate;
};

} // namespace cs::api
