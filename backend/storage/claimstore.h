// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"
#include "backend/support/clock.h"

namespace cs::storage {

/// Who claims steps and refunds, so that what a program had claimed when it was killed is taken up at once, and not when the claim's
/// time is over. On PostgreSQL each worker holds an advisory lock of its own session for as long as it lives, under a number that
/// stands in its claims; the server gives the lock back when the session ends, however that comes about. A SQLite store has
/// one process by its lock file, and takes back at its start.
class ClaimStore final
{
public:
    explicit ClaimStore(Connection &connection) : m_connection(connection) {}

    /// From now on this session is that claimant, which nobody was before (not 0). False: somebody is, so take another number.
    Result<bool> hold(int claimant);
    /// Claimants in the tables whose session has ended; `mine` is this session's own. A number that is gone does not come back.
    /// Empty on SQLite.
    Result<QList<int>> gone(int mine);
    /// What it had claimed is due now; how many. In the caller's transaction.
    Result<qint64> takeBack(int claimant, TimePoint now);
    /// Of all, which is right only where this process owns the store and has claimed nothing yet.
    Result<qint64> takeBackAll(TimePoint now);

private:
    Connection &m_connection;
};

} // namespace cs::storage
