// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cs::storage {

/// Which of a service's workers does the steps of an order: always the same one, so that no two steps of an order are done at
/// once, and none overtakes another.
struct Lane
{
    int number = 0; ///< from 0
    int of = 1;     ///< workers of the service in this process
    int claimant = 0; ///< of the worker's session (claimstore.h); 0: its claims hold until their time is over
};

/// What the lanes share out, 0 to 59: by the UTF-8 of the order's id (FNV-1a), the same in every process and version, as the store
/// keeps it. The lane is the remainder by the number of lanes.
inline int laneKey(const QString &orderId)
{
    constexpr quint32 kShares = 60; // divides evenly among up to six
    quint32 hash = 2166136261U;
    for (const char byte : orderId.toUtf8())
        hash = (hash ^ quint8(byte)) * 16777619U;
    return int((hash ^ hash >> 16) % kShares);
}

} // namespace cs::storage
