// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cs::messaging {

/// Makes a topic on the embedded broker of this process at that address; it has no request for it (no CreateTopics), and
/// a topic that it makes by itself has four partitions. False when that broker is not ours. One that exists stays. Any thread.
bool createEmbeddedTopic(const QString &address, const QString &topic, int partitions);

} // namespace cs::messaging
