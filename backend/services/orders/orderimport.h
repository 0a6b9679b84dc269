// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/orders/orderservice.h"

#include "backend/support/json.h"

#include <QHash>
#include <QIODevice>
#include <atomic>
#include <functional>

namespace cs::services {

enum class ImportFormat { JsonLines, Csv };

struct ImportOptions
{
    ImportFormat format = ImportFormat::JsonLines;
    QHash<QString, QString> mapping; ///< our field → the file's column or member ("customerId" → "customer")
    bool dryRun = false;
    StoreReader *reader = nullptr; ///< for a dry run: to say which orders are in the store already
    int chunk = 250;               ///< orders per transaction
};

/// Whether a mapping may name this field of ours.
bool isImportField(const QString &name);

struct ImportSummary
{
    qint64 lines = 0;
    qint64 created = 0;
    qint64 exists = 0;
    qint64 failed = 0;
    bool cancelled = false;
    QHash<QString, qint64> totalMinor; ///< by currency, of what was created (or would be, in a dry run)
};

/// Reads one line of JSON Lines: orderId?, customerId, currency?, createdBy?{userId, role?}, items[{productId, name?,
/// quantity, price}]. Unknown members are left alone, and so is the null of one that may be missing. The message of an error is "line 17: items[0].quantity: …", its
/// fields name each one that is wrong (by the file's own names where they are mapped). At most 1 MiB.
ImportLine parseJsonLine(QByteArrayView line, qint64 lineNumber, const QHash<QString, QString> &mapping = {});

/// A whole body as such a line, without a line's number in front of its errors; a null is refused.
Result<NewOrder> parseOrder(const json::Value &body);

/// The member `items` of a body, read and checked as those of a line. Invalid, with each field that is wrong.
Result<QList<OrderItem>> parseItems(const json::Value &body, Currency currency);

/// An error of a line, as parseJsonLine() words it.
Error lineError(qint64 lineNumber, const Error &error);

/// Reads a device to its end on the calling thread (never the GUI's), a chunk at a time, waiting for each chunk's
/// commit (two in flight). `outcomes` is called after each chunk, on the same thread. Set `cancel` to stop between
/// chunks. CSV (RFC 4180): a header row, then a row per order line; rows of one orderId that follow one another make
/// one order, a row without an orderId is an order of its own. Columns: orderId (else id, unless it is a number), customerId, currency,
/// createdBy.userId, createdBy.role, productId, name, quantity, price.
Result<ImportSummary> importOrders(QIODevice &source, const ImportOptions &options, OrderService &orders,
                                   const Actor &actor,
                                   const std::function<void(const QList<ImportOutcome> &, qint64 bytesRead)> &outcomes,
                                   const std::atomic<bool> *cancel = nullptr);

} // namespace cs::services
