// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ordertimeline.h"

#include "backend/domain/lifecycle.h"
#include "ui/presentation/relativetime.h"
#include "ui/presentation/statetone.h"

#include <algorithm>

namespace cs::ui {

namespace {

using services::HistoryEntry;
using services::OrderDetail;
using services::OutboxRow;

QString positionOf(const OutboxRow &row)
{
    if (!row.sentAt)
        return row.record.topic + QStringLiteral(" · waits for the broker");
    return QStringLiteral("%1 %2/%3").arg(row.record.topic).arg(row.partition).arg(row.offset);
}

/// The record that an entry of the history led to: by its cause, else the one of that moment.
QString noteOf(const HistoryEntry &entry, const OrderDetail &detail)
{
    for (const OutboxRow &row : detail.records) {
        if (!entry.cause.isEmpty() && (row.eventId == entry.cause || row.cause == entry.cause))
            return positionOf(row);
    }
    return {};
}

/// `follows`: what the same person's act led to at once (the policy's answer to a new order); it names nobody again.
OrderMoment momentOf(const HistoryEntry &entry, const OrderDetail &detail, bool follows)
{
    OrderMoment moment;
    moment.at = entry.at;
    moment.tone = statetone::of(entry.status);
    moment.strong = statusTitle(entry.status);
    const bool isNamed = follows || entry.actor.userId.isEmpty() || entry.detail.contains(entry.actor.userId);
    const QString who = isNamed ? QString() : QStringLiteral(" · %1").arg(entry.actor.userId);
    moment.text = entry.detail.isEmpty() ? moment.strong + who : QStringLiteral("%1: %2%3").arg(moment.strong, entry.detail, who);
    if (!follows)
        moment.note = noteOf(entry, detail);
    return moment;
}

OrderMoment momentOf(const OutboxRow &row)
{
    OrderMoment moment;
    moment.at = row.sentAt.value_or(row.createdAt);
    moment.tone = row.sentAt ? Tone::Good : Tone::Warning;
    moment.strong = row.record.topic;
    moment.text = row.sentAt ? QStringLiteral("%1 acknowledged by the broker").arg(row.record.topic)
                             : QStringLiteral("%1 waits for the broker").arg(row.record.topic);
    if (row.sentAt) {
        moment.note = QStringLiteral("%1/%2 · %3").arg(row.partition).arg(row.offset).arg(relativetime::latencyText(*row.sentAt - row.createdAt));
        moment.id = QStringLiteral("%1/%2/%3").arg(row.record.topic).arg(row.partition).arg(row.offset);
    }
    return moment;
}

OrderMoment momentOf(const Notification &notification)
{
    OrderMoment moment;
    moment.at = notification.sentAt.value_or(notification.createdAt);
    moment.tone = statetone::of(notification.state);
    moment.strong = notification.userId;
    moment.text = QStringLiteral("%1 to %2 %3").arg(statetone::channelTitle(notification.channel), notification.userId,
                                                    statetone::titleOf(notification.state).toLower());
    if (!notification.reason.isEmpty())
        moment.text += QStringLiteral(": ") + notification.reason;
    if (notification.sentAt)
        moment.note = relativetime::latencyText(*notification.sentAt - notification.createdAt);
    return moment;
}

/// A level that nobody here can decide.
OrderMoment elsewhere(const Approval &approval, TimePoint now)
{
    OrderMoment moment;
    moment.at = approval.requestedAt;
    moment.tone = statetone::of(approval.state);
    moment.strong = QStringLiteral("Decided elsewhere: %1").arg(approval.level);
    moment.text = moment.strong + QStringLiteral(", a level that no role here decides");
    moment.note = QStringLiteral("for ") + relativetime::spanText(now - approval.requestedAt);
    return moment;
}

void addAwaited(QList<OrderMoment> &moments, const OrderDetail &detail, TimePoint now)
{
    for (const Approval &approval : detail.approvals) {
        if (approval.state == ApprovalState::Elsewhere)
            moments.append(elsewhere(approval, now));
        if (approval.state != ApprovalState::Waiting)
            continue;
        OrderMoment moment;
        moment.at = approval.requestedAt;
        moment.tone = approval.dueAt && *approval.dueAt <= now ? Tone::Bad : Tone::Warning;
        moment.strong = QStringLiteral("Waiting for %1").arg(statetone::roleTitleOf(approval.level));
        moment.text = moment.strong;
        if (approval.dueAt)
            moment.text += QStringLiteral(", ") + relativetime::dueText(*approval.dueAt, now);
        moment.note = QStringLiteral("for ") + relativetime::spanText(now - approval.requestedAt);
        moments.append(moment);
    }
}

} // namespace

QList<OrderMoment> orderMoments(const OrderDetail &detail, TimePoint now)
{
    QList<OrderMoment> moments;
    for (qsizetype i = 0; i < detail.history.size(); ++i) {
        const HistoryEntry &entry = detail.history.at(i);
        const bool follows = i > 0 && detail.history.at(i - 1).actor == entry.actor && detail.history.at(i - 1).at == entry.at;
        moments.append(momentOf(entry, detail, follows));
    }
    for (const OutboxRow &row : detail.records)
        moments.append(momentOf(row));
    for (const Notification &notification : detail.notifications)
        moments.append(momentOf(notification));
    std::stable_sort(moments.begin(), moments.end(), [](const OrderMoment &a, const OrderMoment &b) { return a.at < b.at; });
    addAwaited(moments, detail, now);
    return moments;
}

} // namespace cs::ui
