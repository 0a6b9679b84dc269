// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/requesttexts.h"

namespace cs::events {

namespace {

struct Text
{
    const char16_t *eventType;
    const char16_t *title;
    const char16_t *message; ///< with {} where the name goes
};

constexpr Text kTask[] = {
    {u"TASK_ASSIGNED", u"Task assigned", u"Task '{}' assigned to you"},
    {u"TASK_OVERDUE", u"Task overdue", u"Task '{}' is overdue!"},
    {u"TASK_COMPLETED", u"Task completed", u"Task '{}' marked as complete"},
    {u"TASK_COMMENTED", u"New comment", u"New comment on task '{}'"},
};
constexpr Text kCrm[] = {
    {u"LEAD_ASSIGNED", u"Lead assigned", u"Lead '{}' assigned to you"},
    {u"DEAL_WON", u"Deal won", u"\U0001F389 Deal '{}' won!"},
    {u"DEAL_LOST", u"Deal lost", u"Deal '{}' marked as lost"},
    {u"ACTIVITY_DUE", u"Activity due", u"Activity '{}' due today"},
};
constexpr Text kSales[] = {
    {u"ORDER_CREATED", u"New order", u"New order #{} created"},
    {u"PAYMENT_RECEIVED", u"Payment received", u"Payment received for order #{}"},
    {u"ORDER_SHIPPED", u"Order shipped", u"Order #{} has been shipped"},
    {u"PAYMENT_DUE", u"Payment due", u"Payment due for order #{}"},
};

RequestNotice noticeFrom(const RequestHead &head)
{
    RequestNotice notice;
    notice.kind = head.eventType;
    notice.sourceEventId = head.eventId;
    notice.tenantId = head.tenantId;
    return notice;
}

/// By the table; the name is put in as it is, whatever stands in it.
template <size_t N>
std::optional<RequestNotice> fromTable(const Text (&table)[N], const RequestHead &head, const QString &name, const QString &user, const char16_t *category)
{
    for (const Text &one : table) {
        if (head.eventType != QStringView(one.eventType))
            continue;
        RequestNotice notice = noticeFrom(head);
        const QStringView text(one.message);
        const qsizetype place = text.indexOf(u"{}");
        notice.title = QString::fromUtf16(one.title);
        notice.message = text.first(place).toString() + name + text.sliced(place + 2).toString();
        notice.userIds = {user};
        notice.category = QString::fromUtf16(category);
        return notice;
    }
    return std::nullopt;
}

void setPriority(RequestNotice *notice, const QString &word)
{
    notice->priority = requestPriorityOf(word);
    notice->critical = word.compare(QLatin1String("CRITICAL"), Qt::CaseInsensitive) == 0;
}

std::optional<RequestNotice> noticeOfRequest(const NotificationRequest &event)
{
    if (event.eventType != QLatin1String("CREATE_NOTIFICATION"))
        return std::nullopt;
    RequestNotice notice = noticeFrom(event);
    if (!event.userId.isEmpty())
        notice.userIds.append(event.userId);
    notice.userIds += event.userIds;
    notice.userIds.removeDuplicates();
    notice.title = event.title;
    notice.message = event.message;
    notice.category = event.category;
    setPriority(&notice, event.priority);
    notice.channels = event.channels;
    notice.expiresAt = event.expiresAt;
    notice.actionUrl = event.actionUrl;
    notice.templateCode = event.templateCode;
    notice.templateVars = event.templateVars;
    notice.metadata = event.metadata;
    return notice;
}

std::optional<RequestNotice> noticeOfTask(const TaskEvent &event)
{
    auto notice = fromTable(kTask, event, event.taskTitle, event.assignedTo, u"task");
    if (notice)
        setPriority(&*notice, event.priority);
    return notice;
}

std::optional<RequestNotice> noticeOfCrm(const CrmEvent &event)
{
    auto notice = fromTable(kCrm, event, event.entityName, event.assignedTo, u"crm");
    if (notice)
        notice->metadata = event.metadata;
    if (notice && event.eventType == QLatin1String("DEAL_WON") && !event.value.isEmpty())
        notice->message += QStringLiteral(" Value: $") + event.value;
    return notice;
}

std::optional<RequestNotice> noticeOfSale(const SalesEvent &event)
{
    auto notice = fromTable(kSales, event, event.orderId, event.userId, u"sales");
    if (notice)
        notice->orderId = event.orderId;
    return notice;
}

} // namespace

std::optional<RequestNotice> noticeOf(const Event &event)
{
    if (const auto *request = std::get_if<NotificationRequest>(&event))
        return noticeOfRequest(*request);
    if (const auto *task = std::get_if<TaskEvent>(&event))
        return noticeOfTask(*task);
    if (const auto *crm = std::get_if<CrmEvent>(&event))
        return noticeOfCrm(*crm);
    if (const auto *sale = std::get_if<SalesEvent>(&event))
        return noticeOfSale(*sale);
    return std::nullopt;
}

bool isExpired(const RequestNotice &notice, TimePoint now)
{
    return notice.expiresAt && *notice.expiresAt <= now;
}

} // namespace cs::events
