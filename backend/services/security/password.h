// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

namespace cs::services {

inline constexpr int kShortestPassword = 10; ///< characters
inline constexpr int kLongestPassword = 1000;

/// Argon2id (RFC 9106), 19 MiB, t=2, p=1, in the textual form that libsodium reads. Takes tens of ms.
Result<QString> hashPassword(const QString &password);
/// An empty hash never matches, and takes as long as one that does not.
bool passwordMatches(const QString &hash, const QString &password);

} // namespace cs::services
