// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/beginnings.h"

namespace cs::services {

void keepBeginnings(StoreContext &context, const QString &group, const QList<storage::PartitionState> &begun)
{
    if (begun.isEmpty())
        return;
    (void)context.writer.submit(storage::Priority::Machine, storage::Durability::Normal, [group, begun](storage::Connection &connection) -> Status {
        storage::IngestStore store(connection);
        for (const storage::PartitionState &one : begun)
            CS_TRY(store.advance(group, {}, one, -1));
        return Done{};
    });
}

Status keepNewBeginnings(StoreContext &context, const QString &group, const QString &epoch, const QList<messaging::TopicPartition> &places,
                         OffsetBook &book)
{
    QList<PartitionStep> steps;
    for (const messaging::TopicPartition &one : places)
        steps.append(book.beginAnew(one));
    if (steps.isEmpty())
        return Done{};
    return context.writer
        .submit(storage::Priority::Machine, storage::Durability::Normal, [group, epoch, steps](storage::Connection &connection) -> Status {
            storage::IngestStore store(connection);
            for (const PartitionStep &one : steps)
                CS_TRY(store.advance(group, epoch, one.to, one.from.next));
            return Done{};
        })
        .result();
}

} // namespace cs::services
