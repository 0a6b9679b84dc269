// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/money.h"

#include <QLocale>
#include <algorithm>
#include <cstdlib>

namespace cs {

namespace {

constexpr qint64 kMost = 9'000'000'000'000'000; // below 2^53 too, so that no reader loses a cent

Error outOfRange()
{
    return Error::invalid(QStringLiteral("The amount is out of range."));
}

/// The parts of a JSON number: value = digits × 10^exponent. Zeros at both ends of the digits are gone.
struct Parts
{
    bool negative = false;
    QByteArray digits;
    qint64 exponent = 0;
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// `e+12`: the exponent is held within ±10^6, beyond which every amount is out of range anyway.
bool readExponent(QByteArrayView text, qsizetype at, qint64 *exponent)
{
    if (at == text.size())
        return true;
    if (text[at] != 'e' && text[at] != 'E')
        return false;
    ++at;
    const bool negative = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '-' || text[at] == '+'))
        ++at;
    if (at == text.size())
        return false;
    qint64 number = 0;
    for (; at < text.size(); ++at) {
        if (!isDigit(text[at]))
            return false;
        number = std::min<qint64>(number * 10 + (text[at] - '0'), 1'000'000'000);
    }
    *exponent = negative ? -number : number;
    return true;
}

/// The grammar of RFC 8259, section 6.
bool split(QByteArrayView text, Parts *parts)
{
    qsizetype at = 0;
    const auto digits = [&] {
        const qsizetype start = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        parts->digits.append(text.sliced(start, at - start));
        return at - start;
    };
    parts->negative = text.startsWith('-');
    at = parts->negative ? 1 : 0;
    const bool zeroFirst = at < text.size() && text[at] == '0';
    const qsizetype whole = digits();
    if (whole == 0 || (zeroFirst && whole > 1))
        return false;
    qsizetype fraction = 0;
    if (at < text.size() && text[at] == '.') {
        ++at;
        fraction = digits();
        if (fraction == 0)
            return false;
    }
    if (!readExponent(text, at, &parts->exponent))
        return false;
    parts->exponent -= fraction;
    return true;
}

void dropZeros(Parts *parts)
{
    qsizetype end = parts->digits.size();
    while (end > 0 && parts->digits[end - 1] == '0')
        --end;
    parts->exponent += parts->digits.size() - end;
    parts->digits.truncate(end);
    qsizetype start = 0;
    while (start < end && parts->digits[start] == '0')
        ++start;
    parts->digits.remove(0, start);
}

/// The usual amount, `29.99`: up to 15 digits, no exponent, no more decimals than the currency has. False: read it slowly.
bool readPlain(QByteArrayView text, int decimals, qint64 *minor)
{
    constexpr qsizetype kMostPlain = 16;
    if (text.isEmpty() || text.size() > kMostPlain || !isDigit(text[0]) || (text[0] == '0' && text.size() > 1 && text[1] != '.'))
        return false;
    qint64 number = 0;
    qsizetype point = text.size();
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (isDigit(text[at]))
            number = number * 10 + (text[at] - '0');
        else if (text[at] == '.' && point == text.size())
            point = at;
        else
            return false;
    }
    qsizetype missing = decimals - (point == text.size() ? 0 : text.size() - point - 1);
    if (missing < 0 || point == text.size() - 1)
        return false;
    while (missing-- > 0 && number <= kMost)
        number *= 10;
    *minor = number;
    return number <= kMost;
}

} // namespace

Result<Money> Money::parse(QByteArrayView number, Currency currency)
{
    if (qint64 minor = 0; readPlain(number, currency.decimals(), &minor))
        return Money(minor, currency);
    Parts parts;
    if (!split(number, &parts))
        return Error::invalid(QStringLiteral("The amount is not a number."));
    dropZeros(&parts);
    if (parts.digits.isEmpty())
        return Money(0, currency);
    qint64 shift = parts.exponent + currency.decimals();
    if (shift < 0) {
        return Error::invalid(QStringLiteral("The amount has more decimals than %1 has (%2).")
                                  .arg(currency.code()).arg(currency.decimals()));
    }
    if (parts.digits.size() + shift > 16)
        return outOfRange();
    qint64 minor = 0;
    for (const char digit : std::as_const(parts.digits))
        minor = minor * 10 + (digit - '0');
    while (shift-- > 0)
        minor *= 10;
    if (minor > kMost)
        return outOfRange();
    return Money(parts.negative ? -minor : minor, currency);
}

QByteArray Money::toDecimal() const
{
    const int decimals = m_currency.decimals();
    char text[32];
    char *at = text + sizeof text; // from the back
    quint64 rest = m_minor < 0 ? 0 - quint64(m_minor) : quint64(m_minor);
    for (int digits = 0; digits <= decimals || rest != 0; ++digits, rest /= 10) {
        if (digits == decimals && decimals > 0)
            *--at = '.';
        *--at = static_cast<char>('0' + rest % 10);
    }
    if (m_minor < 0)
        *--at = '-';
    return QByteArray(at, text + sizeof text - at);
}

QString Money::toLocaleString() const
{
    QLocale locale;
    // The C locale leaves the groups out, and long amounts are misread without them.
    locale.setNumberOptions(locale.numberOptions() & ~QLocale::NumberOptions(QLocale::OmitGroupSeparator));
    const QByteArray decimal = Money(std::abs(m_minor), m_currency).toDecimal();
    const qsizetype point = decimal.indexOf('.');
    QString text = locale.toString(decimal.left(point < 0 ? decimal.size() : point).toLongLong());
    if (point >= 0) {
        text += locale.decimalPoint();
        for (const char digit : decimal.mid(point + 1))
            text += locale.toString(digit - '0');
    }
    return m_minor < 0 ? locale.negativeSign() + text : text;
}

Result<Money> Money::times(qint64 quantity) const
{
    const quint64 factor = quantity < 0 ? 0 - quint64(quantity) : quint64(quantity);
    const quint64 size = m_minor < 0 ? 0 - quint64(m_minor) : quint64(m_minor);
    if (factor != 0 && size > quint64(kMost) / factor)
        return outOfRange();
    return Money(m_minor * (m_minor == 0 ? 0 : quantity), m_currency);
}

Result<Money> Money::plus(const Money &other) const
{
    if (other.m_currency != m_currency) {
        return Error::invalid(QStringLiteral("%1 and %2 cannot be added.").arg(m_currency.code(), other.m_currency.code()));
    }
    // Neither operand is trusted to be within the bounds, so the check must not overflow itself.
    if (other.m_minor > 0 ? m_minor > kMost - other.m_minor : m_minor < -kMost - other.m_minor)
        return outOfRange();
    return Money(m_minor + other.m_minor, m_currency);
}

} // namespace cs
