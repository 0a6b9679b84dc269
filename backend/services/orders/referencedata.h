// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/act.h"
#include "backend/storage/referencestore.h"

#include <QIODevice>
#include <QSet>

namespace cs::services {

/// What ids mean to people, and what a product costs: brought in by an administrator as CSV (RFC 4180) with a header row. Columns
/// of products: productId, name, unitPrice; where they are there also currency (else USD), quantityPerUnit, unitsInStock (else 0) and
/// discontinued (0 or 1). Of customers: customerId, companyName; where they are there also contactName, city, country, phone.
inline constexpr int kMostReferenceRows = 100'000;

template <typename T> struct ReferenceFile
{
    QList<T> rows;
    QSet<QString> columns; ///< that it has
};

/// Read on the calling thread, never the GUI's. All rows are good, or it is Invalid: the message and the fields name the first wrong
/// ones by their line. Unavailable when the device fails before its end.
Result<ReferenceFile<storage::Product>> readProducts(QIODevice &csv);
Result<ReferenceFile<Customer>> readCustomers(QIODevice &csv);

struct ReferenceKept
{
    qint64 read = 0;
    qint64 added = 0;
    qint64 changed = 0;
    qint64 unchanged() const { return read - added - changed; }
};
/// One audited transaction. What is there takes over what the file says of it, columns that the file has not stay as they are; orders
/// keep the prices that they were made with. The stock of new products begins with what they say, that of others is not
/// touched. Forbidden for who is no administrator and in a read-only program. Any thread.
QFuture<Result<ReferenceKept>> keepProducts(StoreContext &context, const ReferenceFile<storage::Product> &file, const Actor &by);
QFuture<Result<ReferenceKept>> keepCustomers(StoreContext &context, const ReferenceFile<Customer> &file, const Actor &by);

} // namespace cs::services
