// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/numbers.h"

#include <QByteArray>
#include <QtEndian>
#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace cs::events {

namespace {

bool shortNumber(QByteArrayView text, qint64 *to)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *to);
    return error == std::errc() && end == text.data() + text.size();
}

/// Eight digits at once: pairs, then pairs of those, then of those. False if one is none.
bool eightDigits(const char *at, qint64 *to)
{
    quint64 digits = qFromLittleEndian<quint64>(at);
    if (((digits & 0xF0F0'F0F0'F0F0'F0F0U) | ((digits + 0x0606'0606'0606'0606U) & 0xF0F0'F0F0'F0F0'F0F0U) >> 4) != 0x3333'3333'3333'3333U)
        return false;
    digits -= 0x3030'3030'3030'3030U;
    digits = (digits * 10 + (digits >> 8)) & 0x00FF'00FF'00FF'00FFU;
    digits = (digits * 100 + (digits >> 16)) & 0x0000'FFFF'0000'FFFFU;
    *to = qint64((digits * 10'000 + (digits >> 32)) & 0xFFFF'FFFFU);
    return true;
}

} // namespace

bool wholeNumber(QByteArrayView text, qint64 *to)
{
    constexpr qsizetype kSafe = 18; // digits that cannot be too many for 64 bits
    const qsizetype sign = !text.isEmpty() && text.front() == '-' ? 1 : 0;
    const qsizetype count = text.size() - sign;
    if (count == 0 || (count > 1 && text.data()[sign] == '0'))
        return false;
    if (count > kSafe)
        return shortNumber(text, to);
    qint64 number = 0;
    const char *at = text.data() + sign;
    if (count >= 8) {
        if (!eightDigits(at, &number))
            return false;
        at += 8;
    }
    for (; at != text.data() + text.size(); ++at) {
        const auto digit = unsigned(*at - '0');
        if (digit > 9)
            return false;
        number = number * 10 + digit;
    }
    *to = sign == 0 ? number : -number;
    return true;
}

bool isWholeNumber(const QString &text)
{
    bool ok = false;
    return QString::number(text.toLongLong(&ok)) == text && ok;
}

QString plainDecimal(QByteArrayView number)
{
    const auto isE = [](char c) { return c == 'e' || c == 'E'; };
    const auto e = std::find_if(number.begin(), number.end(), isE);
    if (e == number.end())
        return number.size() <= kMaxDecimal ? QString::fromLatin1(number) : QString();
    QByteArrayView exponentText(e + 1, number.end() - e - 1);
    if (exponentText.startsWith('+'))
        exponentText = exponentText.sliced(1);
    qint64 exponent = 0;
    if (!shortNumber(exponentText, &exponent) || std::abs(exponent) > kMaxDecimal)
        return {};
    QByteArray digits(number.data(), e - number.begin());
    const bool negative = digits.startsWith('-');
    digits.remove(0, negative ? 1 : 0);
    qsizetype point = digits.indexOf('.');
    point = point < 0 ? digits.size() : point;
    digits.remove(point, 1);
    point += exponent;
    if (point <= 0)
        digits.prepend(QByteArray(1 - point, '0')), point = 1;
    if (point > digits.size())
        digits.append(QByteArray(point - digits.size(), '0'));
    if (point < digits.size())
        digits.insert(point, '.');
    while (digits.size() > 1 && digits[0] == '0' && digits[1] != '.')
        digits.remove(0, 1);
    if (digits.size() > kMaxDecimal)
        return {};
    return QString::fromLatin1(negative ? '-' + digits : digits);
}

} // namespace cs::events
