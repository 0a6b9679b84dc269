// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

namespace cs::services {

/// Moves what was read into its place in an answer, or hands its error on.
template <typename T>
Status take(Result<T> from, T &into)
{
    if (!from.ok())
        return from.error();
    into = std::move(from).value();
    return Done{};
}

} // namespace cs::services
