// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/queries/queries.h"

#include "backend/services/queries/take.h"
#include "backend/storage/peoplestore.h"

namespace cs::services {

namespace {

using storage::ApprovalStore;
using storage::Connection;
using storage::NotificationStore;
using storage::OrderStore;
using storage::ReferenceStore;

/// More than this many that wait for one person are counted as this many; the views say "1,000+" (ui/presentation/inboxcount.h).
constexpr int kMostMine = 1000;

Result<InboxCounts> countInbox(Connection &connection, const Actor &person, TimePoint now)
{
    InboxCounts counts;
    counts.at = now;
    ApprovalStore store(connection);
    const auto waiting = store.waiting(now);
    if (!waiting.ok())
        return waiting.error();
    for (const ApprovalStore::Waiting &level : *waiting) {
        counts.all += level.count;
        counts.late += level.late;
        counts.levels.append({level.level, level.count, level.late, level.oldest});
    }
    if (!mayDo(person, Right::Decide))
        return counts;
    ApprovalQuery mine;
    mine.levels = {person.role};
    mine.notHandledBy = person.userId;
    mine.limit = kMostMine;
    const auto page = store.page(mine);
    if (!page.ok())
        return page.error();
    counts.mine = page->rows.size();
    return counts;
}

Result<DashboardFigures> readDashboard(Connection &connection, TimePoint now)
{
    DashboardFigures figures;
    figures.at = now;
    CS_TRY(take(OrderStore(connection).countsByStatus(), figures.ordersByStatus));
    for (const qint64 count : std::as_const(figures.ordersByStatus))
        figures.orders += count;
    CS_TRY(take(NotificationStore(connection).counts(), figures.notifications));
    const auto times = ApprovalStore(connection).decisionTimes(now - std::chrono::hours(24));
    if (!times.ok())
        return times.error();
    figures.decisions = times->count;
    figures.medianDecision = Millis(times->medianMs);
    figures.p90Decision = Millis(times->p90Ms);
    return figures;
}

} // namespace

Result<StockDetail> readStock(Connection &connection, const QString &productId)
{
    constexpr int kMost = 100;
    storage::StockStore store(connection);
    const auto level = store.level(productId);
    CS_TRY(level);
    if (!level->has_value())
        return Error::notFound(QStringLiteral("There is no stock of a product %1.").arg(productId));
    StockDetail detail;
    detail.level = **level;
    CS_TRY(take(store.ofProduct(productId, kMost), detail.reservations));
    CS_TRY(take(store.changes(productId, kMost), detail.changes));
    return detail;
}

QFuture<Result<Page<StockLevel>>> Queries::stock(const StockQuery &query)
{
    return m_reader.read<Page<StockLevel>>([query](Connection &connection) { return storage::StockStore(connection).page(query); });
}

QFuture<Result<StockDetail>> Queries::stockOf(const QString &productId)
{
    return m_reader.read<StockDetail>([productId](Connection &connection) { return readStock(connection, productId); });
}

QFuture<Result<Page<OrderRow>>> Queries::orders(const OrderQuery &query)
{
    return m_reader.read<Page<OrderRow>>([query](Connection &connection) { return OrderStore(connection).page(query); });
}

QFuture<Result<OrderDetail>> Queries::order(const QString &id)
{
    return m_reader.read<OrderDetail>([id](Connection &connection) { return readOrderDetail(connection, id); });
}

QFuture<Result<Page<ApprovalRow>>> Queries::approvals(const ApprovalQuery &query)
{
    return m_reader.read<Page<ApprovalRow>>([query](Connection &connection) { return ApprovalStore(connection).page(query); });
}

QFuture<Result<InboxCounts>> Queries::inboxCounts(const Actor &person)
{
    return m_reader.read<InboxCounts>(
        [person, now = m_clock.now()](Connection &connection) { return countInbox(connection, person, now); });
}

QFuture<Result<QList<DecisionRow>>> Queries::recentDecisions(const QString &userId, int limit)
{
    return m_reader.read<QList<DecisionRow>>(
        [userId, limit](Connection &connection) { return ApprovalStore(connection).recentDecisions(userId, limit); });
}

QFuture<Result<Page<Notification>>> Queries::notifications(const NotificationQuery &query)
{
    return m_reader.read<Page<Notification>>([query](Connection &connection) { return NotificationStore(connection).page(query); });
}

QFuture<Result<NoticeView>> Queries::notice(qint64 id)
{
    return m_reader.read<NoticeView>([id](Connection &connection) -> Result<NoticeView> {
        storage::NoticeStore store(connection);
        NoticeView view;
        const auto details = store.details({id});
        CS_TRY(details);
        view.detail = details->value(id);
        if (!view.detail)
            return view;
        const auto outcomes = store.outcomes(view.detail->sourceEvent, 1000);
        CS_TRY(outcomes);
        view.outcomes = *outcomes;
        return view;
    });
}

QFuture<Result<qint64>> Queries::unread(const QString &userId)
{
    return m_reader.read<qint64>([userId](Connection &connection) { return NotificationStore(connection).unread(userId); });
}

QFuture<Result<DashboardFigures>> Queries::dashboard()
{
    return m_reader.read<DashboardFigures>([now = m_clock.now()](Connection &connection) { return readDashboard(connection, now); });
}

QFuture<Result<QHash<OrderStatus, qint64>>> Queries::orderCounts(const OrderQuery &query)
{
    return m_reader.read<QHash<OrderStatus, qint64>>([query](Connection &connection) { return OrderStore(connection).countsByStatus(query); });
}

QFuture<Result<Page<LoggedEvent>>> Queries::events(const EventQuery &query)
{
    return m_reader.read<Page<LoggedEvent>>([query](Connection &connection) { return storage::IngestStore(connection).page(query); });
}

QFuture<Result<QList<User>>> Queries::people()
{
    return m_reader.read<QList<User>>([](Connection &connection) { return storage::PeopleStore(connection).users(); });
}

QFuture<Result<QList<Customer>>> Queries::customers()
{
    return m_reader.read<QList<Customer>>([](Connection &connection) { return ReferenceStore(connection).customers(); });
}

QFuture<Result<QList<Product>>> Queries::products()
{
    return m_reader.read<QList<Product>>([](Connection &connection) { return ReferenceStore(connection).products(); });
}

} // namespace cs::services
