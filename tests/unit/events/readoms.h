// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/codec.h"

namespace cs::events {

/// What decode() makes of a record on an oms topic: an event or what is wrong.
struct OmsRead
{
    std::optional<OmsEvent> event;
    std::optional<BadRecord> bad;
};

inline OmsRead readOms(const Record &record)
{
    Decoded decoded = decode(record);
    OmsRead read{{}, decoded.bad};
    if (auto *event = std::get_if<OmsEvent>(&decoded.event))
        read.event = std::move(*event);
    return read;
}

} // namespace cs::events
