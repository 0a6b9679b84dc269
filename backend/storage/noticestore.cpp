// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/noticestore.h"

#include "backend/storage/codes.h"
#include "backend/storage/values.h"

namespace cs::storage {

namespace {

constexpr int kWidth = 11;

NoticeDetail readDetail(const Row &row)
{
    NoticeDetail detail;
    detail.priority = codes::read(row.at(1), NoticePriority::Critical);
    detail.category = row.at(2).toString();
    detail.tenantId = row.at(3).toLongLong();
    detail.sourceEvent = row.at(4).toString();
    detail.actionUrl = row.at(5).toString();
    detail.templateCode = row.at(6).toString();
    detail.templateVars = row.at(7).toByteArray();
    detail.metadata = row.at(8).toByteArray();
    detail.expiresAt = readOptionalTime(row.at(9));
    return detail;
}

QStringList firstColumn(const QList<Row> &rows)
{
    QStringList texts;
    for (const Row &row : rows)
        texts.append(row.first().toString());
    return texts;
}

} // namespace

Rows NoticeStore::detailRows(const QList<Notification> &notifications)
{
    Rows rows(kWidth);
    for (const Notification &one : notifications) {
        if (!one.detail)
            continue;
        const NoticeDetail &d = *one.detail;
        rows.add(one.orderId, one.businessKey, codes::of(d.priority), d.category, number(d.tenantId), d.sourceEvent, d.actionUrl,
            d.templateCode, d.templateVars, d.metadata, timeValue(d.expiresAt));
    }
    return rows;
}

Status NoticeStore::addDetails(const Rows &details)
{
    if (!details.isEmpty())
        CS_TRY(m_connection.runMany(QStringLiteral("notices.insert"), details));
    return Done{};
}

Result<QHash<qint64, std::shared_ptr<const NoticeDetail>>> NoticeStore::details(const QList<qint64> &ids)
{
    QHash<qint64, std::shared_ptr<const NoticeDetail>> found;
    if (ids.isEmpty())
        return found;
    const auto rows = m_connection.selectIn(QStringLiteral("notices.find"), {}, QVariantList(ids.cbegin(), ids.cend()));
    if (!rows.ok())
        return rows.error();
    for (const Row &row : *rows)
        found.insert(row.first().toLongLong(), std::make_shared<const NoticeDetail>(readDetail(row)));
    return found;
}

Result<QList<NoticeOutcome>> NoticeStore::outcomes(const QString &sourceEvent, int limit)
{
    const auto rows = m_connection.select(QStringLiteral("notices.outcomes"), {sourceEvent, limit});
    if (!rows.ok())
        return rows.error();
    QList<NoticeOutcome> found;
    for (const Row &row : *rows) {
        found.append({row.at(0).toString(), codes::read(row.at(1), Channel::Push), codes::read(row.at(2), NotificationState::Cancelled),
            row.at(3).toString()});
    }
    return found;
}

Result<QStringList> NoticeStore::digestTitles(const QString &userId, TimePoint before, const QString &kind, int limit)
{
    const auto rows = m_connection.select(QStringLiteral("notices.titles"), {userId, timeValue(before), kind, limit});
    if (!rows.ok())
        return rows.error();
    return firstColumn(*rows);
}

Result<QList<qint64>> NoticeStore::queued(Channel channel, int limit)
{
    const auto rows = m_connection.select(QStringLiteral("notices.queued"), {codes::of(channel), limit});
    if (!rows.ok())
        return rows.error();
    QList<qint64> ids;
    for (const Row &row : *rows)
        ids.append(row.first().toLongLong());
    return ids;
}

Result<bool> NoticeStore::finish(const Notification &to)
{
    const auto changed = m_connection.run(QStringLiteral("notices.finish"),
        {codes::of(to.state), to.attempts, to.reason, timeValue(to.sentAt), number(to.id)});
    CS_TRY(changed);
    if (*changed == 0)
        return false;
    CS_TRY(m_connection.run(QStringLiteral("notifications.count"), {codes::of(to.channel), codes::of(NotificationState::Queued), number(-1)}));
    CS_TRY(m_connection.run(QStringLiteral("notifications.count"), {codes::of(to.channel), codes::of(to.state), number(1)}));
    return true;
}

} // namespace cs::storage
