// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/asyncapi.h"

#include "backend/events/catalogue.h"
#include "backend/support/json.h"

namespace cs::events {

namespace {

constexpr auto kBindingVersion = u"0.5.0";

QByteArray keySchema(KeyRule rule)
{
    switch (rule) {
    case KeyRule::OrderId: return R"({"type":"string","description":"The order's id."})";
    case KeyRule::EventId: return R"({"type":"string","description":"The event's id."})";
    case KeyRule::AsItCame: break;
    }
    return R"({"type":"string","description":"The key of the record that it came as."})";
}

/// JSON pointers escape nothing here: topics and names have neither ~ nor /.
void writeRef(json::Writer &to, const QString &pointer)
{
    to.beginObject().member("$ref", pointer).endObject();
}

void writeChannel(json::Writer &to, const TopicEntry &topic)
{
    to.key(topic.name.toUtf8()).beginObject();
    to.member("address", topic.name).member("description", topic.messages.first().summary);
    to.key("messages").beginObject();
    for (const MessageInfo &message : topic.messages) {
        to.key(message.name.toUtf8());
        writeRef(to, QStringLiteral("#/components/messages/") + message.name);
    }
    to.endObject();
    to.key("bindings").beginObject().key("kafka").beginObject();
    to.member("topic", topic.name).member("partitions", qint64(topic.partitions)).member("bindingVersion", kBindingVersion);
    to.endObject().endObject().endObject();
}

void writeOperationParts(json::Writer &to, const TopicEntry &topic, const MessageInfo &message)
{
    to.key("channel");
    writeRef(to, QStringLiteral("#/channels/") + topic.name);
    to.member("summary", message.summary);
    to.key("tags").beginArray().beginObject().member("name", message.family).endObject().endArray();
    to.key("messages").beginArray();
    writeRef(to, QStringLiteral("#/channels/%1/messages/%2").arg(topic.name, message.name));
    to.endArray();
}

void writeConst(json::Writer &to, QByteArrayView name, const QString &value)
{
    to.key(name).beginObject().member("type", u"string").key("enum").beginArray().string(value).endArray().endObject();
}

void writeSend(json::Writer &to, const TopicEntry &topic, const MessageInfo &message)
{
    to.key("send_" + message.name.toUtf8()).beginObject().member("action", u"send");
    writeOperationParts(to, topic, message);
    to.key("bindings").beginObject().key("kafka").beginObject();
    writeConst(to, "clientId", QStringLiteral("countersign"));
    to.member("bindingVersion", kBindingVersion).endObject().endObject().endObject();
}

void writeReceive(json::Writer &to, const TopicEntry &topic, const MessageInfo &message, const ReaderInfo &reader, const AsyncApiContext &context)
{
    to.key("receive_" + message.name.toUtf8() + '_' + reader.service.toUtf8()).beginObject().member("action", u"receive");
    writeOperationParts(to, topic, message);
    to.key("bindings").beginObject().key("kafka").beginObject();
    writeConst(to, "groupId", context.groups.value(reader.group, reader.group));
    writeConst(to, "clientId", QStringLiteral("countersign"));
    to.member("bindingVersion", kBindingVersion).endObject().endObject().endObject();
}

void writeOperations(json::Writer &to, const AsyncApiContext &context)
{
    to.key("operations").beginObject();
    for (const TopicEntry &topic : catalogue()) {
        for (const MessageInfo &message : topic.messages) {
            if (!message.writtenBy.isEmpty())
                writeSend(to, topic, message);
            for (const ReaderInfo &reader : message.readBy)
                writeReceive(to, topic, message, reader, context);
        }
    }
    to.endObject();
}

void writeMessage(json::Writer &to, const TopicEntry &topic, const MessageInfo &message)
{
    to.key(message.name.toUtf8()).beginObject();
    to.member("name", message.name).member("summary", message.summary).member("contentType", u"application/json");
    to.key("headers");
    writeRef(to, QStringLiteral("#/components/schemas/headers"));
    to.key("payload");
    if (message.schema != nullptr)
        writeRef(to, QStringLiteral("#/components/schemas/") + message.name);
    else
        to.raw(R"({"description":"The value as it came."})");
    to.key("bindings").beginObject().key("kafka").beginObject();
    to.key("key").raw(keySchema(topic.key)).member("bindingVersion", kBindingVersion);
    to.endObject().endObject().endObject();
}

void writeComponents(json::Writer &to)
{
    to.key("components").beginObject().key("messages").beginObject();
    for (const TopicEntry &topic : catalogue()) {
        for (const MessageInfo &message : topic.messages)
            writeMessage(to, topic, message);
    }
    to.endObject().key("schemas").beginObject();
    to.key("headers").raw(R"({"type":"object","description":"CloudEvents 1.0 in Kafka's binary mode.","properties":{"ce_specversion":)"
                          R"({"type":"string","const":"1.0"},"ce_id":{"type":"string"},"ce_type":{"type":"string"},"ce_source":{"type":"string"},)"
                          R"("ce_time":{"type":"string","format":"date-time"},"ce_correlationid":{"type":"string"},)"
                          R"("ce_causationid":{"type":"string"},"content-type":{"type":"string","const":"application/json"}}})");
    for (const TopicEntry &topic : catalogue()) {
        for (const MessageInfo &message : topic.messages) {
            if (message.schema != nullptr)
                to.key(message.name.toUtf8()).raw(message.schema());
        }
    }
    to.endObject().endObject();
}

} // namespace

QByteArray asyncApiDocument(const AsyncApiContext &context)
{
    json::Writer to;
    to.beginObject().member("asyncapi", u"3.0.0");
    to.key("info").beginObject().member("title", u"Countersign").member("version", context.version);
    to.member("description", u"The topics that Countersign reads and writes.");
    to.key("license").beginObject().member("name", u"GPL-3.0-or-later").endObject().endObject();
    to.member("defaultContentType", u"application/json");
    if (!context.host.isEmpty()) {
        to.key("servers").beginObject().key("kafka").beginObject();
        to.member("host", context.host).member("protocol", u"kafka").endObject().endObject();
    }
    to.key("channels").beginObject();
    for (const TopicEntry &topic : catalogue())
        writeChannel(to, topic);
    to.endObject();
    writeOperations(to, context);
    writeComponents(to);
    return to.endObject().take();
}

} // namespace cs::events
