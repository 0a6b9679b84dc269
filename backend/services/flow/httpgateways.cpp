// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/httpgateways.h"

#include "backend/support/json.h"

namespace cs::services {

namespace {

constexpr qsizetype kMostText = 256;

/// A string member of an answer; empty where there is none.
QString textOf(const json::Value &value, QByteArrayView name)
{
    const json::Value *member = value.find(name);
    return member != nullptr && member->isString() ? member->toString().left(kMostText) : QString();
}

json::Value bodyOf(const HttpReply &reply)
{
    const auto parsed = json::parse(reply.body);
    return parsed.ok() ? *parsed : json::Value();
}

QString troubleOf(const HttpReply &reply)
{
    return reply.trouble.isEmpty() ? QStringLiteral("The gateway answers %1").arg(reply.status) : reply.trouble;
}

class HttpPayments final : public PaymentGateway
{
public:
    explicit HttpPayments(const HttpEndpoint &endpoint) : m_caller(endpoint) {}
    QList<PaymentAnswer> pay(const QList<PaymentRequest> &requests) override { return ask(QStringLiteral("/payments"), requests); }
    QList<PaymentAnswer> refund(const QList<PaymentRequest> &requests) override { return ask(QStringLiteral("/refunds"), requests); }
    void stop() override { m_caller.stop(); }

private:
    QList<PaymentAnswer> ask(const QString &path, const QList<PaymentRequest> &requests)
    {
        QList<HttpCall> calls;
        for (const PaymentRequest &one : requests) {
            json::Writer body;
            body.beginObject().member("orderId", one.orderId).member("customerId", one.customerId);
            if (!one.paymentId.isEmpty())
                body.member("paymentId", one.paymentId);
            body.member("amount", one.amount).member("currency", one.amount.currency().code());
            calls.append({path, one.key, body.endObject().take()});
        }
        QList<PaymentAnswer> answers;
        for (const HttpReply &reply : m_caller.call(calls))
            answers.append(answerOf(reply));
        return answers;
    }
    static PaymentAnswer answerOf(const HttpReply &reply)
    {
        using Result = PaymentAnswer::Result;
        PaymentAnswer answer;
        const json::Value body = bodyOf(reply);
        answer.paymentId = textOf(body, "paymentId");
        answer.reason = textOf(body, "reason");
        const QString status = textOf(body, "status");
        if (!reply.comesLater() && reply.status >= 400)
            answer.result = Result::Refused;
        else if (!reply.comesLater() && status == QLatin1String("success") && !answer.paymentId.isEmpty())
            answer.result = Result::Paid;
        else if (!reply.comesLater() && status == QLatin1String("pending"))
            answer.result = Result::Pending;
        else if (!reply.comesLater() && status == QLatin1String("failed"))
            answer.result = Result::Refused;
        if ((answer.result == Result::Unreachable || answer.result == Result::Refused) && answer.reason.isEmpty())
            answer.reason = troubleOf(reply);
        return answer;
    }

    HttpCaller m_caller;
};

class HttpCarrier final : public Carrier
{
public:
    explicit HttpCarrier(const HttpEndpoint &endpoint) : m_caller(endpoint) {}
    QList<ShipAnswer> ship(const QList<ShipRequest> &requests) override
    {
        QList<HttpCall> calls;
        for (const ShipRequest &one : requests)
            calls.append({QStringLiteral("/shipments"), one.key, shipmentBody(one.order)});
        QList<ShipAnswer> answers;
        for (const HttpReply &reply : m_caller.call(calls)) {
            const json::Value body = bodyOf(reply);
            ShipAnswer answer{ShipAnswer::Result::Unreachable, textOf(body, "trackingNumber"), textOf(body, "carrier"), textOf(body, "reason")};
            if (!reply.comesLater() && reply.status >= 400)
                answer.result = ShipAnswer::Result::Refused;
            else if (!reply.comesLater() && !answer.trackingNumber.isEmpty())
                answer.result = ShipAnswer::Result::Accepted;
            if (answer.result != ShipAnswer::Result::Accepted && answer.reason.isEmpty())
                answer.reason = troubleOf(reply);
            answers.append(answer);
        }
        return answers;
    }
    QList<TrackAnswer> track(const QList<TrackRequest> &requests) override
    {
        QList<HttpCall> calls;
        for (const TrackRequest &one : requests)
            calls.append({QStringLiteral("/shipments/") + QString::fromLatin1(QUrl::toPercentEncoding(one.trackingNumber)), {}, {}});
        QList<TrackAnswer> answers;
        for (const HttpReply &reply : m_caller.call(calls)) {
            const json::Value body = bodyOf(reply);
            const QString status = reply.status == 200 ? textOf(body, "status") : QString();
            TrackAnswer answer;
            answer.detail = textOf(body, "detail");
            answer.result = status == QLatin1String("delivered") ? TrackAnswer::Result::Delivered
                : status == QLatin1String("failed")              ? TrackAnswer::Result::Failed
                : status == QLatin1String("in_transit")          ? TrackAnswer::Result::InTransit
                                                                 : TrackAnswer::Result::Unreachable;
            if (answer.result == TrackAnswer::Result::Unreachable)
                answer.detail = troubleOf(reply);
            answers.append(answer);
        }
        return answers;
    }
    void stop() override { m_caller.stop(); }

private:
    static QByteArray shipmentBody(const Order &order)
    {
        json::Writer body;
        body.beginObject().member("orderId", order.id).member("customerId", order.customerId).key("items").beginArray();
        for (const OrderItem &item : order.items)
            body.beginObject().member("productId", item.productId).member("quantity", item.quantity).endObject();
        return body.endArray().endObject().take();
    }

    HttpCaller m_caller;
};

} // namespace

std::unique_ptr<PaymentGateway> httpPayments(const HttpEndpoint &endpoint)
{
    return std::make_unique<HttpPayments>(endpoint);
}

std::unique_ptr<Carrier> httpCarrier(const HttpEndpoint &endpoint)
{
    return std::make_unique<HttpCarrier>(endpoint);
}

} // namespace cs::services
