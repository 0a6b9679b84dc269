// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/policy.h"

#include <algorithm>
#include <limits>

namespace cs {

namespace {

/// The 128 bits of a product, to compare exactly: amounts times rates outgrow 64 bits.
struct Wide
{
    quint64 high;
    quint64 low;
    bool operator>=(const Wide &other) const { return high != other.high ? high > other.high : low >= other.low; }
};

Wide multiply(quint64 a, quint64 b)
{
    const quint64 aLow = a & 0xFFFF'FFFF, aHigh = a >> 32, bLow = b & 0xFFFF'FFFF, bHigh = b >> 32;
    const quint64 low = aLow * bLow;
    const quint64 middle = aHigh * bLow + (low >> 32);
    const quint64 other = aLow * bHigh + (middle & 0xFFFF'FFFF);
    return {aHigh * bHigh + (middle >> 32) + (other >> 32), (other << 32) | (low & 0xFFFF'FFFF)};
}

/// Smallest units of the base per smallest unit of the other currency, as a fraction; {0, 0} when there is no usable rate.
std::pair<quint64, quint64> minorRate(const Policy &policy, const Currency &currency)
{
    if (currency == policy.base)
        return {1, 1};
    const auto found = policy.rates.constFind(currency.code());
    if (found == policy.rates.cend() || found->first <= 0 || found->second <= 0)
        return {0, 0};
    std::pair<quint64, quint64> rate(quint64(found->first), quint64(found->second));
    int shift = policy.base.decimals() - currency.decimals();
    for (quint64 *grown = shift > 0 ? &rate.first : &rate.second; shift != 0; shift += shift > 0 ? -1 : 1) {
        if (*grown > std::numeric_limits<quint64>::max() / 10)
            return {0, 0};
        *grown *= 10;
    }
    return rate;
}

QString titles(const QStringList &levels)
{
    QStringList words;
    for (const QString &level : levels)
        words.append(roleTitle(roleFromName(level).value_or(Role::Viewer)));
    return words.join(QStringLiteral(", then "));
}

QString amountText(const Money &amount)
{
    return amount.toLocaleString() + QLatin1Char(' ') + amount.currency().code();
}

PolicyAnswer everyLevel(const Policy &policy, const Currency &currency)
{
    PolicyAnswer answer;
    for (const PolicyStep &step : policy.steps)
        answer.levels.append(roleName(step.level));
    answer.why = QStringLiteral("There is no exchange rate from %1 to %2, so every level is asked: %3.")
                     .arg(currency.code(), policy.base.code(), titles(answer.levels));
    return answer;
}

} // namespace

Policy defaultPolicy()
{
    Policy policy;
    policy.name = QStringLiteral("Default");
    policy.steps = {{100'000, Role::Manager}, {500'000, Role::Finance}, {1'000'000, Role::Director}};
    return policy;
}

PolicyAnswer levelsFor(const Policy &policy, const Money &total)
{
    const auto [first, second] = minorRate(policy, total.currency());
    if (first == 0)
        return everyLevel(policy, total.currency());
    PolicyAnswer answer;
    qint64 reached = 0;
    const Wide worth = multiply(quint64(std::max<qint64>(total.minor(), 0)), first);
    for (const PolicyStep &step : policy.steps) {
        if (step.from <= 0 || worth >= multiply(quint64(step.from), second)) {
            answer.levels.append(roleName(step.level));
            reached = step.from;
        }
    }
    if (answer.levels.isEmpty()) {
        answer.why = policy.steps.isEmpty()
                         ? QStringLiteral("The policy \"%1\" asks nobody.").arg(policy.name)
                         : QStringLiteral("%1 is below %2, so nobody is asked.")
                               .arg(amountText(total), amountText(Money(policy.steps.first().from, policy.base)));
        return answer;
    }
    answer.why = QStringLiteral("%1 reaches %2 of the policy \"%3\": %4.")
                     .arg(amountText(total), amountText(Money(reached, policy.base)), policy.name, titles(answer.levels));
    return answer;
}

} // namespace cs
