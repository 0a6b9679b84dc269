// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"

// A good record of each kind of each family, as another system writes it.
#ifndef Q_MOC_RUN // moc stumbles over such raw strings
namespace cs::events::samples {

inline Record on(const QByteArray &topic, const QByteArray &value)
{
    Record record;
    record.topic = QString::fromLatin1(topic);
    record.value = value;
    return record;
}

struct Sample
{
    const char *name;
    const char *topic;
    const char *value;
};

inline constexpr Sample kSamples[] = {
    {"notification", "NOTIFICATION_REQUEST_TOPIC",
     R"({"eventId":"e-1","eventType":"CREATE_NOTIFICATION","timestamp":1750156200495,"userId":42,"userIds":[7,9007199254740993],"tenantId":3,"title":"Hallo","message":"Größe ✓","type":"INFO","category":"orders","priority":"HIGH","sourceService":"crm","sourceEventId":"s-1","actionUrl":"https://x.example/1","actionType":"OPEN","entityType":"ORDER","entityId":-5,"channels":["IN_APP","EMAIL"],"expiresAt":1750156300000,"metadata":{"deep":[1.10,{"a":null}]},"templateCode":"T1","templateVars":{"name":"Ann"}})"},
    {"task", "TASK_EVENT_TOPIC",
     R"({"eventId":"e-2","eventType":"TASK_ASSIGNED","timestamp":1750156200495,"taskId":9223372036854775807,"taskTitle":"Call {them}","userId":1,"assignedTo":2,"assignedBy":3,"tenantId":4,"priority":"LOW","deadlineMs":1750156300000})"},
    {"crm", "CRM_EVENT_TOPIC",
     R"({"eventId":"e-3","eventType":"DEAL_WON","timestamp":1750156200495,"entityType":"opportunity","entityId":11,"entityName":"Big one","userId":1,"assignedTo":2,"tenantId":4,"value":50000.10,"stage":"WON","metadata":{"k":1}})"},
    {"sales", "SALES_EVENT_TOPIC",
     R"({"eventId":"e-4","eventType":"PAYMENT_DUE","timestamp":1750156200495,"tenantId":4,"userId":1,"orderId":9007199254740993})"},
    {"user", "USER_EVENT_TOPIC", R"({"eventId":"e-5","eventType":"USER_CREATED","timestamp":1750156200495,"tenantId":4,"userRef":"EMP01"})"},
    {"email", "EMAIL_REQUEST_TOPIC",
     R"({"eventId":"e-6","timestamp":1750156200495,"to":["a@x.example","b@x.example"],"subject":"Order","body":"Text","bodyHtml":"<p>","templateCode":"T","templateVars":{"a":"b"},"notificationId":17,"tenantId":0,"priority":"NORMAL"})"},
    {"push", "PUSH_REQUEST_TOPIC",
     R"({"eventId":"e-7","timestamp":1750156200495,"userRef":"EMP01","title":"T","body":"B","data":{"orderId":"A1"},"notificationId":18,"tenantId":0,"priority":"HIGH"})"},
    {"delivered", "NOTIFICATION_DELIVERED_TOPIC",
     R"({"eventId":"e-8","timestamp":1750156200495,"notificationId":18,"sourceEventId":"s-1","orderId":"NW10248","userId":42,"channel":"EMAIL","title":"T","message":"M","state":"FAILED","attempts":3,"reason":"550 no","providerMessageId":"<1@x>"})"},
    {"orders", "order-events",
     R"({"type":"ORDER_CREATED","timestamp":"2025-06-17T10:30:00.000Z","data":{"orderId":"A1","customerId":"C","totalAmount":29.99,"status":"pending","items":[{"productId":"P1","quantity":1,"price":9.99},{"productId":"P2","quantity":2,"price":10.00}]}})"},
    {"pipeline", "order-events",
     R"({"id":"order_abc123","customerId":"customer-123","productId":"product-A","quantity":2,"status":"pending","createdAt":"2024-01-15T10:30:00.000Z"})"},
    {"payment", "payment-events",
     R"({"id":"order_abc123","customerId":"customer-123","productId":"product-A","quantity":2,"status":"paid","createdAt":"2024-01-15T10:30:00.000Z"})"},
    {"shop created", "ecommerce.orders.created",
     R"({"orderId":"A1","customerId":"C","timestamp":"2025-06-17T10:30:00.000Z","totalAmount":29.990,"currency":"KWD","items":[{"productId":"P1","quantity":1,"price":29.990}]})"},
    {"shop initiated", "ecommerce.order.payment.initiated",
     R"({"orderId":"A1","customerId":"C","timestamp":"2025-06-17T10:30:00.000Z","totalAmount":29.99,"currency":"EUR","items":[{"productId":"P1","quantity":1,"price":29.99}],"paymentId":"A1:payment","amount":29.99,"status":"INITIATED"})"},
    {"shop paid", "ecommerce.payment.success",
     R"({"orderId":"A1","customerId":"C","timestamp":"2025-06-17T10:30:00.000Z","paymentId":"p-1","amount":29.99,"currency":"USD","status":"SUCCESS"})"},
    {"shop refused", "ecommerce.payment.failed",
     R"({"orderId":"A1","customerId":"C","timestamp":"2025-06-17T10:30:00.000Z","paymentId":"p-1","amount":1200,"currency":"JPY","status":"FAILED","reason":"no funds"})"},
    {"shop status", "ecommerce.order.status.updated",
     R"({"orderId":"A1","customerId":"C","timestamp":"2025-06-17T10:30:00.000Z","status":"APPROVED"})"},
    {"shop stock", "ecommerce.inventory.update",
     R"({"orderId":"A1","customerId":"C","timestamp":"2025-06-17T10:30:00.000Z","productId":"P1","quantity":2})"},
    {"shop ship", "ecommerce.shipping.initiate",
     R"({"orderId":"A1","customerId":"C","timestamp":"2025-06-17T10:30:00.000Z","trackingNumber":"T","carrier":"X","status":"INITIATED"})"},
    {"shop shipment", "ecommerce.shipping.status",
     R"({"orderId":"A1","customerId":"C","timestamp":"2025-06-17T10:30:00.000Z","trackingNumber":"T1","carrier":"X","status":"IN_TRANSIT"})"},
};

inline constexpr Sample kOmsSamples[] = {
    {"asked", "order.approval.requested",
     R"({"orderId":"ORD12345","eventType":"ORDER_APPROVAL_REQUESTED","timestamp":"2025-06-17T10:30:00Z","triggeredBy":{"userId":"USER789","role":"SALES_EXECUTIVE"},"approvalLevel":"MANAGER","notifiers":[{"userId":"MGR001","role":"MANAGER"},{"userId":"ADMIN001","role":"ADMIN"}],"message":"Order ORD12345 requires your approval."})"},
    {"created", "order.created",
     R"({"orderId":"NW10248","eventType":"ORDER_CREATED","timestamp":"2025-06-17T10:30:00.495Z","triggeredBy":{"userId":"EMP05","role":"SALES_EXECUTIVE"},"message":"Order NW10248 was created.","order":{"id":"NW10248","customerId":"VINET","currency":"USD","items":[{"productId":"P011","name":"Queso Cabrales","quantity":12,"price":14.00},{"productId":"P042","name":"Singaporean Hokkien Fried Mee","quantity":10,"price":9.80},{"productId":"P072","name":"Mozzarella di Giovanni","quantity":5,"price":34.80}],"totalAmount":440.00,"createdBy":{"userId":"EMP05","role":"SALES_EXECUTIVE"},"version":1}})"},
};

inline Record named(QByteArrayView name)
{
    for (const Sample &one : kSamples) {
        if (name == one.name)
            return on(one.topic, one.value);
    }
    return {};
}

} // namespace cs::events::samples
#endif
