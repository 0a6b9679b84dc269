// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/document.h"

namespace cs::events {

json::Doc *openDocument(const Record &record, Reading reading, std::optional<BadRecord> *bad)
{
    thread_local json::Doc doc;
    if (!record.value) {
        *bad = BadRecord{QStringLiteral("null_value"), QStringLiteral("The record has no value."), {}, -1};
        return nullptr;
    }
    if (reading == Reading::ByName) {
        doc.openWithoutIndex(*record.value, {});
        return readCells(doc, bad) ? &doc : nullptr;
    }
    return doc.open(*record.value, {}) || readCells(doc, bad) ? &doc : nullptr;
}

bool readCells(json::Doc &doc, std::optional<BadRecord> *bad)
{
    json::ParseError error;
    if (doc.read(&error))
        return true;
    *bad = BadRecord{error.code, error.message, error.path, error.offset};
    return false;
}

} // namespace cs::events
