// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QStringList>
#include <QVariantList>

namespace cs::storage {

/// The place in a list where the next page begins: `kind` names the list's order, so that a cursor of another order is
/// refused; the values are the sort keys of the last row. Opaque to callers (base64url).
QString makeCursor(char kind, const QVariantList &values);

/// The values of a cursor of that kind, each of the type that `types` names: 'n' a whole number, 't' a text. Invalid otherwise.
Result<QVariantList> readCursor(const QString &cursor, char kind, QByteArrayView types);

/// `%text%` for LIKE … ESCAPE '\', with the text's own %, _ and \ taken literally; folded to lower case.
QString likePattern(const QString &text);

/// Checks a page's size: 1 to 1,000.
Status checkLimit(int limit);

} // namespace cs::storage
