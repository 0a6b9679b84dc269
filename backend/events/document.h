// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/badrecord.h"
#include "backend/events/fieldreader.h"
#include "backend/events/quickreader.h"
#include "backend/events/record.h"
#include "backend/support/jsondoc.h"

namespace cs::events {

/// Quick: first with QuickReader, over the index. ByName: without either.
enum class Reading { Quick, ByName };

/// Opens a record's value in a Doc that the thread keeps, good until its next call; nullptr, with `bad` set, for what is not
/// UTF-8, too big (1 MiB), or null.
json::Doc *openDocument(const Record &record, Reading reading, std::optional<BadRecord> *bad);
/// Makes the cells of an open document; false, with `bad` set, for what is no JSON or too deep (32).
bool readCells(json::Doc &doc, std::optional<BadRecord> *bad);

/// Fills `event` by its description: in one pass if the record is good and plain, else by name, which says what is wrong.
template <typename T, typename Describe>
void readEvent(json::Doc &doc, T *event, std::optional<BadRecord> *bad, Describe describe)
{
    QuickReader quick(doc);
    if (quick.record([&](QuickReader &fields) { describe(fields, *event); }))
        return;
    *event = T();
    if (!readCells(doc, bad))
        return;
    FieldReader fields(doc, bad);
    if (fields.isObject())
        describe(fields, *event);
}

} // namespace cs::events
