// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

/// How many wait for one person, who is counted for up to a thousand (services::InboxCounts::mine). Pure.
namespace cs::inboxcount {

inline constexpr qint64 kCountedTo = 1000;

/// "37"; "1,000+" where counting ended.
inline QString text(qint64 count)
{
    const QString number = QLocale().toString(count);
    return count < kCountedTo ? number : number + QLatin1Char('+');
}

} // namespace cs::inboxcount
