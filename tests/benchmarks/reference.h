// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace cs::bench {

/// Other programs that do the same work on the same broker. Each prints `rate NUMBER` at its end, in units per second, which
/// is appended to `rates`; one that is missing or fails says so on standard error and appends nothing.

/// reference_ingest: librdkafka, simdjson and SQLite with nothing around them.
void runReferenceIngest(const QStringList &arguments, QList<double> *rates);
/// reference_peer/peer.js: kafkajs and better-sqlite3, which `packaging/setup.sh --bench` fetches.
void runPeer(const QStringList &arguments, QList<double> *rates);

} // namespace cs::bench
