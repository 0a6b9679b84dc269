// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/call.h"

namespace cs::api {

/// Honours an Idempotency-Key of 1 to 128 visible characters: the same key with the same request of the same person gets the answer
/// of the first; with another request it is 422. Answers of success are kept 24 h. Without the header nothing changes.
PersonHandler idempotent(const Calls &calls, PersonHandler handler);

/// 422: the key belongs to a request that is not this one.
Answer usedForAnother();

} // namespace cs::api
