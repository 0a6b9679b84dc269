// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/requestsevent.h"

#include "backend/events/codec.h"
#include "backend/events/document.h"
#include "backend/events/fieldwriter.h"
#include "backend/events/schemawriter.h"

#include <limits>

namespace cs::events {

namespace {

constexpr qsizetype kMaxWord = 128;
constexpr qsizetype kMaxTitle = 1'024;
constexpr qsizetype kMaxBody = 1'000'000; // the value as a whole is bounded anyway
constexpr qsizetype kMaxChannels = 16;
constexpr qsizetype kMaxAddresses = 1'000;
constexpr qsizetype kMaxUrl = 2'048;

constexpr const char16_t *kTopics[] = {
    u"NOTIFICATION_REQUEST_TOPIC", u"TASK_EVENT_TOPIC", u"CRM_EVENT_TOPIC", u"SALES_EVENT_TOPIC", u"USER_EVENT_TOPIC",
    u"EMAIL_REQUEST_TOPIC", u"PUSH_REQUEST_TOPIC", u"NOTIFICATION_DELIVERED_TOPIC",
};
constexpr Word<RequestPriority> kPriorities[] = {{RequestPriority::Low, "LOW"}, {RequestPriority::Normal, "NORMAL"}, {RequestPriority::High, "HIGH"}};
constexpr Word<DeliveryOutcome> kOutcomes[] = {{DeliveryOutcome::Delivered, "DELIVERED"}, {DeliveryOutcome::Failed, "FAILED"},
                                               {DeliveryOutcome::Skipped, "SKIPPED"}, {DeliveryOutcome::Expired, "EXPIRED"}};

template <typename Io, typename T>
void describeHead(Io &io, T &&event)
{
    io.text("eventId", event.eventId, Need::Required, kMaxIdLength);
    io.label("eventType", event.eventType, Need::Required, kMaxWord);
    io.time("timestamp", event.timestamp, Need::Required, TimeForm::Millis);
}

template <typename Io, typename T>
void describeBody(Io &io, T &&event, const NotificationRequest *)
{
    io.person("userId", "userRef", event.userId, Io::kReads || !event.userIds.isEmpty() ? Need::Optional : Need::Required);
    io.people("userIds", event.userIds);
    if (Io::kReads && event.userIds.isEmpty() && event.userId.isEmpty())
        io.person("userId", "userRef", event.userId, Need::Required);
    io.id("tenantId", event.tenantId, Need::Required);
    io.text("title", event.title, Need::Given, kMaxTitle);
    io.text("message", event.message, Need::Given, kMaxText);
    io.label("type", event.type, Need::Given, kMaxWord);
    io.text("category", event.category, Need::Given, kMaxWord);
    io.label("priority", event.priority, Need::Given, kMaxWord);
    io.text("sourceService", event.sourceService, Need::Given, kMaxIdLength);
    io.text("sourceEventId", event.sourceEventId, Need::Given, kMaxIdLength);
    io.text("actionUrl", event.actionUrl, Need::Optional, kMaxUrl);
    io.text("actionType", event.actionType, Need::Optional, kMaxWord);
    io.label("entityType", event.entityType, Need::Optional, kMaxWord);
    io.id("entityId", event.entityId, Need::Optional);
    io.texts("channels", event.channels, Need::Given, kMaxChannels, kMaxWord);
    io.time("expiresAt", event.expiresAt, TimeForm::Millis);
    io.rawObject("metadata", event.metadata);
    io.text("templateCode", event.templateCode, Need::Optional, kMaxIdLength);
    io.rawObject("templateVars", event.templateVars);
}

template <typename Io, typename T>
void describeBody(Io &io, T &&event, const TaskEvent *)
{
    io.id("taskId", event.taskId, Need::Required);
    io.text("taskTitle", event.taskTitle, Need::Given, kMaxTitle);
    io.person("userId", "userRef", event.userId, Need::Required);
    io.person("assignedTo", "assignedToRef", event.assignedTo, Need::Required);
    io.person("assignedBy", "assignedByRef", event.assignedBy, Need::Required);
    io.id("tenantId", event.tenantId, Need::Required);
    io.label("priority", event.priority, Need::Given, kMaxWord);
    io.time("deadlineMs", event.deadline, TimeForm::Millis);
}

template <typename Io, typename T>
void describeBody(Io &io, T &&event, const CrmEvent *)
{
    io.label("entityType", event.entityType, Need::Required, kMaxWord);
    io.id("entityId", event.entityId, Need::Required);
    io.text("entityName", event.entityName, Need::Given, kMaxTitle);
    io.person("userId", "userRef", event.userId, Need::Required);
    io.person("assignedTo", "assignedToRef", event.assignedTo, Need::Required);
    io.id("tenantId", event.tenantId, Need::Required);
    io.decimal("value", event.value);
    io.text("stage", event.stage, Need::Optional, kMaxIdLength);
    io.rawObject("metadata", event.metadata);
}

template <typename Io, typename T>
void describeBody(Io &io, T &&event, const SalesEvent *)
{
    io.id("tenantId", event.tenantId, Need::Required);
    io.person("userId", "userRef", event.userId, Need::Required);
    io.looseOrderId("orderId", event.orderId, Need::Required);
}

template <typename Io, typename T>
void describeBody(Io &io, T &&event, const UserEvent *)
{
    io.id("tenantId", event.tenantId, Need::Required);
    io.person("userId", "userRef", event.userId, Need::Required);
}

template <typename Io, typename T>
void describeTail(Io &io, T &&event)
{
    io.id("notificationId", event.notificationId, Need::Required);
    io.id("tenantId", event.tenantId, Need::Required);
    io.word("priority", event.priority, Need::Required, std::span<const Word<RequestPriority>>(kPriorities));
}

template <typename Io, typename T>
void describeWritten(Io &io, T &&event, const EmailRequest *)
{
    io.texts("to", event.to, Need::Required, kMaxAddresses, kMaxIdLength + kMaxOrderIdLength); // RFC 5321: 256 for a path
    io.text("subject", event.subject, Need::Given, kMaxTitle);
    io.text("body", event.body, Need::Given, kMaxBody);
    io.text("bodyHtml", event.bodyHtml, Need::Given, kMaxBody);
    io.text("templateCode", event.templateCode, Need::Optional, kMaxIdLength);
    io.rawObject("templateVars", event.templateVars);
    describeTail(io, event);
}

template <typename Io, typename T>
void describeWritten(Io &io, T &&event, const PushRequest *)
{
    io.person("userId", "userRef", event.userId, Need::Required);
    io.text("title", event.title, Need::Given, kMaxTitle);
    io.text("body", event.body, Need::Given, kMaxText);
    io.rawObject("data", event.data);
    describeTail(io, event);
}

template <typename Io, typename T>
void describeWritten(Io &io, T &&event, const DeliveredEvent *)
{
    io.id("notificationId", event.notificationId, Need::Required);
    io.text("sourceEventId", event.sourceEventId, Need::Given, kMaxIdLength);
    io.looseOrderId("orderId", event.orderId, Need::Optional);
    io.person("userId", "userRef", event.userId, Need::Required);
    io.label("channel", event.channel, Need::Required, kMaxWord);
    io.text("title", event.title, Need::Given, kMaxTitle);
    io.text("message", event.message, Need::Given, kMaxText);
    io.word("state", event.state, Need::Required, std::span<const Word<DeliveryOutcome>>(kOutcomes));
    io.integer("attempts", event.attempts, Need::Required, 0, std::numeric_limits<int>::max());
    io.text("reason", event.reason, Need::Optional, kMaxText);
    io.text("providerMessageId", event.providerMessageId, Need::Optional, kMaxTitle);
}

template <typename Io, typename T>
void describe(Io &io, T &&event)
{
    using Event = std::remove_cvref_t<T>;
    constexpr const Event *which = nullptr;
    if constexpr (std::is_base_of_v<RequestHead, Event>) {
        describeHead(io, event);
        describeBody(io, event, which);
    } else {
        io.text("eventId", event.eventId, Need::Required, kMaxIdLength);
        io.time("timestamp", event.timestamp, Need::Required, TimeForm::Millis);
        describeWritten(io, event, which);
    }
    io.unknown(event.unknown);
}

template <typename T>
void read(json::Doc &doc, Event *event, std::optional<BadRecord> *bad)
{
    readEvent(doc, &event->emplace<T>(), bad, [](auto &io, T &one) { describe(io, one); });
}

template <typename T>
QByteArray encoded(const T &event)
{
    json::Writer to;
    to.beginObject();
    FieldWriter fields(to);
    describe(fields, event);
    return to.endObject().take();
}

template <typename T>
QByteArray schema()
{
    return schemaOf<T>([](auto &io, auto &&event) { describe(io, event); });
}

} // namespace

QString requestTopic(RequestKind kind)
{
    return QString::fromUtf16(kTopics[size_t(kind)]);
}

std::optional<RequestKind> requestKindOf(QStringView topic)
{
    for (size_t i = 0; i < std::size(kTopics); ++i) {
        if (topic == QStringView(kTopics[i]))
            return RequestKind(i);
    }
    return std::nullopt;
}

QString requestPriorityName(RequestPriority priority)
{
    return QString::fromLatin1(kPriorities[size_t(priority)].text);
}

RequestPriority requestPriorityOf(const QString &word)
{
    const QString capitals = word.toUpper();
    if (capitals == QLatin1String("LOW"))
        return RequestPriority::Low;
    const bool high = capitals == QLatin1String("HIGH") || capitals == QLatin1String("CRITICAL") || capitals == QLatin1String("URGENT");
    return high ? RequestPriority::High : RequestPriority::Normal;
}

void decodeRequest(json::Doc &doc, RequestKind kind, Event *event, std::optional<BadRecord> *bad)
{
    switch (kind) {
    case RequestKind::Notification: return read<NotificationRequest>(doc, event, bad);
    case RequestKind::Task: return read<TaskEvent>(doc, event, bad);
    case RequestKind::Crm: return read<CrmEvent>(doc, event, bad);
    case RequestKind::Sales: return read<SalesEvent>(doc, event, bad);
    case RequestKind::User: return read<UserEvent>(doc, event, bad);
    case RequestKind::Email: return read<EmailRequest>(doc, event, bad);
    case RequestKind::Push: return read<PushRequest>(doc, event, bad);
    case RequestKind::Delivered: return read<DeliveredEvent>(doc, event, bad);
    }
}

QByteArray encodeRequest(const NotificationRequest &event) { return encoded(event); }
QByteArray encodeRequest(const TaskEvent &event) { return encoded(event); }
QByteArray encodeRequest(const CrmEvent &event) { return encoded(event); }
QByteArray encodeRequest(const SalesEvent &event) { return encoded(event); }
QByteArray encodeRequest(const UserEvent &event) { return encoded(event); }
QByteArray encodeRequest(const EmailRequest &event) { return encoded(event); }
QByteArray encodeRequest(const PushRequest &event) { return encoded(event); }
QByteArray encodeRequest(const DeliveredEvent &event) { return encoded(event); }

QByteArray requestSchema(RequestKind kind)
{
    switch (kind) {
    case RequestKind::Notification:
        return schemaOf<NotificationRequest>([](auto &io, NotificationRequest event) {
            event.userIds = {QStringLiteral("0")}; // so that userId is not needed: a bulk request may go without it
            describe(io, event);
        });
    case RequestKind::Task: return schema<TaskEvent>();
    case RequestKind::Crm: return schema<CrmEvent>();
    case RequestKind::Sales: return schema<SalesEvent>();
    case RequestKind::User: return schema<UserEvent>();
    case RequestKind::Email: return schema<EmailRequest>();
    case RequestKind::Push: return schema<PushRequest>();
    case RequestKind::Delivered: break;
    }
    return schema<DeliveredEvent>();
}

} // namespace cs::events
