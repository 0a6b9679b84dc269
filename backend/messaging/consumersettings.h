// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/clientconf.h"

namespace cs::messaging {

/// Settings that every reader has, the tail too: no commits by itself, checked sums, bounded memory.
struct ReaderSettings
{
    QString group;
    int fetchWaitMs = 50;
    int queueKiB = 16384;
};
ClientConf readerConf(const BrokerConfig &config, const ReaderSettings &settings);

/// Serves a consumer's close until it is done or 3 s are over, then frees the client (behind our back when a broker hangs).
void closeReader(HandlePtr *handle);

} // namespace cs::messaging
