// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/approval.h"
#include "backend/domain/notification.h"
#include "backend/domain/order.h"
#include "ui/presentation/itemroles.h"

/// The tone and the words of each state, the same in every view. Pure.
namespace cs::statetone {

Tone of(OrderStatus status);
Tone of(ApprovalState state);
Tone of(NotificationState state);
/// "In-app", "E-mail".
QString channelTitle(Channel channel);
/// "Delivered".
QString titleOf(NotificationState state);
/// "Manager" for MANAGER; a foreign role's name as it is.
QString roleTitleOf(const QString &roleName);

} // namespace cs::statetone
