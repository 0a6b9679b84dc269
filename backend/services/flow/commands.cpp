// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/commands.h"

#include "backend/events/factrecords.h"

namespace cs::services {

using events::PipelineRecord;
using events::PipelineStage;
using events::PipelineStatus;
using events::ShipmentStatus;
using events::ShopEvent;
using events::ShopKind;
using Kind = StepOutcome::Kind;

namespace {

Command asking(const QString &orderId, Step step)
{
    return {orderId, step, std::nullopt, ruleOf(step).from.value_or(OrderStatus::Approved)};
}

AskedOrder aboutOf(const ShopEvent &event)
{
    AskedOrder about{event.customerId, event.currency, event.items, event.total ? event.total : event.amount, {}};
    if (about.items.isEmpty() && !event.productId.isEmpty())
        about.items = {{event.productId, {}, event.quantity.value_or(1), Money(0, event.currency)}};
    return about;
}

AskedOrder aboutOf(const PipelineRecord &record)
{
    return {record.customerId, {}, {{record.productId, {}, record.quantity, {}}}, std::nullopt, record.unknown};
}

Command reporting(const QString &orderId, Step step, Kind kind)
{
    StepOutcome outcome;
    outcome.orderId = orderId;
    outcome.step = step;
    outcome.kind = kind;
    return {orderId, std::nullopt, outcome, ruleOf(step).from.value_or(OrderStatus::Approved)};
}

Command paymentReport(const ShopEvent &event, Kind kind)
{
    Command command = reporting(event.orderId, Step::Payment, kind);
    command.reports->reference = event.paymentId;
    command.reports->amount = event.amount;
    command.reports->reason = event.reason;
    return command;
}

/// A parcel that is asked for is reserved, and one that is on its way has left: services of others tell the later only.
QList<Command> shipmentReports(const ShopEvent &event)
{
    const auto status = events::shipmentStatusOf(event.status);
    if (!status)
        return {};
    QList<Command> reports;
    if (*status != ShipmentStatus::Failed) {
        reports.append(reporting(event.orderId, Step::Reserve, Kind::Done));
        reports.last().reports->heardOn = QStringLiteral("ecommerce.shipping.initiate"); // the carrier has been asked
    }
    if (*status != ShipmentStatus::Failed && *status != ShipmentStatus::Initiated)
        reports.append(reporting(event.orderId, Step::Ship, Kind::Done));
    switch (*status) {
    case ShipmentStatus::InTransit: reports.append(reporting(event.orderId, Step::Deliver, Kind::Pending)); break;
    case ShipmentStatus::Delivered: reports.append(reporting(event.orderId, Step::Deliver, Kind::Done)); break;
    case ShipmentStatus::Failed: reports.append(reporting(event.orderId, Step::Deliver, Kind::Failed)); break;
    case ShipmentStatus::Initiated:
    case ShipmentStatus::Shipped: break;
    }
    for (Command &one : reports) {
        if (one.reports->step == Step::Reserve)
            continue;
        one.reports->reference = event.trackingNumber;
        one.reports->carrier = event.carrier;
        one.reports->reason = event.reason;
        one.reports->shipment = ShipmentState::InTransit;
    }
    return reports;
}

QList<Command> shopCommands(const ShopEvent &event, const QString &service)
{
    if (service == QLatin1String("payment") && event.kind == ShopKind::PaymentInitiated)
        return {asking(event.orderId, Step::Payment)};
    if (service == QLatin1String("inventory") && event.kind == ShopKind::InventoryUpdate)
        return {asking(event.orderId, Step::Reserve)};
    if (service == QLatin1String("shipping") && event.kind == ShopKind::ShippingInitiate)
        return {asking(event.orderId, Step::Ship)};
    if (service != QLatin1String("order"))
        return {};
    switch (event.kind) {
    case ShopKind::PaymentSuccess: return {paymentReport(event, Kind::Done)};
    case ShopKind::PaymentFailed: return {paymentReport(event, Kind::Failed)};
    case ShopKind::PaymentPending: return {paymentReport(event, Kind::Pending)};
    case ShopKind::ShippingStatus: return shipmentReports(event);
    default: return {};
    }
}

QList<Command> pipelineCommands(const PipelineRecord &record, const QString &service)
{
    const PipelineStatus status = record.status;
    if (service == QLatin1String("payment") && record.stage == PipelineStage::Payment && status == PipelineStatus::Pending)
        return {asking(record.id, Step::Payment)};
    if (service == QLatin1String("inventory") && record.stage == PipelineStage::Inventory && status == PipelineStatus::Paid)
        return {reporting(record.id, Step::Payment, Kind::Done), asking(record.id, Step::Reserve)};
    if (service != QLatin1String("notification") || record.stage != PipelineStage::Notification)
        return {};
    switch (status) {
    case PipelineStatus::PaymentFailed: return {reporting(record.id, Step::Payment, Kind::Failed)};
    case PipelineStatus::OutOfStock: return {reporting(record.id, Step::Reserve, Kind::Failed)};
    case PipelineStatus::Reserved: return {reporting(record.id, Step::Reserve, Kind::Done)};
    default: return {};
    }
}

} // namespace

QList<Command> commandsOf(const events::Event &event, const QString &topic, const QString &service)
{
    QList<Command> commands;
    const auto *shop = std::get_if<ShopEvent>(&event);
    const auto *record = std::get_if<PipelineRecord>(&event);
    if (shop != nullptr)
        commands = shopCommands(*shop, service);
    else if (record != nullptr)
        commands = pipelineCommands(*record, service);
    for (Command &one : commands) {
        one.family = shop != nullptr ? QStringLiteral("ecommerce") : QStringLiteral("pipeline");
        one.about = shop != nullptr ? aboutOf(*shop) : aboutOf(*record);
        if (one.reports && one.reports->heardOn.isEmpty())
            one.reports->heardOn = topic;
    }
    return commands;
}

void signReport(StepOutcome &report, const events::Record &record, const events::CloudEvent &head)
{
    report.reportedBy = head.source.isEmpty() ? QStringLiteral("somebody on ") + record.topic : head.source;
    report.causation = head.id;
    if (head.source.startsWith(events::sourceOf({}))) // another store leaves it to the owner to ask for what comes next
        report.heardOn = record.topic;
    if (const QByteArray *payment = record.header(events::kPaymentHeader); payment != nullptr && report.reference.isEmpty())
        report.reference = QString::fromUtf8(*payment);
}

} // namespace cs::services
