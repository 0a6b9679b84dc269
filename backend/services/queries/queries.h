// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storereader.h"
#include "backend/services/queries/orderdetail.h"
#include "backend/storage/ingeststore.h"
#include "backend/storage/noticestore.h"
#include "backend/storage/referencestore.h"
#include "backend/storage/stockstore.h"

#include <QFuture>

namespace cs::services {

// What the views show, under the names that they use; orderdetail.h has those of one order.
using storage::ApprovalQuery;
using storage::ApprovalRow;
using storage::DecisionRow;
using storage::EventQuery;
using storage::LoggedEvent;
using storage::NotificationCount;
using storage::NotificationQuery;
using storage::OrderQuery;
using storage::OrderRow;
using storage::Page;
using storage::Product;
using storage::StockQuery;

/// All that is shown of one product's stock.
struct StockDetail
{
    StockLevel level;
    QList<Reservation> reservations;    ///< held ones first; the latest hundred
    QList<storage::StockChange> changes; ///< by people, the latest hundred, the latest first
};
Result<StockDetail> readStock(storage::Connection &connection, const QString &productId);

/// What a request said of a notification, and what became of it for all whom it names.
struct NoticeView
{
    std::shared_ptr<const NoticeDetail> detail; ///< null: no request asked for it
    QList<storage::NoticeOutcome> outcomes;     ///< at most 1,000
};

struct WaitingLevel
{
    QString level;
    qint64 count = 0;
    qint64 late = 0;
    TimePoint oldest;
};

/// How much waits: for one person, for all, and how much of all is late. Every place that shows such a number takes it
/// from here.
struct InboxCounts
{
    TimePoint at;
    qint64 mine = 0;
    qint64 all = 0;
    qint64 late = 0;
    QList<WaitingLevel> levels; ///< `all` by level
};

/// The store's part of the dashboard.
struct DashboardFigures
{
    TimePoint at;
    QHash<OrderStatus, qint64> ordersByStatus;
    QList<NotificationCount> notifications;
    qint64 decisions = 0; ///< of the last 24 h
    Millis medianDecision{0};
    Millis p90Decision{0};
    qint64 orders = 0;
};

/// Reads for the views: each call runs on a reader's thread and answers by a future. Any thread.
class Queries final
{
public:
    explicit Queries(StoreReader &reader, const Clock &clock) : m_reader(reader), m_clock(clock) {}

    /// For jobs that read beside the views, e.g. an import's dry run.
    StoreReader &reader() const { return m_reader; }

    QFuture<Result<Page<OrderRow>>> orders(const OrderQuery &query);
    QFuture<Result<OrderDetail>> order(const QString &id); ///< NotFound
    QFuture<Result<Page<ApprovalRow>>> approvals(const ApprovalQuery &query);
    /// `person` counts as mine what waits for their role, four eyes do not keep from them, and they have not voted on.
    QFuture<Result<InboxCounts>> inboxCounts(const Actor &person);
    QFuture<Result<QList<DecisionRow>>> recentDecisions(const QString &userId, int limit);
    QFuture<Result<Page<Notification>>> notifications(const NotificationQuery &query);
    QFuture<Result<NoticeView>> notice(qint64 id); ///< a notification's; empty where no request asked for it
    QFuture<Result<qint64>> unread(const QString &userId);
    QFuture<Result<DashboardFigures>> dashboard();
    /// How many orders of each state the query's text and period hold; its states do not count. Reads as many orders as
    /// there are: ask again only when the answer has come.
    QFuture<Result<QHash<OrderStatus, qint64>>> orderCounts(const OrderQuery &query);
    QFuture<Result<Page<LoggedEvent>>> events(const EventQuery &query);
    QFuture<Result<QList<User>>> people();
    QFuture<Result<QList<Customer>>> customers();
    QFuture<Result<QList<Product>>> products();
    QFuture<Result<Page<StockLevel>>> stock(const StockQuery &query);
    QFuture<Result<StockDetail>> stockOf(const QString &productId); ///< NotFound

private:
    StoreReader &m_reader;
    const Clock &m_clock;
};

} // namespace cs::services
