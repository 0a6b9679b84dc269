// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QByteArray>
#include <QString>
#include <compare>

namespace cs {

/// A currency of ISO 4217 with the number of its decimals (0 for JPY, 2 for USD, 3 for KWD). A value; any thread.
class Currency
{
public:
    /// US dollar.
    Currency() = default;
    /// Looks a code of three capitals up in the table of ISO 4217; an unknown one is an error that names it.
    static Result<Currency> fromCode(QStringView code);
    static Result<Currency> fromCode(QLatin1String code);
    QString code() const { return QString::fromLatin1(m_code, 3); }
    QLatin1String codeView() const { return QLatin1String(m_code, 3); } ///< lives as long as the currency
    /// How many decimals an amount has: 0, 2, 3 or 4.
    int decimals() const { return m_decimals; }
    bool operator==(const Currency &) const = default;

private:
    char m_code[4] = {'U', 'S', 'D', 0};
    int m_decimals = 2;
};

/// An exact amount: a whole number of the currency's smallest unit (cents). Arithmetic that would overflow is an error.
class Money
{
public:
    Money() = default;
    Money(qint64 minor, Currency currency) : m_minor(minor), m_currency(currency) {}
    /// Reads the text of a JSON number, e.g. `29.99`, `14.0`, `1e2`. Never through a double. Digits beyond the
    /// currency's decimals are an error unless they are zeros; so is anything out of ±9×10^15 smallest units.
    static Result<Money> parse(QByteArrayView number, Currency currency);

    qint64 minor() const { return m_minor; }
    Currency currency() const { return m_currency; }
    /// `29.99`, as JSON writes it: point, fixed decimals, no grouping.
    QByteArray toDecimal() const;
    /// `1,265,799.34` in the system's locale, without the currency.
    QString toLocaleString() const;

    /// This amount × quantity; an overflow is an error.
    Result<Money> times(qint64 quantity) const;
    /// This + other, of the same currency; an overflow or another currency is an error.
    Result<Money> plus(const Money &other) const;
    bool operator==(const Money &) const = default;

private:
    qint64 m_minor = 0;
    Currency m_currency;
};

} // namespace cs
