// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/timeline.h"

class QStandardItemModel;
class QObject;

namespace cs::gallery {

QStandardItemModel *inbox(QObject *owner, int rows);
QStandardItemModel *items(QObject *owner);
QStandardItemModel *topics(QObject *owner);
QStandardItemModel *channels(QObject *owner);
QList<TimelineEntry> history();
QList<TimelineEntry> now();
QByteArray json();

} // namespace cs::gallery
