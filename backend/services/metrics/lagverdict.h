// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/clock.h"

#include <QList>
#include <QString>

namespace cs::services {

/// How a group does on a partition, or on all of them; the later, the worse.
enum class LagVerdict { Ok, Unknown, NoCommit, Warning, Rewound, Stalled, Stopped };
QString lagVerdictName(LagVerdict verdict); ///< `ok unknown no_commit warning rewound stalled stopped`

/// A group's position on one partition, at the moment of a commit. A reader that is at work commits at each look, moved or not.
struct CommitSample
{
    TimePoint at;
    qint64 next = 0; ///< the offset to read next
    qint64 lag = 0;  ///< records behind it then; at least 0
};

/// So many commits are looked at.
inline constexpr qsizetype kCommitWindow = 10;
/// A group is not called stopped for a silence that is shorter, however close its commits were.
inline constexpr Millis kLeastSilence = std::chrono::seconds(9);

/// Judges the last commits (the oldest first, at most kCommitWindow of them) of one partition. Pure. After Burrow's "consumer lag
/// evaluation rules" (LinkedIn's Burrow, its wiki and its evaluator), in that order: nothing waits: ok; the last commit is longer ago
/// than the window is long: stopped; nothing waited at some commit: ok; a position went back: rewound; no position moved: stalled;
/// no lag was smaller than the one before: warning. As one commit says little, the last two need a whole window.
LagVerdict judgeLag(const QList<CommitSample> &window, qint64 lagNow, TimePoint now);

} // namespace cs::services
