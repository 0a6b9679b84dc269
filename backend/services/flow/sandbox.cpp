// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/sandbox.h"

#include "backend/support/ids.h"

#include <algorithm>

namespace cs::services {

namespace {

/// The same for the same key.
QString referenceOf(const QString &prefix, const QString &key)
{
    return prefix + QString::fromLatin1(keyHash({"sandbox", key.toUtf8()}).toHex().left(16));
}

} // namespace

PaymentAnswer SandboxPayments::payOne(const PaymentRequest &request) const
{
    PaymentAnswer answer;
    answer.paymentId = referenceOf(QStringLiteral("pay_"), request.key);
    const TimePoint decided = request.askedAt + m_rules.pendingFor;
    if (m_rules.pendingCustomers.contains(request.customerId) && m_clock.now() < decided) {
        answer.result = PaymentAnswer::Result::Pending;
        answer.askAgain = decided - m_clock.now();
    } else if (m_rules.refusedCustomers.contains(request.customerId)) {
        answer.result = PaymentAnswer::Result::Refused;
        answer.reason = QStringLiteral("This customer's payments are refused");
    } else if (m_rules.refusedAmounts.contains(request.amount.minor())) {
        answer.result = PaymentAnswer::Result::Refused;
        answer.reason = QStringLiteral("This amount is refused");
    } else {
        answer.result = PaymentAnswer::Result::Paid;
    }
    return answer;
}

QList<PaymentAnswer> SandboxPayments::pay(const QList<PaymentRequest> &requests)
{
    QList<PaymentAnswer> answers;
    for (const PaymentRequest &one : requests)
        answers.append(payOne(one));
    return answers;
}

QList<PaymentAnswer> SandboxPayments::refund(const QList<PaymentRequest> &requests)
{
    QList<PaymentAnswer> answers;
    for (const PaymentRequest &one : requests)
        answers.append({PaymentAnswer::Result::Paid, referenceOf(QStringLiteral("ref_"), one.key), {}, {}});
    return answers;
}

QList<ShipAnswer> SandboxCarrier::ship(const QList<ShipRequest> &requests)
{
    QList<ShipAnswer> answers;
    for (const ShipRequest &one : requests)
        answers.append({ShipAnswer::Result::Accepted, referenceOf(QStringLiteral("SB"), one.key).toUpper(), QStringLiteral("Sandbox"), {}});
    return answers;
}

QList<TrackAnswer> SandboxCarrier::track(const QList<TrackRequest> &requests)
{
    QList<TrackAnswer> answers;
    for (const TrackRequest &one : requests) {
        const Millis left = one.shippedAt + m_pace.delivered - m_clock.now();
        if (left <= Millis::zero())
            answers.append({TrackAnswer::Result::Delivered, {}, {}});
        else
            answers.append({TrackAnswer::Result::InTransit, QStringLiteral("On its way"), std::max(left, Millis(1))});
    }
    return answers;
}

} // namespace cs::services
