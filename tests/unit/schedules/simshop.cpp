// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/schedules/simshop.h"

#include <algorithm>

namespace cs::services::test {

namespace {

constexpr int kPatience = 60; ///< rounds without news until the shop gives an order up

QByteArray amountOf(const Money &money)
{
    return money.toDecimal();
}

QList<events::Header> headersOf(const char *source, int number)
{
    return {{"ce_id", QByteArray(source) + '-' + QByteArray::number(number)}, {"ce_source", QByteArray("urn:") + source}, {"ce_specversion", "1.0"}};
}

} // namespace

std::optional<events::Record> SimReading::next(const SimKafka &kafka, Random &random)
{
    const int places = int(m_topics.size()) * SimKafka::kPartitions;
    const int start = below(random, places);
    for (int i = 0; i < places; ++i) {
        const int at = (start + i) % places;
        const SimKafka::Place place(m_topics[at / SimKafka::kPartitions], at % SimKafka::kPartitions);
        const QList<events::Record> &all = kafka.partition(place.first, place.second);
        qint64 &next = m_next[place];
        if (next < all.size())
            return all[next++];
    }
    return std::nullopt;
}

const SimShop::Sale *SimShop::find(const QString &id) const
{
    const auto at = std::find_if(m_sales.cbegin(), m_sales.cend(), [&](const Sale &one) { return one.id == id; });
    return at == m_sales.cend() ? nullptr : &*at;
}

void SimShop::say(const QString &topic, const QByteArray &members, const Sale &sale)
{
    const QByteArray id = sale.id.toUtf8();
    const QByteArray at = toIsoUtf8(m_parts.clock.now());
    const QByteArray value = "{\"orderId\":\"" + id + "\",\"customerId\":\"C1\",\"timestamp\":\"" + at + "\"" + members + "}";
    m_parts.kafka.append({topic, id, value, m_named ? headersOf("shop", ++m_said) : QList<events::Header>()}, toMillis(m_parts.clock.now()));
}

bool SimShop::take()
{
    const auto record = m_reading.next(m_parts.kafka, m_random);
    if (!record)
        return false;
    const QString id = QString::fromUtf8(record->key.value_or(QByteArray()));
    const auto at = std::find_if(m_sales.begin(), m_sales.end(), [&](const Sale &one) { return one.id == id; });
    if (at == m_sales.end() || isOver(at->stage))
        return true;
    at->idle = 0;
    const QString topic = record->topic;
    const QByteArray value = record->value.value_or(QByteArray());
    if (topic.endsWith(QLatin1String("completed")) && at->stage == Stage::Waits)
        at->stage = Stage::Approved;
    else if (topic.endsWith(QLatin1String("rejected")) && at->stage == Stage::Waits)
        at->stage = Stage::Rejected;
    else if (topic.endsWith(QLatin1String("success")) && at->stage == Stage::Asked)
        at->stage = Stage::Paid;
    else if (topic.endsWith(QLatin1String("failed")) && at->stage == Stage::Asked)
        at->stage = Stage::Failed;
    else if (value.contains("\"DELIVERED\""))
        at->stage = Stage::Delivered;
    else if (value.contains("\"SHIPPED\""))
        at->stage = Stage::Shipped;
    else if (topic.endsWith(QLatin1String("shipping.status")) && value.contains("\"FAILED\""))
        return cancel(*at), true;
    else
        return true;
    static const char *const kWords[] = {"PENDING", "PENDING", "PENDING", "APPROVED", "", "PAID", "SHIPPED", "DELIVERED", "REJECTED", "FAILED", ""};
    say(QStringLiteral("ecommerce.order.status.updated"), QByteArray(",\"status\":\"") + kWords[int(at->stage)] + "\"", *at);
    return true;
}

void SimShop::cancel(Sale &sale)
{
    sale.cancelledLate = sale.stage >= Stage::Asked;
    say(QStringLiteral("ecommerce.order.status.updated"), ",\"status\":\"CANCELLED\"", sale);
    sale.stage = Stage::Cancelled;
}

void SimShop::step(Sale &sale)
{
    const QByteArray items = ",\"items\":[{\"productId\":\"P1\",\"quantity\":" + QByteArray::number(sale.quantity) + ",\"price\":5.00}]";
    const QByteArray content = ",\"totalAmount\":" + amountOf(sale.total) + ",\"currency\":\"USD\"" + items;
    switch (sale.stage) {
    case Stage::New:
        sale.stage = Stage::Announced;
        return say(QStringLiteral("ecommerce.orders.created"), content, sale);
    case Stage::Announced:
        if (oneIn(m_random, 2)) {
            sale.stage = Stage::Approved;
            return;
        }
        sale.stage = Stage::Waits;
        return say(QStringLiteral("order.approval.requested"),
                   ",\"eventType\":\"ORDER_APPROVAL_REQUESTED\",\"triggeredBy\":{\"userId\":\"CLERK\",\"role\":\"SALES_EXECUTIVE\"},\"approvalLevel\":\"MANAGER\"", sale);
    case Stage::Approved:
        sale.stage = Stage::Asked;
        return say(QStringLiteral("ecommerce.order.payment.initiated"), content + ",\"amount\":" + amountOf(sale.total), sale);
    default: return;
    }
}

bool SimShop::turn(bool calm)
{
    if (take())
        return true;
    if (m_sales.isEmpty())
        return false;
    Sale &sale = m_sales[below(m_random, m_sales.size())];
    if (isOver(sale.stage) || sale.stage == Stage::Shipped)
        return false;
    if ((!calm && oneIn(m_random, 12)) || (calm && ++sale.idle > kPatience)) {
        cancel(sale);
        return true;
    }
    const Stage before = sale.stage;
    step(sale);
    return sale.stage != before;
}

bool SimPayer::turn()
{
    const auto record = m_reading.next(m_parts.kafka, m_random);
    if (!record)
        return false;
    const events::Decoded decoded = events::decode(*record);
    const auto *asked = std::get_if<events::ShopEvent>(&decoded.event);
    if (asked == nullptr || !asked->total || m_orders.removeAll(asked->orderId) == 0)
        return true;
    const bool troubled = std::exchange(m_parts.bank.troubled, false); // its own troubles are its own
    const PaymentAnswer paid = m_parts.bank.charge({QStringLiteral("payer:") + asked->orderId, asked->orderId, {}, *asked->total, {}, m_parts.clock.now()});
    m_parts.bank.troubled = troubled;
    if (paid.result != PaymentAnswer::Result::Paid)
        return true;
    const QByteArray value = "{\"orderId\":\"" + asked->orderId.toUtf8() + "\",\"timestamp\":\"" + toIsoUtf8(m_parts.clock.now()) + "\",\"paymentId\":\""
        + paid.paymentId.toUtf8() + "\",\"amount\":" + amountOf(*asked->total) + ",\"status\":\"SUCCESS\"}";
    m_parts.kafka.append({QStringLiteral("ecommerce.payment.success"), asked->orderId.toUtf8(), value, headersOf("payer", ++m_said)}, toMillis(m_parts.clock.now()));
    return true;
}

} // namespace cs::services::test
