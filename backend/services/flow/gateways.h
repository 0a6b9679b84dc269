// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"

namespace cs::services {

/// Of a payment or a refund. The key makes asking again safe: the same key is the same payment, however often.
struct PaymentRequest
{
    QString key; ///< order:step
    QString orderId;
    QString customerId;
    Money amount;
    QString paymentId; ///< of the payment that is refunded
    TimePoint askedAt; ///< when the step was made
};
struct PaymentAnswer
{
    enum class Result { Paid, Pending, Refused, Unreachable };
    Result result = Result::Unreachable;
    QString paymentId;
    QString reason;
    Millis askAgain{1000}; ///< of Pending
};

/// Who moves money. Called on the payment service's thread with many at once, outside any transaction; answers in the order of
/// the requests. A refund that was made is Paid.
class PaymentGateway
{
public:
    virtual ~PaymentGateway() = default;
    virtual QList<PaymentAnswer> pay(const QList<PaymentRequest> &requests) = 0;
    virtual QList<PaymentAnswer> refund(const QList<PaymentRequest> &requests) = 0;
    virtual void stop() {} ///< any thread: what is on its way is given up (Unreachable)
};

struct ShipRequest
{
    QString key;
    Order order;
};
struct ShipAnswer
{
    enum class Result { Accepted, Refused, Unreachable };
    Result result = Result::Unreachable;
    QString trackingNumber;
    QString carrier;
    QString reason;
};
struct TrackRequest
{
    QString trackingNumber;
    TimePoint shippedAt;
};
struct TrackAnswer
{
    enum class Result { InTransit, Delivered, Failed, Unreachable };
    Result result = Result::Unreachable;
    QString detail;
    Millis askAgain{60'000};
};

/// Who carries parcels. As PaymentGateway, on the shipping service's thread.
class Carrier
{
public:
    virtual ~Carrier() = default;
    virtual QList<ShipAnswer> ship(const QList<ShipRequest> &requests) = 0;
    virtual QList<TrackAnswer> track(const QList<TrackRequest> &requests) = 0;
    virtual void stop() {}
};

} // namespace cs::services
