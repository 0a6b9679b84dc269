// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"
#include "ui/presentation/itemroles.h"

#include <QList>

namespace cs::ui {

/// One line of an order's timeline, before it is drawn.
struct OrderMoment
{
    TimePoint at;
    Tone tone = Tone::Accent;
    QString text;
    QString strong; ///< the part of text that stands out
    QString note;   ///< record position or span, monospaced
    QString id;     ///< of the record it opens: topic/partition/offset, or empty
};

/// All that happened to an order, by time: states and approvals from the history, Kafka records with topic, partition and
/// offset, notifications and their outcome; and at the end what is awaited. Pure.
QList<OrderMoment> orderMoments(const services::OrderDetail &detail, TimePoint now);

} // namespace cs::ui
