// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/doers.h"

namespace cs::services {

using Kind = StepOutcome::Kind;

namespace {

StepOutcome outcomeOf(const Work &work)
{
    StepOutcome outcome;
    outcome.orderId = work.row.orderId;
    outcome.step = work.row.step;
    outcome.causation = work.row.cause;
    outcome.surplus = work.surplus;
    outcome.again = work.again;
    return outcome;
}

void setLater(StepOutcome &outcome, const Work &work, const QString &why, const Clock &clock)
{
    outcome.kind = Kind::Later;
    outcome.reason = why;
    outcome.dueAt = clock.now() + pauseBeforeRetry(work.row.attempts);
}

class PaymentDoer final : public StepDoer
{
public:
    PaymentDoer(std::unique_ptr<PaymentGateway> gateway, const Clock &clock) : m_gateway(std::move(gateway)), m_clock(clock) {}

    QList<StepOutcome> perform(const QList<Work> &work) override
    {
        QList<StepOutcome> outcomes;
        QList<PaymentRequest> requests;
        QList<Work> asked;
        for (const Work &one : work) {
            const bool refund = one.row.step == Step::Refund;
            if (refund && (!one.payment || one.payment->state != PaymentState::Paid)) {
                outcomes.append(outcomeOf(one));
                outcomes.last().reason = QStringLiteral("There is nothing to pay back.");
                continue;
            }
            requests.append({keyOf(one), one.row.orderId, one.order.customerId,
                             refund ? one.payment->amount : one.order.total, refund ? one.payment->paymentId : QString(), one.row.createdAt});
            asked.append(one);
        }
        if (asked.isEmpty())
            return outcomes;
        const bool refunds = asked.first().row.step == Step::Refund; // one batch is of one step
        const QList<PaymentAnswer> answers = refunds ? m_gateway->refund(requests) : m_gateway->pay(requests);
        for (qsizetype i = 0; i < asked.size(); ++i)
            outcomes.append(taken(asked[i], answers.value(i)));
        return outcomes;
    }
    void stop() override { m_gateway->stop(); }

private:
    StepOutcome taken(const Work &work, const PaymentAnswer &answer) const
    {
        using Result = PaymentAnswer::Result;
        StepOutcome outcome = outcomeOf(work);
        outcome.reference = answer.paymentId;
        outcome.reason = answer.reason;
        const bool refund = work.row.step == Step::Refund;
        const bool owed = refund && work.surplus.isEmpty(); // money that is owed is not given up; of another's, who has it may refuse
        if (answer.result == Result::Unreachable || (owed && answer.result == Result::Refused)) {
            setLater(outcome, work, answer.reason, m_clock);
        } else if (answer.result == Result::Pending) {
            outcome.kind = Kind::Pending;
            outcome.dueAt = m_clock.now() + answer.askAgain;
        } else {
            outcome.kind = answer.result == Result::Paid ? Kind::Done : Kind::Failed;
        }
        return outcome;
    }

    std::unique_ptr<PaymentGateway> m_gateway;
    const Clock &m_clock;
};

class ShippingDoer final : public StepDoer
{
public:
    ShippingDoer(std::unique_ptr<Carrier> carrier, const Clock &clock) : m_carrier(std::move(carrier)), m_clock(clock) {}

    QList<StepOutcome> perform(const QList<Work> &work) override
    {
        const bool ships = !work.isEmpty() && work.first().row.step == Step::Ship;
        return ships ? ship(work) : track(work);
    }
    void stop() override { m_carrier->stop(); }

private:
    QList<StepOutcome> ship(const QList<Work> &work)
    {
        QList<ShipRequest> requests;
        for (const Work &one : work)
            requests.append({keyOf(one), one.order});
        const QList<ShipAnswer> answers = m_carrier->ship(requests);
        QList<StepOutcome> outcomes;
        for (qsizetype i = 0; i < work.size(); ++i) {
            const ShipAnswer answer = answers.value(i);
            StepOutcome outcome = outcomeOf(work[i]);
            outcome.reference = answer.trackingNumber;
            outcome.carrier = answer.carrier;
            outcome.reason = answer.reason;
            if (answer.result == ShipAnswer::Result::Unreachable)
                setLater(outcome, work[i], answer.reason, m_clock);
            else
                outcome.kind = answer.result == ShipAnswer::Result::Accepted ? Kind::Done : Kind::Failed;
            outcomes.append(outcome);
        }
        return outcomes;
    }

    QList<StepOutcome> track(const QList<Work> &work)
    {
        QList<TrackRequest> requests;
        for (const Work &one : work)
            requests.append({one.shipment ? one.shipment->trackingNumber : QString(), one.shipment ? one.shipment->createdAt : one.row.createdAt});
        const QList<TrackAnswer> answers = m_carrier->track(requests);
        QList<StepOutcome> outcomes;
        for (qsizetype i = 0; i < work.size(); ++i)
            outcomes.append(tracked(work[i], answers.value(i)));
        return outcomes;
    }

    StepOutcome tracked(const Work &work, const TrackAnswer &answer) const
    {
        using Result = TrackAnswer::Result;
        StepOutcome outcome = outcomeOf(work);
        outcome.reason = answer.detail;
        if (work.shipment) {
            outcome.reference = work.shipment->trackingNumber;
            outcome.carrier = work.shipment->carrier;
        }
        if (answer.result == Result::Unreachable) {
            setLater(outcome, work, answer.detail, m_clock);
        } else if (answer.result == Result::InTransit) {
            outcome.kind = Kind::Pending;
            outcome.shipment = ShipmentState::InTransit;
            outcome.dueAt = m_clock.now() + answer.askAgain;
        } else {
            outcome.kind = answer.result == Result::Delivered ? Kind::Done : Kind::Failed;
        }
        return outcome;
    }

    std::unique_ptr<Carrier> m_carrier;
    const Clock &m_clock;
};

} // namespace

std::unique_ptr<StepDoer> paymentDoer(std::unique_ptr<PaymentGateway> gateway, const Clock &clock)
{
    return std::make_unique<PaymentDoer>(std::move(gateway), clock);
}

std::unique_ptr<StepDoer> shippingDoer(std::unique_ptr<Carrier> carrier, const Clock &clock)
{
    return std::make_unique<ShippingDoer>(std::move(carrier), clock);
}

} // namespace cs::services
