// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/orders/orderservice.h"

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
    int chunk = 250; ///< orders per transaction
};

struct ImportSummary
{
    qint64 lines = 0;
    qint64 created = 0;
    qint64 exists = 0;
    qint64 failed = 0;
    bool cancelled = false;
    QHash<QString, qint64> totalMinor; ///< by currency, of what was created (or would be, in a dry run)
};

/// Reads one line of JSON Lines: orderId?, customerId, currency?, createdBy?, items[{productId, name?, quantity, price}].
/// Unknown members are left alone. Every error names its field. At most 1 MiB.
ImportLine parseJsonLine(QByteArrayView line, qint64 lineNumber, const QHash<QString, QString> &mapping = {});

/// Reads a device to its end on the calling thread (never the GUI's), a chunk at a time, waiting for each chunk's commit
/// (two in flight). `outcomes` is called after each chunk, on the same thread. Set `cancel` to stop between chunks.
Result<ImportSummary> importOrders(QIODevice &source, const ImportOptions &options, OrderService &orders, const Actor &actor,
                                   const std::function<void(const QList<ImportOutcome> &, qint64 bytesRead)> &outcomes,
                                   const std::atomic<bool> *cancel = nullptr);

} // namespace cs::services
