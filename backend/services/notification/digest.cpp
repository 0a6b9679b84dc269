// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/digest.h"

#include "backend/domain/user.h"
#include "backend/events/omsevent.h"
#include "backend/storage/noticestore.h"
#include "backend/support/ids.h"

namespace cs::services {

using storage::DigestPart;

namespace {

constexpr int kNamedOrders = 20;

/// "approved" for a kind; empty for what no approval brought.
QString verb(const QString &kind)
{
    if (kind == events::omsTopic(events::OmsKind::ApprovalCompleted))
        return QStringLiteral("approved");
    if (kind == events::omsTopic(events::OmsKind::ApprovalRejected))
        return QStringLiteral("rejected");
    return {};
}

QString capitalized(QString text)
{
    text[0] = text.at(0).toUpper();
    return text;
}

/// "Approved: A, B and 3 more orders."
QString line(const DigestPart &part)
{
    const QString what = verb(part.kind);
    QStringList names = part.orders;
    names.removeAll(QString());
    const qsizetype unnamed = part.orderCount - part.orders.size();
    QString text = (what.isEmpty() ? part.kind : capitalized(what)) + QStringLiteral(": ") + (names + part.titles).join(QStringLiteral(", "));
    if (unnamed > 0)
        text += QStringLiteral(" and %1 more %2").arg(unnamed).arg(unnamed == 1 ? QStringLiteral("order") : QStringLiteral("orders"));
    return text + QLatin1Char('.');
}

/// "3 approvals decided: 2 approved, 1 rejected"; with requests among them "4 notifications: 2 approved, 1 rejected, 1 other".
QString headline(const QList<DigestPart> &parts)
{
    qint64 total = 0;
    qint64 others = 0;
    QStringList counts;
    for (const DigestPart &part : parts) {
        total += part.count;
        if (const QString what = verb(part.kind); !what.isEmpty())
            counts.append(QStringLiteral("%1 %2").arg(part.count).arg(what));
        else
            others += part.count;
    }
    if (others == 0) {
        return QStringLiteral("%1 %2 decided: %3").arg(total).arg(total == 1 ? QStringLiteral("approval") : QStringLiteral("approvals"),
                                                                  counts.join(QStringLiteral(", ")));
    }
    const QString named = QStringLiteral("%1 %2").arg(total).arg(total == 1 ? QStringLiteral("notification") : QStringLiteral("notifications"));
    if (others == total)
        return named + QStringLiteral(" of low priority");
    counts.append(QStringLiteral("%1 other").arg(others));
    return named + QStringLiteral(": ") + counts.join(QStringLiteral(", "));
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
    QStringList lines;
    for (const DigestPart &part : parts)
        lines.append(line(part));
    Notification one;
    one.userId = userId;
    one.role = roleName(Role::Admin);
    one.state = NotificationState::Delivered;
    one.kind = QStringLiteral("summary");
    one.title = headline(parts);
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
    auto parts = store.digestParts(userId, period, kNamedOrders);
    CS_TRY(parts);
    for (DigestPart &part : *parts) {
        if (!part.orders.contains(QString()))
            continue;
        const auto titles = storage::NoticeStore(connection).digestTitles(userId, period, part.kind, kNamedOrders);
        CS_TRY(titles);
        part.titles = *titles;
    }
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
