// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/notification/routing.h"

namespace cs::services {

/// What a notification passes between its routing and the store.
struct Gates
{
    const Directory &people;
    const QList<Channel> &handOver; ///< channels that another service delivers
    bool digests = false;           ///< there are summaries for admins
};

/// Marks it skipped, with that reason: nothing was tried.
void skip(Notification *one, const QString &why);
/// Kept for the next summary, which sets its time.
Notification digested(Notification one);

/// The gates in their order, for those from that index on that were not skipped before: a channel that nobody serves is skipped,
/// so is what the person does not want (`preference`, by category; of an order's notifications it is `order`); a request of low
/// priority waits for the summary of an admin, as the topics' contract (oms) has it, and reaches others at once; what another
/// service delivers is queued for it. Pure.
void passGates(const Gates &gates, qsizetype from, QList<Notification> *list);

/// The business key of the same telling by another channel than the app.
QByteArray onChannel(const QByteArray &businessKey, Channel channel);
/// Adds to those from that index on, which are in the app, one for each other channel that the person has chosen for their
/// category. For what is told without the sender naming channels. Pure.
void addChosenChannels(const Directory &people, qsizetype from, QList<Notification> *list);

} // namespace cs::services
