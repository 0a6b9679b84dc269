// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/relativetime.h"

#include <QCoreApplication>
#include <QLocale>

namespace cs::relativetime {

namespace {

using namespace std::chrono_literals;

QString words(const char *text)
{
    return QCoreApplication::translate("cs::relativetime", text);
}

} // namespace

QString spanText(Millis span)
{
    const Millis length = std::chrono::abs(span);
    if (length < 1s)
        return words("now");
    if (length < 1min)
        return words("%1 s").arg(length / 1s);
    if (length < 1h)
        return words("%1 min").arg(length / 1min);
    if (length < 48h)
        return words("%1 h").arg(length / 1h);
    return words("%1 d").arg(length / 24h);
}

QString latencyText(Millis span)
{
    const Millis length = std::chrono::abs(span);
    if (length < 1s)
        return words("%1 ms").arg(length.count());
    if (length < 10s)
        return words("%1 s").arg(QLocale().toString(double(length.count() / 100) / 10.0, 'f', 1));
    return spanText(length);
}

QString dueText(TimePoint due, TimePoint now)
{
    const Millis left = due - now;
    if (std::chrono::abs(left) < 1s)
        return words("due now");
    return left > 0ms ? words("due in %1").arg(spanText(left)) : words("%1 late").arg(spanText(left));
}

QString agoText(TimePoint then, TimePoint now)
{
    const Millis past = now - then;
    if (past < 5s)
        return words("just now");
    if (past > std::chrono::days(7))
        return QLocale().toString(toDateTime(then).toLocalTime().date(), QLocale::ShortFormat);
    return words("%1 ago").arg(spanText(past));
}

QString absoluteText(TimePoint at)
{
    const QDateTime local = toDateTime(at).toLocalTime();
    return local.toOffsetFromUtc(local.offsetFromUtc()).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss t"));
}

QString clockText(TimePoint at, bool milliseconds)
{
    return toDateTime(at).toLocalTime().toString(milliseconds ? QStringLiteral("HH:mm:ss.zzz")
                                                              : QStringLiteral("HH:mm:ss"));
}

QString stampText(TimePoint at, TimePoint now)
{
    const QDateTime local = toDateTime(at).toLocalTime();
    if (local.date() == toDateTime(now).toLocalTime().date())
        return clockText(at);
    return QLocale().toString(local, QStringLiteral("d MMM HH:mm"));
}

} // namespace cs::relativetime
