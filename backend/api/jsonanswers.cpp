// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/jsonanswers.h"

#include "backend/domain/lifecycle.h"
#include "backend/domain/ordertotal.h"

namespace cs::api {

namespace {

void writeTime(json::Writer &writer, QByteArrayView name, const std::optional<TimePoint> &at)
{
    if (at)
        writer.member(name, toIso(*at));
}

void writeText(json::Writer &writer, QByteArrayView name, const QString &text)
{
    if (!text.isEmpty())
        writer.member(name, text);
}

void writeBad(json::Writer &writer, const storage::LoggedEvent &event)
{
    if (!event.badCode.isEmpty())
        writer.key("bad").beginObject().member("code", event.badCode).member("message", event.badMessage).endObject();
}

/// The record's value as JSON where it is JSON, else as text with what is not UTF-8 replaced.
void writeValue(json::Writer &writer, const std::optional<QByteArray> &value)
{
    writer.key("value");
    if (!value)
        writer.null();
    else if (const auto parsed = json::parse(*value); parsed.ok())
        writer.value(*parsed);
    else
        writer.string(QString::fromUtf8(*value));
}

} // namespace

void writeOrder(json::Writer &writer, const Order &order)
{
    writeOrderAnd(writer, order, [](json::Writer &) {});
}

void writeOrderAnd(json::Writer &writer, const Order &order, const std::function<void(json::Writer &)> &more)
{
    writer.beginObject().member("id", order.id).member("customerId", order.customerId).member("currency", order.currency.code());
    writer.key("items").beginArray();
    for (const OrderItem &item : order.items)
        writer.beginObject().member("productId", item.productId).member("quantity", item.quantity).member("price", item.price).endObject();
    writer.endArray().key("totalAmount");
    isTotalKnown(order) ? writer.money(order.total) : writer.null();
    writer.member("status", statusName(order.status));
    writer.key("createdBy").beginObject().member("userId", order.createdBy.userId).member("role", order.createdBy.role).endObject();
    writer.member("createdAt", toIso(order.createdAt)).member("updatedAt", toIso(order.updatedAt)).member("version", qint64(order.version));
    more(writer);
    writer.endObject();
}

void writeApproval(json::Writer &writer, const Approval &approval, const Order *order)
{
    writer.beginObject().member("orderId", approval.orderId).member("level", approval.level).member("state", approvalStateName(approval.state));
    writer.member("requestedAt", toIso(approval.requestedAt));
    writeTime(writer, "dueAt", approval.dueAt);
    writeText(writer, "decidedBy", approval.decidedBy);
    writeTime(writer, "decidedAt", approval.decidedAt);
    writeText(writer, "reason", approval.reason);
    // A decision names the order as it is now; what is decided keeps the version that was decided on.
    const bool waits = order && approval.state == ApprovalState::Waiting;
    writer.member("version", qint64(waits ? order->version : approval.version));
    if (order) {
        writer.key("order");
        writeOrder(writer, *order);
    }
    writer.endObject();
}

void writeNotification(json::Writer &writer, const Notification &notification)
{
    writer.beginObject().member("id", notification.id);
    writeText(writer, "orderId", notification.orderId);
    writer.member("userId", notification.userId);
    writeText(writer, "role", notification.role);
    writer.member("channel", channelName(notification.channel)).member("state", notificationStateName(notification.state));
    writer.member("title", notification.title).member("message", notification.message).member("attempts", qint64(notification.attempts));
    writeText(writer, "reason", notification.reason);
    writer.member("createdAt", toIso(notification.createdAt));
    writeTime(writer, "sentAt", notification.sentAt);
    writer.endObject();
}

void writeHistory(json::Writer &writer, const storage::HistoryEntry &entry)
{
    writer.beginObject().member("act", entry.act).member("status", statusName(entry.status));
    writer.key("actor").beginObject().member("userId", entry.actor.userId).member("role", entry.actor.role).endObject();
    writeText(writer, "cause", entry.cause);
    writeText(writer, "detail", entry.detail);
    writer.endObject();
}

void writeSentRecord(json::Writer &writer, const storage::OutboxRow &row)
{
    writer.beginObject().member("from", u"outbox").member("eventId", row.eventId).member("topic", row.record.topic);
    if (row.partition >= 0)
        writer.member("partition", qint64(row.partition)).member("offset", row.offset);
    writeText(writer, "cause", row.cause);
    writer.member("createdAt", toIso(row.createdAt));
    writeTime(writer, "sentAt", row.sentAt);
    writeTime(writer, "seenAt", row.seenAt);
    writeValue(writer, row.record.value);
    writer.endObject();
}

void writeReadRecord(json::Writer &writer, const storage::LoggedEvent &event)
{
    writer.beginObject().member("from", u"event_log");
    writeText(writer, "eventId", event.eventId);
    writer.member("topic", event.record.topic).member("partition", qint64(event.record.partition)).member("offset", event.record.offset);
    writeText(writer, "type", event.type);
    writeText(writer, "source", event.source);
    writer.member("receivedAt", toIso(event.receivedAt)).key("repeat").boolean(event.repeat);
    writeBad(writer, event);
    writeValue(writer, event.record.value);
    writer.endObject();
}

void writeEvent(json::Writer &writer, const storage::LoggedEvent &event)
{
    writer.beginObject().member("id", event.id).member("topic", event.record.topic).member("partition", qint64(event.record.partition));
    writer.member("offset", event.record.offset).member("timestamp", toIso(fromMillis(event.record.timestampMs)));
    if (event.record.key)
        writer.member("key", QString::fromUtf8(*event.record.key));
    writeText(writer, "eventId", event.eventId);
    writeText(writer, "type", event.type);
    writeText(writer, "source", event.source);
    writeText(writer, "orderId", event.orderId);
    writer.key("repeat").boolean(event.repeat);
    writeBad(writer, event);
    writer.member("receivedAt", toIso(event.receivedAt)).key("headers").beginArray();
    for (const events::Header &header : event.record.headers) {
        writer.beginObject().member("name", QString::fromUtf8(header.name)).key("value");
        header.value ? writer.string(QString::fromUtf8(*header.value)) : writer.null();
        writer.endObject();
    }
    writer.endArray();
    writeValue(writer, event.record.value);
    writer.endObject();
}

void writeUser(json::Writer &writer, const User &user)
{
    writer.beginObject().member("userId", user.userId).member("name", user.name).member("role", roleName(user.role));
    writeText(writer, "reportsTo", user.reportsTo);
    writer.key("disabled").boolean(user.disabled).endObject();
}

void writeAuditEntry(json::Writer &writer, const storage::AuditEntry &entry)
{
    writer.beginObject().member("id", entry.id).member("at", toIso(entry.at));
    writer.key("actor").beginObject().member("userId", entry.actor.userId).member("role", entry.actor.role).endObject();
    writer.member("act", entry.act).member("subject", entry.subject).key("detail");
    if (const auto detail = json::parse(entry.detail.toUtf8()); detail.ok())
        writer.value(*detail);
    else
        writer.string(entry.detail);
    writer.member("hash", QString::fromLatin1(entry.hash.toHex())).endObject();
}

void writeToken(json::Writer &writer, const storage::TokenRow &token)
{
    writer.beginObject().member("id", token.id).member("userId", token.userId).member("label", token.label).member("createdAt", toIso(token.createdAt));
    writeTime(writer, "expiresAt", token.expiresAt);
    writer.key("revoked").boolean(token.revoked).endObject();
}

void writeKnown(json::Writer &writer, QByteArrayView name, qint64 number)
{
    writer.key(name);
    number < 0 ? writer.null() : writer.integer(number);
}

Answer dataAnswer(const std::function<void(json::Writer &)> &data, int status, const QString &message)
{
    json::Writer writer;
    writer.beginObject().key("success").boolean(true).key("data");
    data(writer);
    writeText(writer, "message", message);
    writer.endObject();
    Answer answer;
    answer.status = status;
    answer.body = writer.take();
    return answer;
}

} // namespace cs::api
