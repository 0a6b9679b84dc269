// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"

class QSqlError;

namespace cs::storage {

struct SqlFailure
{
    Error error;
    bool broken = false; ///< the connection is gone; only a new one helps
    bool unwritable = false; ///< nothing can be written for now, whatever it is: no room, or a medium that fails
};

/// What a driver's error means: by SQLite's result codes (sqlite.org/rescode.html) and PostgreSQL's SQLSTATE (appendix A).
SqlFailure explain(const QSqlError &error, Backend backend, const QString &statement);

} // namespace cs::storage
