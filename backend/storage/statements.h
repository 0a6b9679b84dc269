// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"

namespace cs::storage {

/// The named statements of a backend, read once: those of resources/sql/common, and those of resources/sql/<backend>/statements,
/// which win where both have a name. Any thread.
const QHash<QString, QString> &statements(Backend backend);

/// Splits a file of `-- name: some.name` sections; comments are left out.
QHash<QString, QString> parseStatements(const QString &text);

/// The folder of a backend's SQL among the compiled-in resources.
QString sqlFolder(Backend backend);

} // namespace cs::storage
