// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/stepwords.h"

namespace cs::services {

using events::Fact;

namespace {

QString withReason(const QString &sentence, const QString &reason)
{
    return reason.isEmpty() ? sentence + QLatin1Char('.') : sentence + QStringLiteral(": ") + reason;
}

} // namespace

Fact factOf(Step step, bool done)
{
    switch (step) {
    case Step::Payment: return done ? Fact::Paid : Fact::PaymentRefused;
    case Step::Reserve: return done ? Fact::Reserved : Fact::StockShort;
    case Step::Ship: return done ? Fact::Shipped : Fact::Failed;
    default: return Fact::Delivered;
    }
}

QString amountText(const Money &amount)
{
    return QString::fromLatin1(amount.toDecimal()) + QLatin1Char(' ') + amount.currency().code();
}

QString doneText(const StepOutcome &outcome, const Order &order)
{
    const QString by = outcome.reportedBy.isEmpty() ? QString() : QStringLiteral(", as %1 says").arg(outcome.reportedBy);
    switch (outcome.step) {
    case Step::Payment: return QStringLiteral("Payment %1 of %2%3.").arg(outcome.reference, amountText(outcome.amount.value_or(order.total)), by);
    case Step::Refund: return QStringLiteral("What was paid (%1) is paid back.").arg(amountText(order.total));
    case Step::Reserve: return QStringLiteral("The stock is reserved%1.").arg(by);
    case Step::Release: return QStringLiteral("The reserved stock is given back.");
    case Step::Ship: return QStringLiteral("Handed to %1, tracking number %2%3.").arg(outcome.carrier, outcome.reference, by);
    case Step::Deliver: return QStringLiteral("Delivered%1.").arg(by);
    }
    return {};
}

QString failedText(const StepOutcome &outcome)
{
    switch (outcome.step) {
    case Step::Payment: return withReason(QStringLiteral("The payment was refused"), outcome.reason);
    case Step::Reserve: return withReason(QStringLiteral("The stock is short"), outcome.reason);
    case Step::Ship: return withReason(QStringLiteral("It could not be shipped"), outcome.reason);
    default: return withReason(QStringLiteral("The step %1 failed").arg(stepName(outcome.step)), outcome.reason);
    }
}

QString pendingText(const StepOutcome &outcome)
{
    return withReason(QStringLiteral("The payment is not decided yet"), outcome.reason);
}

} // namespace cs::services
