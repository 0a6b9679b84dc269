// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/factwriter.h"
#include "backend/events/pipelineevent.h"

namespace cs::events {

namespace {

struct Next
{
    PipelineStage stage;
    PipelineStatus status;
};

/// Where the record goes next, and what it says.
std::optional<Next> nextOf(Fact fact, const FactContext &context)
{
    switch (fact) {
    case Fact::Created:
        return context.placedAsPipeline ? std::optional(Next{PipelineStage::Order, PipelineStatus::Pending}) : std::nullopt;
    case Fact::Approved: return Next{PipelineStage::Payment, PipelineStatus::Pending};
    case Fact::Paid: return Next{PipelineStage::Inventory, PipelineStatus::Paid};
    case Fact::Reserved: return Next{PipelineStage::Notification, PipelineStatus::Reserved};
    case Fact::PaymentRefused: return Next{PipelineStage::Notification, PipelineStatus::PaymentFailed};
    case Fact::StockShort: return Next{PipelineStage::Notification, PipelineStatus::OutOfStock};
    case Fact::LevelDenied:
    case Fact::Cancelled: return Next{PipelineStage::Notification, PipelineStatus::Cancelled};
    default: return std::nullopt;
    }
}

} // namespace

/// Nothing for an order of several lines: checkDriver() says so before.
void addPipelineCommands(Fact fact, FactWriter &to)
{
    const Order &order = to.order();
    const std::optional<Next> next = nextOf(fact, to.context());
    if (!next || order.items.size() != 1)
        return;
    PipelineRecord record;
    record.id = order.id;
    record.customerId = order.customerId;
    record.productId = order.items.first().productId;
    record.quantity = order.items.first().quantity;
    record.status = next->status;
    record.createdAt = order.createdAt;
    record.unknown = to.context().pipelineUnknown;
    to.add(pipelineTopic(next->stage), encodePipeline(record));
    to.addPaymentHeader();
}

void addPipelineAnswers(Fact fact, FactWriter &to)
{
    if (fact == Fact::Paid || fact == Fact::PaymentRefused || fact == Fact::Reserved || fact == Fact::StockShort)
        addPipelineCommands(fact, to);
}

} // namespace cs::events
