// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/schedules/simproviders.h"

#include <algorithm>

namespace cs::services::test {

using namespace std::chrono_literals;

namespace {

class Gateway final : public PaymentGateway
{
public:
    explicit Gateway(SimBank &bank) : m_bank(bank) {}
    QList<PaymentAnswer> pay(const QList<PaymentRequest> &requests) override
    {
        QList<PaymentAnswer> answers;
        for (const PaymentRequest &one : requests)
            answers.append(m_bank.charge(one));
        return answers;
    }
    QList<PaymentAnswer> refund(const QList<PaymentRequest> &requests) override
    {
        QList<PaymentAnswer> answers;
        for (const PaymentRequest &one : requests)
            answers.append(m_bank.payBack(one));
        return answers;
    }

private:
    SimBank &m_bank;
};

class Link final : public Carrier
{
public:
    explicit Link(SimCarrier &carrier) : m_carrier(carrier) {}
    QList<ShipAnswer> ship(const QList<ShipRequest> &requests) override
    {
        QList<ShipAnswer> answers;
        for (const ShipRequest &one : requests)
            answers.append(m_carrier.ship(one));
        return answers;
    }
    QList<TrackAnswer> track(const QList<TrackRequest> &requests) override
    {
        QList<TrackAnswer> answers;
        for (const TrackRequest &one : requests)
            answers.append(m_carrier.track(one));
        return answers;
    }

private:
    SimCarrier &m_carrier;
};

} // namespace

PaymentAnswer SimBank::decide(const PaymentRequest &request)
{
    const Mood mood = m_moods.value(request.orderId, Mood::Pays);
    const bool later = mood == Mood::PaysLater || mood == Mood::RefusesLater;
    if (!m_firstAsked.contains(request.key))
        m_firstAsked.insert(request.key, m_clock.now());
    PaymentAnswer answer;
    answer.paymentId = QStringLiteral("pay-") + request.key;
    if (later && m_clock.now() < m_firstAsked.value(request.key) + 20s) {
        answer.result = PaymentAnswer::Result::Pending;
        answer.askAgain = 7s;
        return answer;
    }
    const bool pays = mood == Mood::Pays || mood == Mood::PaysLater;
    answer.result = pays ? PaymentAnswer::Result::Paid : PaymentAnswer::Result::Refused;
    if (pays) {
        charging(request.orderId);
        m_charges.append({request.orderId, answer.paymentId, request.amount});
    }
    m_decided.insert(request.key, answer);
    return answer;
}

PaymentAnswer SimBank::charge(const PaymentRequest &request)
{
    if (troubled && oneIn(m_random, 10))
        return {PaymentAnswer::Result::Unreachable, {}, QStringLiteral("away"), {}};
    const auto known = m_decided.constFind(request.key);
    const PaymentAnswer answer = known != m_decided.cend() ? *known : decide(request);
    if (troubled && oneIn(m_random, 15)) // done, and the answer is lost
        return {PaymentAnswer::Result::Unreachable, {}, QStringLiteral("lost"), {}};
    return answer;
}

PaymentAnswer SimBank::payBack(const PaymentRequest &request)
{
    if (troubled && oneIn(m_random, 10))
        return {PaymentAnswer::Result::Unreachable, {}, QStringLiteral("away"), {}};
    for (Charge &one : m_charges) {
        if (one.orderId != request.orderId || (!request.paymentId.isEmpty() && one.paymentId != request.paymentId))
            continue;
        if (!one.paidBack)
            payingBack(request.key);
        one.paidBack = true;
        return {PaymentAnswer::Result::Paid, QStringLiteral("back-") + request.key, {}, {}};
    }
    return {PaymentAnswer::Result::Refused, {}, QStringLiteral("no such payment"), {}};
}

QList<SimBank::Charge> SimBank::chargesOf(const QString &orderId) const
{
    QList<Charge> charges;
    std::copy_if(m_charges.cbegin(), m_charges.cend(), std::back_inserter(charges), [&](const Charge &one) { return one.orderId == orderId; });
    return charges;
}

qint64 SimBank::keptOf(const QString &orderId) const
{
    qint64 kept = 0;
    for (const Charge &one : chargesOf(orderId))
        kept += one.paidBack ? 0 : one.amount.minor();
    return kept;
}

ShipAnswer SimCarrier::ship(const ShipRequest &request)
{
    const QString id = request.order.id;
    if (troubled && oneIn(m_random, 10))
        return {ShipAnswer::Result::Unreachable, {}, {}, QStringLiteral("away")};
    if (m_refused.contains(id))
        return {ShipAnswer::Result::Refused, {}, {}, QStringLiteral("too heavy")};
    if (!m_shipped.contains(id)) {
        shipping(id);
        m_shipped.insert(id, QStringLiteral("T-") + id);
    }
    if (troubled && oneIn(m_random, 15))
        return {ShipAnswer::Result::Unreachable, {}, {}, QStringLiteral("lost")};
    return {ShipAnswer::Result::Accepted, m_shipped.value(id), QStringLiteral("Sim"), {}};
}

TrackAnswer SimCarrier::track(const TrackRequest &request)
{
    if (troubled && oneIn(m_random, 10))
        return {TrackAnswer::Result::Unreachable, QStringLiteral("away"), {}};
    const bool there = m_clock.now() >= request.shippedAt + 15s;
    return {there ? TrackAnswer::Result::Delivered : TrackAnswer::Result::InTransit, {}, 6s};
}

std::unique_ptr<PaymentGateway> gatewayTo(SimBank &bank)
{
    return std::make_unique<Gateway>(bank);
}

std::unique_ptr<Carrier> carrierTo(SimCarrier &carrier)
{
    return std::make_unique<Link>(carrier);
}

} // namespace cs::services::test
