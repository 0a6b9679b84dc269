// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/fulfilment.h"
#include "backend/services/core/act.h"

namespace cs::services {

inline constexpr qint64 kMostStock = 1'000'000'000; ///< of one product, and of one adjustment

/// What a person says of a product's stock: so many more or fewer, or so many were counted. One of the two.
struct StockAdjustment
{
    QString productId;
    std::optional<qint64> delta; ///< not 0
    std::optional<qint64> count; ///< at least 0
    std::optional<qint64> seen;  ///< with `count`: what was on hand where it was counted; empty: not compared
    QString reason;              ///< needed
};

/// One transaction: the level changes by a delta in the database, with a movement row (who, when, why, before and after) and its
/// audit entry. Forbidden for who is no administrator and in a read-only program; Invalid by field; NotFound for a product
/// without stock; Conflict, in words and changing nothing, when less would be on hand than is reserved, or when the level is not
/// what was `seen` any more. Any thread.
QFuture<Result<StockLevel>> adjustStock(StoreContext &context, const StockAdjustment &adjustment, const Actor &by);

} // namespace cs::services
