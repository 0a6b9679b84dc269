// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/orderdetail.h"
#include "ui/presentation/itemroles.h"

#include <QList>

namespace cs::ui {

/// One line of a panel. All plain text.
struct Fact
{
    QString key;   ///< "Reference"
    QString value;
    QString tip;   ///< absolute time, or empty
    bool mono = false;
    bool wraps = false; ///< a sentence that is worth its lines
    bool operator==(const Fact &) const = default;
};

/// What is known of one side of an order: its state in a word, and the facts.
struct FactGroup
{
    QString id;
    QString title;
    QString state;
    Tone tone = Tone::Neutral;
    QList<Fact> facts;
    bool operator==(const FactGroup &) const = default;
};

/// Payment, stock and shipment of an order, and the commands that wait for it: those of which there is something to say.
/// Amounts are exact. Pure.
QList<FactGroup> orderFacts(const services::OrderDetail &detail, TimePoint now);

/// What the stock says of one line of an order: its own reservation, else whether what is free covers it.
struct LineStock
{
    QString text;
    Tone tone = Tone::Neutral;
    QString onHand; ///< a number, or a dash where it is not known
    QString tip;
    bool operator==(const LineStock &) const = default;
};
LineStock lineStock(const services::OrderDetail &detail, const QString &productId);

} // namespace cs::ui
