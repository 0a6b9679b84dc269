// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace cs::events {

/// UTF-8 as text. Words that nearly every record repeats (roles, event types, statuses) come from a table and take no memory
/// of their own. Any thread.
QString commonText(QByteArrayView utf8);

} // namespace cs::events
