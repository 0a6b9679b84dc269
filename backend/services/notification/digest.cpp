// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/digest.h"

#include "backend/domain/user.h"
#include "backend/events/omsevent.h"
#include "backend/support/ids.h"

namespace cs::services {

using storage::DigestPart;

namespace {

constexpr int kNamedOrders = 20;

/// "approved" for a kind; kinds that no rule digests today are named as they are.
QString verb(const QString &kind)
{
    if (kind == events::omsTopic(events::OmsKind::ApprovalCompleted))
        return QStringLiteral("approved");
    if (kind == events::omsTopic(events::OmsKind::ApprovalRejected))
        return QStringLiteral("rejected");
    return kind;
}

/// "Approved: A, B and 3 more orders."
QString line(const DigestPart &part)
{
    QString text = verb(part.kind);
    text[0] = text.at(0).toUpper();
    text += QStringLiteral(": ") + part.orders.join(QStringLiteral(", "));
    const qint64 more = part.orderCount - part.orders.size();
    if (more > 0)
        text += QStringLiteral(" and %1 more %2").arg(more).arg(more == 1 ? QStringLiteral("order") : QStringLiteral("orders"));
    return text + QLatin1Char('.');
}

} // namespace

TimePoint digestPeriod(TimePoint now, Millis interval)
{
    if (interval.count() <= 0)
        return now;
    const qint64 at = toMillis(now);
    return fromMillis(at - at % interval.count());
}

Notification summaryOf(const QString &userId, const QList<DigestPart> &parts, TimePoint period, TimePoint now)
{
    qint64 total = 0;
    QStringList counts;
    QStringList lines;
    for (const DigestPart &part : parts) {
        total += part.count;
        counts.append(QStringLiteral("%1 %2").arg(part.count).arg(verb(part.kind)));
        lines.append(line(part));
    }
    Notification one;
    one.userId = userId;
    one.role = roleName(Role::Admin);
    one.state = NotificationState::Delivered;
    one.kind = QStringLiteral("summary");
    one.title = QStringLiteral("%1 %2 decided: %3").arg(total).arg(total == 1 ? QStringLiteral("approval") : QStringLiteral("approvals"),
                                                                  counts.join(QStringLiteral(", ")));
    one.message = lines.join(QLatin1Char('\n'));
    one.attempts = 1;
    one.createdAt = now;
    one.sentAt = now;
    one.businessKey = keyHash({"summary", userId.toUtf8(), QByteArray::number(toMillis(period))});
    return one;
}

Result<bool> writeSummary(storage::Connection &connection, const QString &userId, TimePoint period, TimePoint now)
{
    storage::NotificationStore store(connection);
    const auto parts = store.digestParts(userId, period, kNamedOrders);
    CS_TRY(parts);
    if (parts->isEmpty())
        return false;
    qint64 counted = 0;
    for (const DigestPart &part : *parts)
        counted += part.count;
    const Result<qint64> added = store.add({summaryOf(userId, *parts, period, now)});
    CS_TRY(added);
    if (*added == 0) // written in this period: what came to light since waits for the next one
        return false;
    const Result<qint64> told = store.markDigested(userId, period, now);
    CS_TRY(told);
    if (*told != counted)
        return Error::conflict(QStringLiteral("Another process summed up at the same time."));
    return true;
}

} // namespace cs::services
