// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/events/beginnings.h"

#include "backend/support/log.h"

namespace cs::services {

namespace {

using storage::Connection;

std::function<Status(Connection &)> advancing(const QString &group, const QString &epoch, const QList<PartitionStep> &steps)
{
    return [group, epoch, steps](Connection &connection) -> Status {
        storage::IngestStore store(connection);
        for (const PartitionStep &one : steps)
            CS_TRY(store.advance(group, epoch, one.to, one.from.next));
        return Done{};
    };
}

} // namespace

void keepBeginnings(StoreContext &context, const QString &group, const QList<PartitionStep> &begun)
{
    for (const PartitionStep &one : begun) {
        if (one.from.next >= 0)
            qCWarning(lcServices, "%s was set forward from outside: %s [%d] is read from offset %lld on, not from %lld", qPrintable(group),
                      qPrintable(one.to.topic), one.to.partition, static_cast<long long>(one.to.next), static_cast<long long>(one.from.next));
    }
    if (!begun.isEmpty())
        (void)context.writer.submit(storage::Priority::Machine, storage::Durability::Normal, advancing(group, {}, begun));
}

Result<QList<messaging::TopicPartition>> keepPassed(StoreContext &context, const QString &group, const QString &epoch, const QList<PartitionStep> &steps)
{
    QList<messaging::TopicPartition> next;
    for (const PartitionStep &one : steps)
        next.append({one.to.topic, one.to.partition, one.to.next});
    if (!steps.isEmpty())
        CS_TRY(context.writer.submit(storage::Priority::Machine, storage::Durability::Normal, advancing(group, epoch, steps)).result());
    return next;
}

Status keepNewBeginnings(StoreContext &context, const QString &group, const QString &epoch, const QList<messaging::TopicPartition> &places,
                         OffsetBook &book)
{
    QList<PartitionStep> steps;
    for (const messaging::TopicPartition &one : places)
        steps.append(book.beginAnew(one));
    const auto kept = keepPassed(context, group, epoch, steps);
    return kept.ok() ? Status(Done{}) : Status(kept.error());
}

} // namespace cs::services
