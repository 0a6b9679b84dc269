// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/lagverdict.h"

#include <algorithm>

namespace cs::services {

namespace {

/// True when `holds` of each commit and the one after it.
template <typename Holds>
bool everyPair(const QList<CommitSample> &window, Holds holds)
{
    for (qsizetype i = 1; i < window.size(); ++i) {
        if (!holds(window.at(i - 1), window.at(i)))
            return false;
    }
    return true;
}

bool isStopped(const QList<CommitSample> &window, TimePoint now)
{
    const Millis span = window.last().at - window.first().at;
    return now - window.last().at > std::max(span, kLeastSilence);
}

} // namespace

QString lagVerdictName(LagVerdict verdict)
{
    switch (verdict) {
    case LagVerdict::Ok: return QStringLiteral("ok");
    case LagVerdict::Unknown: return QStringLiteral("unknown");
    case LagVerdict::NoCommit: return QStringLiteral("no_commit");
    case LagVerdict::Warning: return QStringLiteral("warning");
    case LagVerdict::Rewound: return QStringLiteral("rewound");
    case LagVerdict::Stalled: return QStringLiteral("stalled");
    case LagVerdict::Stopped: return QStringLiteral("stopped");
    }
    return {};
}

LagVerdict judgeLag(const QList<CommitSample> &window, qint64 lagNow, TimePoint now)
{
    if (lagNow == 0)
        return LagVerdict::Ok;
    if (window.isEmpty())
        return LagVerdict::NoCommit;
    if (isStopped(window, now))
        return LagVerdict::Stopped;
    if (std::any_of(window.begin(), window.end(), [](const CommitSample &one) { return one.lag == 0; }))
        return LagVerdict::Ok;
    using Sample = CommitSample;
    if (!everyPair(window, [](const Sample &a, const Sample &b) { return a.next <= b.next; }))
        return LagVerdict::Rewound;
    if (window.size() < kCommitWindow)
        return LagVerdict::Ok;
    const bool notLess = everyPair(window, [](const Sample &a, const Sample &b) { return a.lag <= b.lag; });
    if (notLess && window.first().next == window.last().next)
        return LagVerdict::Stalled;
    return notLess ? LagVerdict::Warning : LagVerdict::Ok;
}

} // namespace cs::services
