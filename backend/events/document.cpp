// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/document.h"

namespace cs::events {

const json::Doc *readDocument(const Record &record, std::optional<BadRecord> *bad)
{
    thread_local json::Doc doc;
    if (!record.value) {
        *bad = BadRecord{QStringLiteral("null_value"), QStringLiteral("The record has no value."), {}, -1};
        return nullptr;
    }
    json::ParseError error;
    if (doc.read(*record.value, {}, &error))
        return &doc;
    *bad = BadRecord{error.code, error.message, error.path, error.offset};
    return nullptr;
}

} // namespace cs::events
