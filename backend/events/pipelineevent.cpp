// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/pipelineevent.h"

#include "backend/events/document.h"
#include "backend/events/fieldwriter.h"
#include "backend/events/schemawriter.h"

namespace cs::events {

namespace {

constexpr const char16_t *kTopics[] = {u"order-events", u"payment-events", u"inventory-events", u"notification-events"};
constexpr Word<PipelineStatus> kStatuses[] = {
    {PipelineStatus::Pending, "pending"}, {PipelineStatus::Paid, "paid"}, {PipelineStatus::Reserved, "reserved"},
    {PipelineStatus::Confirmed, "confirmed"}, {PipelineStatus::PaymentFailed, "payment_failed"},
    {PipelineStatus::OutOfStock, "out_of_stock"}, {PipelineStatus::Cancelled, "cancelled"},
};

template <typename Io, typename T>
void describe(Io &io, T &&record)
{
    io.orderId("id", record.id);
    io.text("customerId", record.customerId, Need::Required, kMaxIdLength);
    io.text("productId", record.productId, Need::Required, kMaxIdLength);
    io.integer("quantity", record.quantity, Need::Required, 1, kMaxQuantity);
    io.word("status", record.status, record.stage == PipelineStage::Order ? Need::Optional : Need::Required,
            std::span<const Word<PipelineStatus>>(kStatuses));
    io.time("createdAt", record.createdAt, TimeForm::Iso);
    io.unknown(record.unknown);
}

} // namespace

QString pipelineTopic(PipelineStage stage)
{
    return QString::fromUtf16(kTopics[size_t(stage)]);
}

std::optional<PipelineStage> pipelineStageOf(QStringView topic)
{
    for (size_t i = 0; i < std::size(kTopics); ++i) {
        if (topic == QStringView(kTopics[i]))
            return PipelineStage(i);
    }
    return std::nullopt;
}

QString pipelineStatusName(PipelineStatus status)
{
    return QString::fromLatin1(kStatuses[size_t(status)].text);
}

void decodePipeline(json::Doc &doc, PipelineStage stage, PipelineRecord *record, std::optional<BadRecord> *bad)
{
    readEvent(doc, record, bad, [stage](auto &io, PipelineRecord &one) {
        one.stage = stage;
        describe(io, one);
    });
}

QByteArray encodePipeline(const PipelineRecord &record)
{
    json::Writer to;
    to.beginObject();
    FieldWriter fields(to);
    describe(fields, record);
    return to.endObject().take();
}

QByteArray pipelineSchema(PipelineStage stage)
{
    return schemaOf<PipelineRecord>([stage](auto &io, PipelineRecord record) {
        record.stage = stage;
        describe(io, record);
    });
}

} // namespace cs::events
