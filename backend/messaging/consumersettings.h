// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/clientconf.h"

#include <functional>

namespace cs::messaging {

/// Settings that every reader has, the tail too: no commits by itself, checked sums, bounded memory.
struct ReaderSettings
{
    QString group;
    int fetchWaitMs = 50; ///< on the embedded broker
    int queueKiB = 16384;
};
ClientConf readerConf(const BrokerConfig &config, const ReaderSettings &settings);

/// Closes a consumer within 3 s: `revoke` is called if partitions are taken back and must unassign them; then the client is
/// freed (behind our back when a broker hangs). What was fetched and not read is thrown away.
void closeReader(HandlePtr *handle, const std::function<void()> &revoke);

} // namespace cs::messaging
