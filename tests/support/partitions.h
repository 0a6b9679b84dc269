// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QByteArrayList>

namespace cs::test {

/// The partition that Java's clients choose for a key: the positive murmur2 hash of its bytes, modulo the partitions.
int murmurPartition(const QByteArray &key, int partitions = 3);

/// The partitions, of three, that kafkajs itself chooses for these keys (no line feeds in them). Unavailable when node or
/// kafkajs is not there.
Result<QList<int>> kafkajsPartitions(const QByteArrayList &keys);

} // namespace cs::test
