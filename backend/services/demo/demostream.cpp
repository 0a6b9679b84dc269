// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/demo/demo.h"

#include "backend/services/core/act.h"
#include "backend/services/demo/demodata.h"
#include "backend/storage/metastore.h"
#include "backend/storage/stockstore.h"
#include "backend/support/log.h"

#include <QFutureWatcher>
#include <QTimer>

namespace cs::services {

namespace {

constexpr qint64 kReplenishEvery = 20; ///< orders

/// Fills up what the stream's orders took, so that the demonstration never runs dry: each product to at least so many.
QFuture<Status> replenish(StoreContext &context)
{
    constexpr qint64 kAtLeast = 200;
    const TimePoint now = context.clock.now();
    return context.writer.submit(storage::Priority::Machine, storage::Durability::Normal, [now](storage::Connection &connection) -> Status {
        storage::StockStore stock(connection);
        const auto levels = stock.levels();
        CS_TRY(levels);
        for (const StockLevel &one : *levels) {
            if (one.available() < kAtLeast)
                CS_TRY(stock.adjust({0, one.productId, kAtLeast - one.available(), 0, QStringLiteral("The demonstration's delivery."),
                                     QStringLiteral("demo"), now}));
        }
        return Done{};
    });
}

/// The number of the next order of the stream, taken from a counter in the store, so that no restart repeats an id.
QFuture<Result<qint64>> takeNumber(StoreContext &context)
{
    return context.writer.submitFor<qint64>(storage::Priority::Machine, storage::Durability::Normal,
                                            [](storage::Connection &connection) -> Result<qint64> {
                                                storage::MetaStore meta(connection);
                                                const QString key = QStringLiteral("demo.last_order");
                                                const Result<QString> last = meta.value(key);
                                                if (!last.ok())
                                                    return last.error();
                                                const qint64 number = last->toLongLong() + 1;
                                                CS_TRY(meta.set(key, QString::number(number)));
                                                return number;
                                            });
}

} // namespace

struct DemoStream::Private
{
    StoreContext &context;
    OrderService &orders;
    const Millis pace;
    QList<NewOrder> book;
    // Children, made on the stream's thread. Watchers, as a continuation with a context that is gone is a crash in
    // Qt 6.4.
    QTimer *timer = nullptr;
    QFutureWatcher<Result<qint64>> *number = nullptr;
    QFutureWatcher<Result<Order>> *placed = nullptr;
    qint64 counted = 0;
    bool stopped = false;
};

DemoStream::DemoStream(StoreContext &context, OrderService &orders, Millis pace)
    : d(new Private{context, orders, std::max(pace, Millis(1)), {}})
{
}

DemoStream::~DemoStream() = default;

void DemoStream::start()
{
    Result<QList<NewOrder>> book = bookOrders();
    if (!book.ok() || book->isEmpty() || d->context.readOnly) {
        qCWarning(lcServices) << "The demo's stream of orders does not start:"
                              << (book.ok() ? QStringLiteral("the store is read-only") : book.error().message);
        return;
    }
    d->book = std::move(book).value();
    d->timer = new QTimer(this);
    d->timer->setSingleShot(true);
    d->number = new QFutureWatcher<Result<qint64>>(this);
    d->placed = new QFutureWatcher<Result<Order>>(this);
    connect(d->number, &QFutureWatcherBase::finished, this, &DemoStream::placeNumbered);
    connect(d->placed, &QFutureWatcherBase::finished, this, &DemoStream::noteOutcome);
    connect(d->timer, &QTimer::timeout, this, &DemoStream::placeNext);
    scheduleNext();
}

void DemoStream::requestStop()
{
    QMetaObject::invokeMethod(this, [this] {
        d->stopped = true;
        if (d->timer != nullptr)
            d->timer->stop();
    });
}

/// Uneven steps, the same at each run.
void DemoStream::scheduleNext()
{
    if (d->stopped)
        return;
    const qint64 pace = d->pace.count();
    d->timer->start(Millis(pace / 2 + (d->counted * 619) % 1000 * pace / 1000));
}

void DemoStream::placeNext()
{
    if (d->counted++ % kReplenishEvery == 0)
        replenish(d->context); // in the writer's queue before the order
    d->number->setFuture(takeNumber(d->context));
}

void DemoStream::placeNumbered()
{
    const Result<qint64> number = d->number->result();
    if (!number.ok() || d->stopped) {
        scheduleNext();
        return;
    }
    NewOrder order = d->book[(*number - 1) % d->book.size()];
    order.id = QStringLiteral("D%1").arg(*number, 6, 10, QLatin1Char('0'));
    const Actor creator = order.createdBy.value_or(Actor::of(QStringLiteral("EMP01"), Role::SalesExecutive));
    d->placed->setFuture(d->orders.create(order, creator));
}

void DemoStream::noteOutcome()
{
    const Result<Order> made = d->placed->result();
    if (!made.ok())
        qCWarning(lcServices) << "The demo's stream could not place an order:" << made.error().message;
    scheduleNext();
}

} // namespace cs::services
