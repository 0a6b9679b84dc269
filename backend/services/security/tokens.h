// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/security/security.h"

namespace cs::services {

/// A new token of that shape: cs_ and 64 hexadecimal digits.
QString newToken();
/// SHA-256 of the token's 32 bytes; empty for a text that is no token of ours.
QByteArray tokenHash(const QString &token);

/// Stores a token with its audit entry; inside a job of the writer. NotFound without the user.
Result<Security::NewToken> storeToken(StoreContext &context, storage::Connection &connection, const QString &userId,
                                      const QString &label, int days, const Actor &by);

/// Appends one entry of an act about people to the audit chain; inside a job of the writer.
Status auditPeople(StoreContext &context, storage::Connection &connection, const Actor &by, const QString &act,
                   const QString &subject, const QByteArray &detail);

} // namespace cs::services
