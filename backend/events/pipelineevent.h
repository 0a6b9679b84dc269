// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/badrecord.h"
#include "backend/events/record.h"
#include "backend/support/clock.h"
#include "backend/support/jsondoc.h"

namespace cs::events {

/// The four topics, in the order in which a record travels.
enum class PipelineStage { Order, Payment, Inventory, Notification };
QString pipelineTopic(PipelineStage stage);
std::optional<PipelineStage> pipelineStageOf(QStringView topic);

enum class PipelineStatus { Pending, Paid, Reserved, Confirmed, PaymentFailed, OutOfStock, Cancelled };
QString pipelineStatusName(PipelineStatus status); ///< `pending`, `payment_failed`, …

/// The one flat record that travels.
struct PipelineRecord
{
    PipelineStage stage = PipelineStage::Order; ///< from the topic; not in the value
    QString id;
    QString customerId;
    QString productId;
    qint64 quantity = 0; ///< 1 to 1,000,000
    PipelineStatus status = PipelineStatus::Pending;
    std::optional<TimePoint> createdAt;
    QByteArray unknown; ///< other members as they came; they go along to the next topic
};

/// Fills `record`, or says what is wrong. `status` may be absent on `order-events`, where it is pending.
void decodePipeline(json::Doc &doc, PipelineStage stage, PipelineRecord *record, std::optional<BadRecord> *bad);
/// id, customerId, productId, quantity, status, createdAt?, then unknown; byte-stable.
QByteArray encodePipeline(const PipelineRecord &record);
QByteArray pipelineSchema(PipelineStage stage);

} // namespace cs::events
