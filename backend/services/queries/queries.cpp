// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/queries/queries.h"

#include "backend/storage/peoplestore.h"

namespace cs::services {

namespace {

using storage::ApprovalStore;
using storage::Connection;
using storage::NotificationStore;
using storage::OrderStore;
using storage::ReferenceStore;

/// More than this many that wait for one person are counted as this many; the badge says "999+".
constexpr int kMostMine = 1000;

Result<Order> existing(Connection &connection, const QString &id)
{
    auto found = OrderStore(connection).find(id);
    if (!found.ok())
        return found.error();
    if (!found->has_value())
        return Error::notFound(QStringLiteral("there is no order %1").arg(id));
    return **found;
}

Status readNames(Connection &connection, OrderDetail &detail)
{
    ReferenceStore reference(connection);
    const auto customer = reference.customer(detail.order.customerId);
    if (!customer.ok())
        return customer.error();
    if (customer->has_value())
        detail.customerName = (*customer)->name;
    for (const OrderItem &item : detail.order.items) {
        const auto product = reference.product(item.productId);
        if (!product.ok())
            return product.error();
        if (product->has_value())
            detail.stock.insert(item.productId, (*product)->stock);
    }
    return Done{};
}

template <typename T>
Status take(Result<T> from, T &into)
{
    if (!from.ok())
        return from.error();
    into = std::move(from).value();
    return Done{};
}

Result<OrderDetail> readDetail(Connection &connection, const QString &id)
{
    const Result<Order> order = existing(connection, id);
    if (!order.ok())
        return order.error();
    OrderDetail detail;
    detail.order = *order;
    CS_TRY(readNames(connection, detail));
    CS_TRY(take(ApprovalStore(connection).ofOrder(id), detail.approvals));
    CS_TRY(take(OrderStore(connection).history(id), detail.history));
    CS_TRY(take(storage::OutboxStore(connection).ofOrder(id), detail.records));
    NotificationQuery query;
    query.orderId = id;
    auto notifications = NotificationStore(connection).page(query);
    if (!notifications.ok())
        return notifications.error();
    detail.notifications = notifications->rows;
    return detail;
}

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

QFuture<Result<Page<OrderRow>>> Queries::orders(const OrderQuery &query)
{
    return m_reader.read<Page<OrderRow>>([query](Connection &connection) { return OrderStore(connection).page(query); });
}

QFuture<Result<OrderDetail>> Queries::order(const QString &id)
{
    return m_reader.read<OrderDetail>([id](Connection &connection) { return readDetail(connection, id); });
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
