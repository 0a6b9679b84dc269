// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cs::events {

/// Where and why a record is bad: a code for counting, the JSON path, the byte offset in the value (-1: unknown).
struct BadRecord
{
    /// not_json, not_utf8, too_deep, too_big, duplicate_key, null_value, wrong_type, missing_field, out_of_range,
    /// wrong_event_type
    QString code;
    QString message; ///< a sentence
    QString path;    ///< `order.items[1].price`; empty for the value as a whole
    qint64 offset = -1;
};

} // namespace cs::events
