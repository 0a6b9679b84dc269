// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/requesttexts.h"
#include "backend/services/events/ingestbatch.h"

namespace cs::services {

/// What a record of a family other than oms brings beside a fact.
struct OtherContent
{
    std::optional<events::RequestNotice> notice; ///< somebody is to be told
    TimePoint at;                                ///< when the notice was written
    std::optional<events::PipelineRecord> placed; ///< an order that is placed with us
};

/// Decodes a record of any family: what is wrong with it, its order, type and id for the log, its fact, and the rest. A topic
/// that no codec reads, or that the contract does not name, is good, and has no effect.
void decodeRecord(PreparedRecord &prepared, const events::Record &record, const Place &place, TimePoint now);

} // namespace cs::services
