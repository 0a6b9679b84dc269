// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/money.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace cs {

namespace {

/// The codes of ISO 4217 (list one) that are money, by their number of decimals. Metals, test codes and units of account
/// without decimals (XAU, XTS, XDR, …) cannot be paid with and are left out. ANG and BGN, which ended in 2025 and 2026, stay
/// readable for orders of before.
struct Group
{
    int decimals;
    std::string_view codes;
};
constexpr Group kGroups[] = {
    {0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF "},
    {2, "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
        "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS "
        "INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN "
        "NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC "
        "SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG "},
    {3, "BHD IQD JOD KWD LYD OMR TND "},
    {4, "CLF UYW "},
};

constexpr int kLetters = 26;

int placeOf(const char *code)
{
    return ((code[0] - 'A') * kLetters + code[1] - 'A') * kLetters + code[2] - 'A';
}

std::array<qint8, kLetters * kLetters * kLetters> allDecimals()
{
    std::array<qint8, kLetters * kLetters * kLetters> decimals;
    decimals.fill(-1);
    for (const Group &group : kGroups) {
        for (size_t at = 0; at + 3 < group.codes.size(); at += 4) // each code takes four characters
            decimals[size_t(placeOf(group.codes.data() + at))] = qint8(group.decimals);
    }
    return decimals;
}

/// The decimals of a code of three characters, or -1.
int decimalsOf(const char *code)
{
    static const auto decimals = allDecimals();
    const bool capitals = std::all_of(code, code + 3, [](char c) { return c >= 'A' && c <= 'Z'; });
    return capitals ? decimals[size_t(placeOf(code))] : -1;
}

Error unknownCurrency(QStringView code)
{
    return Error::invalid(QStringLiteral("The currency \"%1\" is not known; give a code of ISO 4217 such as USD or EUR.").arg(code.left(16)));
}

} // namespace

Result<Currency> Currency::fromCode(QStringView code)
{
    char bytes[3] = {}; // what is no Latin letter becomes none of the capitals
    for (qsizetype i = 0; i < std::min<qsizetype>(code.size(), 3); ++i)
        bytes[i] = code[i].toLatin1();
    const Result<Currency> found = fromCode(QLatin1String(bytes, std::min<qsizetype>(code.size(), 3)));
    return found.ok() && code.size() == 3 ? found : unknownCurrency(code);
}

Result<Currency> Currency::fromCode(QLatin1String code)
{
    Currency currency;
    const int decimals = code.size() == 3 ? decimalsOf(code.data()) : -1;
    if (decimals < 0)
        return unknownCurrency(QString(code));
    std::copy_n(code.data(), 3, currency.m_code);
    currency.m_decimals = decimals;
    return currency;
}

} // namespace cs
