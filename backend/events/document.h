// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/badrecord.h"
#include "backend/events/record.h"
#include "backend/support/jsondoc.h"

namespace cs::events {

/// Reads a record's value as JSON in a Doc that the thread keeps; nullptr, with `bad` set, for what is no JSON, too deep (32),
/// too big (1 MiB), or null. The Doc is good until the thread's next call.
const json::Doc *readDocument(const Record &record, std::optional<BadRecord> *bad);

/// Calls `use` with the record's document, if it has one.
template <typename Use>
void withDocument(const Record &record, std::optional<BadRecord> *bad, Use use)
{
    if (const json::Doc *doc = readDocument(record, bad))
        use(*doc);
}

} // namespace cs::events
