// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The ids of the notifications' chips: whose, and in which state.
namespace cs::ui::notificationchip {

inline const QString kMine = QStringLiteral("mine");
inline const QString kAll = QStringLiteral("all");
inline const QString kAny = QStringLiteral("any");

} // namespace cs::ui::notificationchip
