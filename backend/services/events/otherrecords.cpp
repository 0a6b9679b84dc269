// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/otherrecords.h"

#include "backend/events/catalogue.h"
#include "backend/services/events/familyfacts.h"
#include "backend/services/events/loggedrecord.h"

namespace cs::services {

namespace {

void describe(storage::LoggedEvent &logged, const events::Event &event)
{
    events::EventSummary summary = events::summaryOf(event);
    logged.orderId = std::move(summary.orderId);
    if (logged.type.isEmpty())
        logged.type = std::move(summary.eventType);
    if (logged.eventId.isEmpty())
        logged.eventId = std::move(summary.eventId);
}

/// When it was written: pipeline records need not say so.
TimePoint timeOf(const events::Record &record, TimePoint now)
{
    return record.timestampMs > 0 ? fromMillis(record.timestampMs) : now;
}

std::shared_ptr<const OtherContent> contentOf(const events::Event &event, const Place &place, TimePoint now)
{
    OtherContent content;
    content.notice = events::noticeOf(event);
    if (content.notice)
        content.at = events::summaryOf(event).at.value_or(now);
    const auto *pipeline = std::get_if<events::PipelineRecord>(&event);
    if (place.takesOrders && pipeline != nullptr && pipeline->stage == events::PipelineStage::Order)
        content.placed = *pipeline;
    if (!content.notice && !content.placed)
        return nullptr;
    return std::make_shared<const OtherContent>(std::move(content));
}

} // namespace

void decodeRecord(PreparedRecord &prepared, const events::Record &record, const Place &place, TimePoint now)
{
    events::Decoded decoded = events::decode(record);
    storage::LoggedEvent &logged = prepared.logged;
    if (decoded.bad && events::topicEntry(record.topic) != nullptr)
        setBad(logged, *decoded.bad);
    if (decoded.bad)
        return;
    describe(logged, decoded.event);
    if (auto *oms = std::get_if<events::OmsEvent>(&decoded.event)) {
        if (oms->kind != events::OmsKind::Unknown)
            prepared.fact = Fact{std::move(*oms), logged.eventId, logged.source};
        return;
    }
    prepared.fact = factOf(decoded.event, record.topic);
    if (prepared.fact) {
        prepared.fact->eventId = logged.eventId;
        prepared.fact->source = logged.source;
        if (prepared.fact->event.timestamp == TimePoint())
            prepared.fact->event.timestamp = timeOf(record, now);
    }
    prepared.other = contentOf(decoded.event, place, now);
}

} // namespace cs::services
