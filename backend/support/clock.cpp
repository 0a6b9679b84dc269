// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/clock.h"

#include <algorithm>
#include <cstring>

namespace cs {

namespace {

constexpr qint64 kFirst = -62'167'219'200'000; // 0000-01-01T00:00:00.000Z
constexpr qint64 kLast = 253'402'300'799'999;  // 9999-12-31T23:59:59.999Z

void putDigits(char *to, int count, qint64 number)
{
    for (int i = count - 1; i >= 0; --i, number /= 10)
        to[i] = static_cast<char>('0' + number % 10);
}

/// Writes the 24 characters of the ISO form.
void writeIso(char *to, TimePoint at)
{
    const TimePoint bounded = fromMillis(std::clamp(toMillis(at), kFirst, kLast));
    const auto day = std::chrono::floor<std::chrono::days>(bounded);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(bounded - day);
    std::memcpy(to, "0000-00-00T00:00:00.000Z", 24);
    putDigits(to, 4, int(date.year()));
    putDigits(to + 5, 2, unsigned(date.month()));
    putDigits(to + 8, 2, unsigned(date.day()));
    putDigits(to + 11, 2, time.hours().count());
    putDigits(to + 14, 2, time.minutes().count());
    putDigits(to + 17, 2, time.seconds().count());
    putDigits(to + 20, 3, time.subseconds().count());
}

/// Walks over the text of a time; every step says whether it found what it looked for.
template <typename View>
class IsoText
{
public:
    explicit IsoText(View text) : m_text(text) {}
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const
    {
        if (atEnd())
            return 0;
        if constexpr (std::is_same_v<View, QStringView>)
            return m_text[m_at].toLatin1();
        else
            return m_text[m_at];
    }
    bool take(char one, char other = 0)
    {
        if (atEnd() || (peek() != one && (other == 0 || peek() != other)))
            return false;
        ++m_at;
        return true;
    }
    bool digits(int count, int most, int *number)
    {
        *number = 0;
        for (int i = 0; i < count; ++i, ++m_at) {
            if (!isDigit())
                return false;
            *number = *number * 10 + (peek() - '0');
        }
        return *number <= most;
    }
    bool isDigit() const { return peek() >= '0' && peek() <= '9'; }
    void next() { ++m_at; }

private:
    View m_text;
    qsizetype m_at = 0;
};

template <typename View>
bool readFraction(IsoText<View> &text, int *millis)
{
    if (!text.take('.', ','))
        return true;
    if (!text.isDigit())
        return false;
    for (int weight = 100; text.isDigit(); weight /= 10, text.next())
        *millis += weight * (text.peek() - '0');
    return true;
}

/// Z, +02:00, +0200 or +02.
template <typename View>
bool readZone(IsoText<View> &text, int *minutes)
{
    if (text.take('Z', 'z'))
        return text.atEnd();
    const bool west = text.peek() == '-';
    int hour = 0;
    int minute = 0;
    if (!text.take('+', '-') || !text.digits(2, 23, &hour))
        return false;
    if (!text.atEnd()) {
        text.take(':');
        if (!text.digits(2, 59, &minute))
            return false;
    }
    *minutes = (hour * 60 + minute) * (west ? -1 : 1);
    return text.atEnd();
}

int number(const char *digits, int count, bool *good)
{
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        const auto digit = unsigned(digits[i] - '0');
        *good = *good && digit <= 9;
        sum = sum * 10 + int(digit);
    }
    return sum;
}

/// The form that nearly all programs write: 2025-06-17T10:30:00.495Z, or without the fraction. False: read it step by step.
bool readUsual(QByteArrayView text, TimePoint *at)
{
    const bool hasMillis = text.size() == 24;
    const char *c = text.data();
    if (!hasMillis && text.size() != 20)
        return false;
    bool good = c[4] == '-' && c[7] == '-' && c[10] == 'T' && c[13] == ':' && c[16] == ':' && c[hasMillis ? 23 : 19] == 'Z';
    good = good && (!hasMillis || c[19] == '.');
    const std::chrono::year_month_day date{std::chrono::year(number(c, 4, &good)), std::chrono::month(unsigned(number(c + 5, 2, &good))),
                                           std::chrono::day(unsigned(number(c + 8, 2, &good)))};
    const int hour = number(c + 11, 2, &good);
    const int minute = number(c + 14, 2, &good);
    const int second = number(c + 17, 2, &good);
    const int millis = hasMillis ? number(c + 20, 3, &good) : 0;
    if (!good || hour > 23 || minute > 59 || second > 60 || !date.ok())
        return false;
    *at = TimePoint(std::chrono::sys_days(date)) + Millis(((hour * 60 + minute) * 60 + second) * 1'000 + millis);
    return true;
}

template <typename View>
bool readIso(View view, TimePoint *at)
{
    IsoText<View> text(view);
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millis = 0, zone = 0;
    if (!text.digits(4, 9999, &year) || !text.take('-') || !text.digits(2, 12, &month) || !text.take('-') || !text.digits(2, 31, &day))
        return false;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)), std::chrono::day(unsigned(day))};
    if (!date.ok())
        return false;
    if (!text.atEnd()) {
        if (!text.take('T', 't') && !text.take(' '))
            return false;
        if (!text.digits(2, 23, &hour) || !text.take(':') || !text.digits(2, 59, &minute))
            return false;
        if (text.take(':') && (!text.digits(2, 60, &second) || !readFraction(text, &millis))) // 60: a leap second
            return false;
        if (!readZone(text, &zone))
            return false;
    }
    *at = TimePoint(std::chrono::sys_days(date)) + std::chrono::hours(hour) + std::chrono::minutes(minute - zone)
          + std::chrono::seconds(second) + Millis(millis);
    return true;
}

} // namespace

QString toIso(TimePoint at)
{
    char text[24];
    writeIso(text, at);
    return QString::fromLatin1(text, 24);
}

QByteArray toIsoUtf8(TimePoint at)
{
    QByteArray text(24, Qt::Uninitialized);
    writeIso(text.data(), at);
    return text;
}

bool fromIso(QStringView text, TimePoint *at)
{
    return readIso(text, at);
}

bool fromIso(QByteArrayView text, TimePoint *at)
{
    return readUsual(text, at) || readIso(text, at);
}

QDateTime toDateTime(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC);
}

TimePoint SystemClock::now() const
{
    return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

} // namespace cs
