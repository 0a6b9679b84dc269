// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/familyrouting.h"

#include "backend/services/notification/gates.h"
#include "backend/services/notification/wording.h"
#include "backend/support/ids.h"

namespace cs::services {

using events::OmsKind;

namespace {

struct News
{
    OrderStatus status;
    const char16_t *kind;
    const char16_t *title; ///< with %1 for the order
    const char16_t *message;
};

/// What facts without a counterpart in oms say to a customer.
constexpr News kNews[] = {
    {OrderStatus::Approved, u"order.approved", u"Order %1 approved", u"Order %1 was approved."},
    {OrderStatus::Rejected, u"order.rejected", u"Order %1 rejected", u"Order %1 was not approved."},
    {OrderStatus::PaymentPending, u"order.payment.pending", u"Payment pending: %1", u"The payment for order %1 is being processed."},
    {OrderStatus::Paid, u"order.paid", u"Order %1 paid", u"We have received the payment for order %1."},
    {OrderStatus::Reserved, u"order.reserved", u"Order %1 reserved", u"The goods of order %1 are reserved."},
    {OrderStatus::Delivered, u"order.delivered", u"Order %1 delivered", u"Order %1 was delivered."},
    {OrderStatus::Failed, u"order.failed", u"Order %1 failed", u"Order %1 could not be completed."},
};

/// Sales events about the moves that order facts tell as well.
constexpr const char16_t *kSales[][2] = {{u"ORDER_CREATED", u"order.created"}, {u"PAYMENT_RECEIVED", u"order.paid"}, {u"ORDER_SHIPPED", u"order.fulfilled"}};

QString withOrder(const char16_t *text, const QString &orderId)
{
    return QString::fromUtf16(text).arg(orderId);
}

void finish(Notification *one, TimePoint sentAt, const TellingTime &time)
{
    one->createdAt = time.now;
    if (sentAt + time.staleAfter < time.now) {
        one->state = NotificationState::Skipped;
        one->reason = QStringLiteral("stale: the event is older than %1 h").arg(std::chrono::duration_cast<std::chrono::hours>(time.staleAfter).count());
        return;
    }
    one->state = NotificationState::Delivered;
    one->attempts = 1;
    one->sentAt = time.now;
}

bool fill(Notification *one, const Fact &fact)
{
    one->orderId = fact.event.orderId;
    if (fact.event.kind != OmsKind::Unknown) {
        one->kind = events::omsTopic(fact.event.kind);
        one->title = titleOf(fact.event, {});
        one->message = messageOf(fact.event, {});
        return true;
    }
    for (const News &news : kNews) {
        if (news.status != fact.news->told)
            continue;
        one->kind = QString::fromUtf16(news.kind);
        one->title = withOrder(news.title, one->orderId);
        one->message = withOrder(news.message, one->orderId);
        if (!fact.event.message.isEmpty())
            one->message += QLatin1Char(' ') + fact.event.message;
        return true;
    }
    return false;
}

/// Channels in the order in which they were named, each once. None named: as the person prefers, which is the app.
QList<Channel> channelsOf(const QStringList &names)
{
    QList<Channel> channels;
    for (const QString &name : names) {
        const Channel channel = channelFromName(QStringView(name.toUpper())).value_or(Channel::InApp);
        if (!channels.contains(channel))
            channels.append(channel);
    }
    return channels.isEmpty() ? QList<Channel>{Channel::InApp} : channels;
}

QString kindOf(const events::RequestNotice &notice, bool *aboutMove)
{
    *aboutMove = false;
    if (notice.orderId.isEmpty())
        return notice.kind;
    for (const auto &pair : kSales) {
        if (notice.kind != QStringView(pair[0]))
            continue;
        *aboutMove = true;
        return QString::fromUtf16(pair[1]);
    }
    return notice.kind;
}

std::shared_ptr<const NoticeDetail> detailOf(const events::RequestNotice &notice)
{
    NoticeDetail detail;
    detail.priority = notice.critical                      ? NoticePriority::Critical
        : notice.priority == events::RequestPriority::High ? NoticePriority::High
        : notice.priority == events::RequestPriority::Low  ? NoticePriority::Low
                                                           : NoticePriority::Normal;
    detail.category = notice.category;
    detail.tenantId = notice.tenantId;
    detail.sourceEvent = notice.sourceEventId;
    detail.actionUrl = notice.actionUrl;
    detail.templateCode = notice.templateCode;
    detail.templateVars = notice.templateVars;
    detail.metadata = notice.metadata;
    detail.expiresAt = notice.expiresAt;
    return std::make_shared<const NoticeDetail>(std::move(detail));
}

} // namespace

QList<Notification> routeNews(const Fact &fact, const QString &customerId, const TellingTime &time)
{
    Notification one;
    if (customerId.isEmpty() || !fact.news || !fill(&one, fact))
        return {};
    one.userId = customerId;
    one.role = QStringLiteral("CUSTOMER");
    finish(&one, fact.event.timestamp, time);
    one.businessKey = businessKey(one, 1, {});
    return {one};
}

QList<Notification> routeNotice(const events::RequestNotice &notice, TimePoint sentAt, const TellingTime &time)
{
    bool aboutMove = false;
    Notification one;
    one.orderId = notice.orderId;
    one.kind = kindOf(notice, &aboutMove);
    one.title = notice.title;
    one.message = notice.message;
    one.detail = detailOf(notice);
    finish(&one, sentAt, time);
    const bool late = events::isExpired(notice, time.now);
    if (late)
        skip(&one, QStringLiteral("expired: it was to be told before %1").arg(toDateTime(*notice.expiresAt).toString(Qt::ISODate)));
    QList<Notification> list;
    for (const QString &userId : notice.userIds) {
        for (const Channel channel : channelsOf(notice.channels)) {
            Notification told = one;
            told.userId = userId;
            told.channel = channel;
            told.businessKey = aboutMove ? businessKey(told, 1, {})
                                         : keyHash({"request", notice.sourceEventId, told.kind, told.userId, channelName(channel)});
            list.append(told);
        }
    }
    return list;
}

} // namespace cs::services
