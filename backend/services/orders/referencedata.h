// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/act.h"
#include "backend/storage/referencestore.h"

#include <QIODevice>

namespace cs::services {

/// What ids mean to people, and what a product costs: brought in by an administrator as CSV (RFC 4180) with a header row. Columns
/// of products: productId, name, unitPrice; where they are there also currency (else USD), quantityPerUnit, unitsInStock (else 0) and
/// discontinued (0 or 1). Of customers: customerId, companyName; where they are there also contactName, city, country, phone.
inline constexpr int kMostReferenceRows = 100'000;

/// Read on the calling thread, never the GUI's. All rows are good, or it is Invalid: the message and the fields name the first wrong
/// ones by their line.
Result<QList<storage::Product>> readProducts(QIODevice &csv);
Result<QList<Customer>> readCustomers(QIODevice &csv);

struct ReferenceAdded
{
    qint64 read = 0;
    qint64 added = 0; ///< the others were there already, and are left as they are
};
/// One audited transaction; the stock of new products begins with what they say. Forbidden for who is no administrator and in a
/// read-only program. Any thread.
QFuture<Result<ReferenceAdded>> addProducts(StoreContext &context, const QList<storage::Product> &products, const Actor &by);
QFuture<Result<ReferenceAdded>> addCustomers(StoreContext &context, const QList<Customer> &customers, const Actor &by);

} // namespace cs::services
