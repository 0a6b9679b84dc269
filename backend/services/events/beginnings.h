// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storecontext.h"
#include "backend/services/events/offsetbook.h"

namespace cs::services {

/// Stores where a consumer began (OffsetBook::begin), so that its account is right even when nothing comes for long, and says
/// what it leaves out. Waits for nothing: the batches stand behind it in the writer's queue, and are refused when it is not
/// there. Any thread.
void keepBeginnings(StoreContext &context, const QString &group, const QList<PartitionStep> &begun);

/// Stores what moved in the book without a record (Consumer::passedTo); waits for the writer. Gives what to commit to Kafka.
Result<QList<messaging::TopicPartition>> keepPassed(StoreContext &context, const QString &group, const QString &epoch, const QList<PartitionStep> &steps);

/// Puts into book and store what the consumer found made again (Consumer::begunAnew); waits for the writer. After an error the
/// book is ahead of the store: a new consumer has to ask the store where to begin.
Status keepNewBeginnings(StoreContext &context, const QString &group, const QString &epoch, const QList<messaging::TopicPartition> &places,
                         OffsetBook &book);

} // namespace cs::services
