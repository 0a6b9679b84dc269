// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/money.h"

#include <cstring>
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

/// The decimals of a code of three capitals, or -1. A find at a multiple of four, as each code takes four characters.
int decimalsOf(std::string_view code)
{
    for (const Group &group : kGroups) {
        for (size_t at = 0; at + 3 < group.codes.size(); at += 4) {
            if (std::memcmp(group.codes.data() + at, code.data(), 3) == 0)
                return group.decimals;
        }
    }
    return -1;
}

Error unknownCurrency(QStringView code)
{
    return Error::invalid(QStringLiteral("The currency \"%1\" is not known; give a code of ISO 4217 such as USD or EUR.").arg(code.left(16)));
}

} // namespace

Result<Currency> Currency::fromCode(QStringView code)
{
    Currency currency;
    if (code == QLatin1String("USD")) // the common case first
        return currency;
    if (code.size() != 3)
        return unknownCurrency(code);
    for (int i = 0; i < 3; ++i)
        currency.m_code[i] = code[i].toLatin1();
    currency.m_decimals = decimalsOf(std::string_view(currency.m_code, 3));
    if (currency.m_decimals < 0)
        return unknownCurrency(code);
    return currency;
}

} // namespace cs
