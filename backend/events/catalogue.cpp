// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/catalogue.h"

#include "backend/events/ecommerceevent.h"
#include "backend/events/omsevent.h"
#include "backend/events/ordersevent.h"
#include "backend/events/pipelineevent.h"
#include "backend/events/requestsevent.h"

#include <QHash>
#include <algorithm>

namespace cs::events {

namespace {

constexpr QLatin1String kOmsPrefix{"order."}; // of the one family whose topics may be made later
constexpr QLatin1String kNotificationGroup{"notification-group"};

/// A family's message on a topic. Lists are words with a space between; a reader may name its group: `order:order-events`.
struct Row
{
    const char *topic;
    const char *family;
    const char *message;
    const char *summary;
    Nature nature;
    const char *writtenBy;
    const char *readBy;
    const char *actingGroup;
    QByteArray (*schema)();
    std::optional<Step> asks = std::nullopt;
};

template <ShopKind kind>
QByteArray shop()
{
    return shopSchema(kind);
}

template <RequestKind kind>
QByteArray request()
{
    return requestSchema(kind);
}

template <PipelineStage stage>
QByteArray pipeline()
{
    return pipelineSchema(stage);
}

constexpr auto kFact = Nature::Fact;
constexpr auto kCommand = Nature::Command;
constexpr const char *kTold = "notification-group";

constexpr Row kRows[] = {
    {"order.created", "oms", "omsOrderCreated", "An order was made.", kFact, "order", "notification", kTold, omsSchema},
    {"order.approval.requested", "oms", "omsApprovalRequested", "A level of an order's approval is asked for.", kFact, "approval", "notification", kTold, omsSchema},
    {"order.approval.completed", "oms", "omsApprovalCompleted", "A level was granted.", kFact, "approval", "notification", kTold, omsSchema},
    {"order.approval.rejected", "oms", "omsApprovalRejected", "A level was denied, and the order with it.", kFact, "approval", "notification", kTold, omsSchema},
    {"order.cancelled", "oms", "omsOrderCancelled", "An order was called off before it was shipped.", kFact, "order", "notification", kTold, omsSchema},
    {"order.fulfilled", "oms", "omsOrderFulfilled", "An order was shipped.", kFact, "order", "notification", kTold, omsSchema},
    {"order.failed", "oms", "omsOrderFailed", "An order failed; what was done is undone.", kFact, "order", "notification", kTold, omsSchema},

    {"NOTIFICATION_REQUEST_TOPIC", "requests", "notificationRequest", "Somebody is to be notified.", kCommand, "", "notification", kTold, request<RequestKind::Notification>},
    {"TASK_EVENT_TOPIC", "requests", "taskEvent", "Something happened to a task.", kFact, "", "notification", kTold, request<RequestKind::Task>},
    {"CRM_EVENT_TOPIC", "requests", "crmEvent", "Something happened to a lead, a customer or an opportunity.", kFact, "", "notification", kTold, request<RequestKind::Crm>},
    {"SALES_EVENT_TOPIC", "requests", "salesEvent", "Something happened to a sale.", kFact, "", "notification", kTold, request<RequestKind::Sales>},
    {"USER_EVENT_TOPIC", "requests", "userEvent", "Something happened to a user.", kFact, "", "notification", kTold, request<RequestKind::User>},
    {"EMAIL_REQUEST_TOPIC", "requests", "emailRequest", "Another service is to send an e-mail.", kCommand, "notification", "", "", request<RequestKind::Email>},
    {"PUSH_REQUEST_TOPIC", "requests", "pushRequest", "Another service is to send a push message.", kCommand, "notification", "", "", request<RequestKind::Push>},
    {"NOTIFICATION_DELIVERED_TOPIC", "requests", "notificationDelivered", "A notification came to its end on a channel.", kFact, "notification", "", "", request<RequestKind::Delivered>},

    {"order-events", "orders", "ordersOrderEvent", "An order was created, updated, cancelled, shipped or delivered.", kFact, "order", "notification", kTold, ordersSchema},
    {"order-events", "pipeline", "pipelineOrder", "An order is placed.", kCommand, "order", "order:order-events", kTold, pipeline<PipelineStage::Order>},
    {"payment-events", "pipeline", "pipelinePayment", "An order is to be paid.", kCommand, "order", "payment:payment-events", "payment-events", pipeline<PipelineStage::Payment>, Step::Payment},
    {"inventory-events", "pipeline", "pipelineInventory", "An order was paid, and its stock is to be reserved.", kCommand, "payment", "inventory:inventory-events", "inventory-events", pipeline<PipelineStage::Inventory>, Step::Reserve},
    {"notification-events", "pipeline", "pipelineNotification", "An order came to its end, and the customer is to be told.", kCommand, "order payment inventory", "notification:notification-events", "notification-events", pipeline<PipelineStage::Notification>},

    {"ecommerce.orders.created", "ecommerce", "shopOrderCreated", "An order was made.", kFact, "order", "notification", kTold, shop<ShopKind::OrderCreated>},
    {"ecommerce.order.payment.initiated", "ecommerce", "shopPaymentInitiated", "An order is to be paid.", kCommand, "order", "payment", "payment-service", shop<ShopKind::PaymentInitiated>, Step::Payment},
    {"ecommerce.payment.success", "ecommerce", "shopPaymentSuccess", "An order was paid.", kFact, "payment", "order notification", kTold, shop<ShopKind::PaymentSuccess>},
    {"ecommerce.payment.failed", "ecommerce", "shopPaymentFailed", "A payment was refused.", kFact, "payment", "order notification", kTold, shop<ShopKind::PaymentFailed>},
    {"ecommerce.payment.pending", "ecommerce", "shopPaymentPending", "A payment is not decided yet.", kFact, "payment", "order notification", kTold, shop<ShopKind::PaymentPending>},
    {"ecommerce.order.status.updated", "ecommerce", "shopStatusUpdated", "An order has another status.", kFact, "order", "notification", kTold, shop<ShopKind::StatusUpdated>},
    {"ecommerce.inventory.update", "ecommerce", "shopInventoryUpdate", "The stock of an order is to be reserved.", kCommand, "payment", "inventory", "inventory-service", shop<ShopKind::InventoryUpdate>, Step::Reserve},
    {"ecommerce.shipping.initiate", "ecommerce", "shopShippingInitiate", "An order is to be shipped.", kCommand, "payment", "shipping", "shipping-service", shop<ShopKind::ShippingInitiate>, Step::Ship},
    {"ecommerce.shipping.status", "ecommerce", "shopShippingStatus", "A shipment has another status.", kFact, "shipping", "notification order", kTold, shop<ShopKind::ShippingStatus>},

    {"order.notifications.retry", "internal", "notificationRetry", "Notifications that will be tried again.", kCommand, "notification", "notification:notification-retry", "notification-retry", nullptr},
    {"NOTIFICATION_DLQ", "internal", "deadLetter", "Records that could not be handled.", kFact, "order payment inventory shipping notification", "", "", nullptr},
};

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

ReaderInfo readerOf(const QString &word)
{
    const qsizetype colon = word.indexOf(QLatin1Char(':'));
    if (colon >= 0)
        return {word.left(colon), word.mid(colon + 1)};
    return {word, word == QLatin1String("notification") ? QString(kNotificationGroup) : word + QStringLiteral("-service")};
}

KeyRule keyOf(const Row &row)
{
    const QLatin1String family(row.family);
    if (family == QLatin1String("internal"))
        return KeyRule::AsItCame;
    return family == QLatin1String("requests") ? KeyRule::EventId : KeyRule::OrderId;
}

QList<TopicEntry> makeCatalogue()
{
    QList<TopicEntry> list;
    for (const Row &row : kRows) {
        const QString topic = QString::fromLatin1(row.topic);
        if (list.isEmpty() || list.last().name != topic)
            list.append({topic, keyOf(row), QString::fromLatin1(row.actingGroup), kPartitions, {}});
        MessageInfo message{QString::fromLatin1(row.message), QString::fromLatin1(row.family), QString::fromLatin1(row.summary),
                            row.nature, words(row.writtenBy), {}, row.schema, row.asks};
        for (const QString &word : words(row.readBy))
            message.readBy.append(readerOf(word));
        list.last().messages.append(message);
    }
    return list;
}

bool isIngested(const MessageInfo &message)
{
    return std::any_of(message.readBy.begin(), message.readBy.end(),
                       [](const ReaderInfo &one) { return one.group == kNotificationGroup; });
}

QList<TopicInfo> allTopics()
{
    QList<TopicInfo> list;
    for (const TopicEntry &entry : catalogue()) {
        const MessageInfo &first = entry.messages.first();
        const bool consumed = std::any_of(entry.messages.begin(), entry.messages.end(), isIngested);
        list.append({entry.name, first.family, first.summary, consumed});
    }
    return list;
}

bool isOf(const MessageInfo &message, const QStringList &families, const QStringList &services)
{
    const bool reads = std::any_of(message.readBy.begin(), message.readBy.end(),
                                   [&](const ReaderInfo &one) { return services.contains(one.service); });
    return families.contains(message.family) || reads || (message.family == QLatin1String("internal") && services.contains(QLatin1String("notification")));
}

QHash<QString, qsizetype> placesOfTopics()
{
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < catalogue().size(); ++i)
        places.insert(catalogue()[i].name, i);
    return places;
}

} // namespace

const QList<TopicEntry> &catalogue()
{
    static const QList<TopicEntry> list = makeCatalogue();
    return list;
}

const TopicEntry *topicEntry(const QString &topic)
{
    static const QHash<QString, qsizetype> places = placesOfTopics();
    const qsizetype place = places.value(topic, -1);
    return place < 0 ? nullptr : &catalogue()[place];
}

std::optional<Step> stepAskedOn(const QString &topic)
{
    const TopicEntry *entry = topicEntry(topic);
    for (qsizetype i = 0; entry != nullptr && i < entry->messages.size(); ++i) {
        if (entry->messages[i].asks)
            return entry->messages[i].asks;
    }
    return std::nullopt;
}

QStringList topicsOf(const QString &family)
{
    QStringList names;
    for (const TopicEntry &entry : catalogue()) {
        for (const MessageInfo &message : entry.messages) {
            if (message.family == family)
                names.append(entry.name);
        }
    }
    return names;
}

const QList<TopicInfo> &topics()
{
    static const QList<TopicInfo> list = allTopics();
    return list;
}

bool isActedOnByNotification(const QString &topic)
{
    const TopicEntry *entry = topicEntry(topic);
    return entry == nullptr || entry->actingGroup == kNotificationGroup;
}

QStringList topicsToMake(const QStringList &published, const QStringList &services)
{
    QStringList names;
    const bool notifies = services.contains(QLatin1String("notification"));
    for (const TopicEntry &entry : catalogue()) {
        const bool told = notifies && entry.name == QLatin1String("NOTIFICATION_DELIVERED_TOPIC"); // whatever is published
        if (told || std::any_of(entry.messages.begin(), entry.messages.end(), [&](const MessageInfo &one) { return isOf(one, published, services); }))
            names.append(entry.name);
    }
    return names;
}

QString familyOf(const QString &topic)
{
    if (const TopicEntry *entry = topicEntry(topic)) // a listed name first: our retry topic begins like an oms topic
        return entry->messages.first().family;
    return topic.startsWith(kOmsPrefix) ? QStringLiteral("oms") : QString();
}

QStringList families()
{
    return {QStringLiteral("oms"), QStringLiteral("requests"), QStringLiteral("orders"), QStringLiteral("pipeline"), QStringLiteral("ecommerce")};
}

QStringList notificationSubscription(const QStringList &families)
{
    QStringList names;
    if (families.contains(QLatin1String("oms")))
        names.append(QStringLiteral("^order\\..*"));
    for (const TopicEntry &entry : catalogue()) {
        for (const MessageInfo &message : entry.messages) {
            if (message.family != QLatin1String("oms") && families.contains(message.family) && isIngested(message))
                names.append(entry.name);
        }
    }
    return names;
}

QStringList subscriptionBlacklist()
{
    return {QStringLiteral("^order\\.notifications\\.retry$")};
}

} // namespace cs::events
