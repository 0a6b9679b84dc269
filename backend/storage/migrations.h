// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"

class QSqlDatabase;

namespace cs::storage {

struct Migration
{
    int version = 0; ///< NNNN of NNNN_name.sql
    QString name;
    QString sql;
};

/// The numbered files of a backend, in turn.
QList<Migration> migrations(Backend backend);
/// Statements of a migration: an empty line stands between them. Comments are left out.
QStringList splitMigration(const QString &sql);

/// Brings the schema up to date, in one transaction; processes that start at once wait for each other. An error when the
/// store is newer than this program.
Status migrate(QSqlDatabase &database, Backend backend);
/// For a connection that only reads: an error when the schema is not the one that this program knows.
Status checkSchema(QSqlDatabase &database, Backend backend);

} // namespace cs::storage
