// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <chrono>

namespace cs {

/// Time of the world in UTC, whole milliseconds since 1970-01-01.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;
using Millis = std::chrono::milliseconds;

constexpr qint64 toMillis(TimePoint at) { return at.time_since_epoch().count(); }
constexpr TimePoint fromMillis(qint64 ms) { return TimePoint{Millis{ms}}; }
/// ISO 8601 in UTC with milliseconds: 2026-11-21T09:41:59.495Z. Times outside the years 0000 to 9999 give the nearest one.
QString toIso(TimePoint at);
QByteArray toIsoUtf8(TimePoint at);
/// Reads ISO 8601 with a zone (Z or an offset; seconds' fraction optional). A date alone is midnight UTC.
/// Years 0000 to 9999; what lies below a millisecond is cut off. False, and `at` untouched, for any other text.
bool fromIso(QStringView text, TimePoint *at);
bool fromIso(QByteArrayView text, TimePoint *at);
QDateTime toDateTime(TimePoint at);

/// The clock is injected, so that tests decide what time it is. Implementations may be called from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual TimePoint now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock
{
public:
    TimePoint now() const override;
};

} // namespace cs
