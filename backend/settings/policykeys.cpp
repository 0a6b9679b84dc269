// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/settings/keys.h"

#include <array>
#include <limits>

namespace cs::settings {

namespace {

struct LevelKey
{
    QLatin1String name;
    Role role;
};
constexpr std::array kLevels{LevelKey{QLatin1String("manager-from"), Role::Manager},
                             LevelKey{QLatin1String("finance-from"), Role::Finance},
                             LevelKey{QLatin1String("director-from"), Role::Director}};

/// 1.0842 as 10842 / 10000, exactly.
Result<std::pair<qint64, qint64>> exactRate(const FileEntry &entry)
{
    const qsizetype point = entry.value.indexOf(u'.');
    const qsizetype decimals = point < 0 ? 0 : entry.value.size() - point - 1;
    bool isNumber = false;
    const qint64 first = QString(entry.value).remove(u'.').toLongLong(&isNumber);
    if (!isNumber || first <= 0 || decimals > 9 || entry.value.startsWith(u'+') || entry.value.count(u'.') > 1)
        return Error::invalid(QStringLiteral("%1: '%2' is not a rate such as 1.0842, with at most 9 decimals.").arg(entry.where, entry.value));
    qint64 second = 1;
    for (qsizetype i = 0; i < decimals; ++i)
        second *= 10;
    return std::pair(first, second);
}

Status applyRate(const FileEntry &entry, Options *options)
{
    const auto currency = Currency::fromCode(entry.name);
    if (!currency.ok())
        return Error::invalid(entry.where + QStringLiteral(": ") + currency.error().message);
    const auto rate = exactRate(entry);
    if (!rate.ok())
        return rate.error();
    options->policy.rates.insert(entry.name, *rate);
    return Done{};
}

Status applyLevel(const FileEntry &entry, Role role, Options *options)
{
    const auto amount = Money::parse(entry.value.toLatin1(), options->policy.base);
    if (!amount.ok() || amount->minor() < 0)
        return Error::invalid(QStringLiteral("%1: '%2' is not an amount.").arg(entry.where, entry.value));
    for (PolicyStep &step : options->policy.steps) {
        if (step.level == role)
            step.from = amount->minor();
    }
    return Done{};
}

/// The default's amounts are in USD: the same number of units in another base currency.
Status applyBase(const FileEntry &entry, Options *options)
{
    const auto currency = Currency::fromCode(entry.value);
    if (!currency.ok())
        return Error::invalid(entry.where + QStringLiteral(": ") + currency.error().message);
    for (PolicyStep &step : options->policy.steps) {
        const qint64 units = step.from / 100;
        step.from = units;
        for (int i = 0; i < currency->decimals(); ++i)
            step.from *= 10;
    }
    options->policy.base = *currency;
    return Done{};
}

Status checkRising(const Options &options)
{
    qint64 before = 0;
    for (const PolicyStep &step : options.policy.steps) {
        if (step.from < before)
            return Error::invalid(QStringLiteral("[approval]: the amounts must rise from manager-from to finance-from to director-from."));
        before = step.from;
    }
    return Done{};
}

Status applyApproval(const FileEntry &entry, Options *options)
{
    for (const LevelKey &level : kLevels) {
        if (level.name == entry.name)
            return applyLevel(entry, level.role, options);
    }
    return Error::invalid(QStringLiteral("%1: the section [approval] has no key '%2'.").arg(entry.where, entry.name));
}

} // namespace

Status applyPolicyEntries(const QList<FileEntry> &entries, Options *options)
{
    for (const FileEntry &entry : entries) {
        if (entry.section == u"approval" && entry.name == u"base-currency")
            CS_TRY(applyBase(entry, options));
    }
    for (const FileEntry &entry : entries) {
        if (entry.section == u"rates")
            CS_TRY(applyRate(entry, options));
        else if (entry.section == u"approval" && entry.name != u"base-currency")
            CS_TRY(applyApproval(entry, options));
    }
    return checkRising(*options);
}

} // namespace cs::settings
