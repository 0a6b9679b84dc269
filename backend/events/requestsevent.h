// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/badrecord.h"
#include "backend/events/record.h"
#include "backend/support/clock.h"
#include "backend/support/jsondoc.h"

#include <QStringList>

// The notification service's payloads. On the wire times are integer milliseconds, and a person is a 64-bit integer or, where
// the id is none, a text under `userRef` (assignedToRef, assignedByRef); here a person is text.
namespace cs::events {

enum class RequestKind { Notification, Task, Crm, Sales, User, Email, Push, Delivered };
QString requestTopic(RequestKind kind);
std::optional<RequestKind> requestKindOf(QStringView topic);

/// Of e-mail and push requests.
enum class RequestPriority { Low, Normal, High };
QString requestPriorityName(RequestPriority priority); ///< `LOW`
/// Any sender's word: CRITICAL and URGENT are High, what is not known is Normal; capitals or not.
RequestPriority requestPriorityOf(const QString &word);

/// What all events that are read have.
struct RequestHead
{
    QString eventId;
    QString eventType; ///< as sent; one that noticeOf() does not know is shown and counted
    TimePoint timestamp;
    qint64 tenantId = 0;
};

struct NotificationRequest : RequestHead
{
    QString userId;      ///< may be empty if userIds are given
    QStringList userIds; ///< a bulk request
    QString title, message, type, category, priority, sourceService, sourceEventId;
    QString actionUrl, actionType, entityType;
    std::optional<qint64> entityId;
    QStringList channels; ///< IN_APP, EMAIL, …
    std::optional<TimePoint> expiresAt;
    QByteArray metadata; ///< a JSON object as it came; empty: none
    QString templateCode;
    QByteArray templateVars; ///< as metadata
    QByteArray unknown;      ///< other members as they came
};

struct TaskEvent : RequestHead
{
    qint64 taskId = 0;
    QString taskTitle;
    QString userId, assignedTo, assignedBy; ///< owner; who is told; who did it
    QString priority;
    std::optional<TimePoint> deadline;
    QByteArray unknown;
};

struct CrmEvent : RequestHead
{
    QString entityType; ///< lead, customer, opportunity
    qint64 entityId = 0;
    QString entityName;
    QString userId, assignedTo; ///< the actor; who is told
    QString value;              ///< a decimal in plain notation, exact; may be empty
    QString stage;
    QByteArray metadata;
    QByteArray unknown;
};

struct SalesEvent : RequestHead
{
    QString userId;
    QString orderId; ///< an integer there, or a text
    QByteArray unknown;
};

struct UserEvent : RequestHead
{
    QString userId;
    QByteArray unknown;
};

/// Another service is to send an e-mail.
struct EmailRequest
{
    QString eventId;
    TimePoint timestamp;
    QStringList to;
    QString subject, body, bodyHtml, templateCode;
    QByteArray templateVars;
    qint64 notificationId = 0;
    qint64 tenantId = 0;
    RequestPriority priority = RequestPriority::Normal;
    QByteArray unknown;
};

struct PushRequest
{
    QString eventId;
    TimePoint timestamp;
    QString userId, title, body;
    QByteArray data; ///< a JSON object, or empty
    qint64 notificationId = 0;
    qint64 tenantId = 0;
    RequestPriority priority = RequestPriority::Normal;
    QByteArray unknown;
};

enum class DeliveryOutcome { Delivered, Failed, Skipped, Expired };

/// A notification's final outcome on one channel.
struct DeliveredEvent
{
    QString eventId;
    TimePoint timestamp;
    qint64 notificationId = 0;
    QString sourceEventId;
    QString orderId; ///< may be empty; written as an integer where it is one
    QString userId, channel, title, message;
    DeliveryOutcome state = DeliveryOutcome::Delivered;
    qint64 attempts = 0;
    QString reason, providerMessageId;
    QByteArray unknown;
};

/// The members in the order of the format, byte-stable; what is optional and empty is left out.
QByteArray encodeRequest(const NotificationRequest &event);
QByteArray encodeRequest(const TaskEvent &event);
QByteArray encodeRequest(const CrmEvent &event);
QByteArray encodeRequest(const SalesEvent &event);
QByteArray encodeRequest(const UserEvent &event);
QByteArray encodeRequest(const EmailRequest &event);
QByteArray encodeRequest(const PushRequest &event);
QByteArray encodeRequest(const DeliveredEvent &event);
QByteArray requestSchema(RequestKind kind);

} // namespace cs::events
