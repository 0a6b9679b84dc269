// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/commands.h"

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

QList<Command> shipmentReports(const ShopEvent &event)
{
    const auto status = events::shipmentStatusOf(event.status);
    if (!status || *status == ShipmentStatus::Initiated)
        return {};
    const bool shipped = *status == ShipmentStatus::Shipped;
    Command command = shipped ? reporting(event.orderId, Step::Ship, Kind::Done)
        : *status == ShipmentStatus::InTransit ? reporting(event.orderId, Step::Deliver, Kind::Pending)
        : *status == ShipmentStatus::Delivered ? reporting(event.orderId, Step::Deliver, Kind::Done)
                                               : reporting(event.orderId, Step::Deliver, Kind::Failed);
    command.reports->reference = event.trackingNumber;
    command.reports->carrier = event.carrier;
    command.reports->reason = event.reason;
    command.reports->shipment = ShipmentState::InTransit;
    return {command};
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
        if (one.reports)
            one.reports->heardOn = topic;
    }
    return commands;
}

} // namespace cs::services
