// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The chips of the inbox, by which its parts tell what is shown.
namespace cs::ui::inboxchip {

inline const QString kMine = QStringLiteral("mine");
inline const QString kAll = QStringLiteral("all");
inline const QString kLate = QStringLiteral("late");
inline const QString kAnswered = QStringLiteral("answered");

} // namespace cs::ui::inboxchip
