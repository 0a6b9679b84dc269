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

} // namespace cs::services
