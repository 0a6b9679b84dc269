// SPDX-License-Identifier: GPL-3.0-or-later
// The order list over a store of half a million orders: every page is there, in order, once, and counts add up.
#include "backend/storage/orderstore.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>

using namespace cs;
using namespace cs::storage;
using namespace cs::storage::test;

namespace {

constexpr int kOrders = 500'000;
constexpr int kBatch = 5'000;
constexpr int kCustomers = 1'000;

Order largeOrder(int number)
{
    Order order = someOrder(number);
    order.id = QStringLiteral("L%1").arg(number, 7, 10, QLatin1Char('0'));
    order.customerId = QStringLiteral("C%1").arg(number % kCustomers);
    order.createdAt = someTime(number / 7); // several share a second
    order.status = OrderStatus(number % kOrderStatusCount);
    return order;
}

} // namespace

class ManyOrdersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<StoreFixture>();
        for (int first = 0; first < kOrders; first += kBatch) {
            QList<Order> orders;
            for (int i = first; i < first + kBatch; ++i)
                orders.append(largeOrder(i));
            Connection &connection = m_fixture->connection();
            Transaction transaction(connection, Durability::Normal);
            CS_OK(OrderStore(connection).insert(orders, {}));
            CS_OK(transaction.commit());
        }
    }

    void countsAddUp()
    {
        OrderStore store(m_fixture->connection());
        QCOMPARE(store.count().value(), kOrders);
        const auto counts = store.countsByStatus();
        CS_OK(counts);
        qint64 sum = 0;
        for (const qint64 one : *counts) {
            QVERIFY(one == kOrders / kOrderStatusCount || one == kOrders / kOrderStatusCount + 1);
            sum += one;
        }
        QCOMPARE(sum, kOrders);
    }

    void everyPageIsThereOnceAndInOrder()
    {
        OrderStore store(m_fixture->connection());
        OrderQuery query;
        query.limit = 1000;
        int seen = 0;
        std::pair<TimePoint, QString> last{TimePoint::max(), {}};
        do {
            const auto page = store.page(query);
            CS_OK(page);
            for (const OrderRow &row : page->rows) {
                const std::pair here(row.order.createdAt, row.order.id);
                QVERIFY2(here < last, qPrintable(row.order.id));
                last = here;
                ++seen;
            }
            query.after = page->next;
        } while (!query.after.isEmpty());
        QCOMPARE(seen, kOrders);
    }

    void filtersFindTheirOwn()
    {
        OrderStore store(m_fixture->connection());
        OrderQuery query;
        query.limit = 1000;
        query.customerId = QStringLiteral("C42");
        query.sort = OrderQuery::Sort::Id;
        query.descending = false;
        const auto page = store.page(query);
        CS_OK(page);
        QCOMPARE(page->rows.size(), kOrders / kCustomers);
        for (qsizetype i = 0; i < page->rows.size(); ++i)
            QCOMPARE(page->rows.at(i).order.id, largeOrder(42 + int(i) * kCustomers).id);
        OrderQuery oneOnly;
        oneOnly.text = QStringLiteral("l0499999");
        const auto found = store.page(oneOnly);
        CS_OK(found);
        QCOMPARE(found->rows.size(), 1);
        QCOMPARE(found->rows.first().order.id, largeOrder(499'999).id);
    }

private:
    std::unique_ptr<StoreFixture> m_fixture;
};

QTEST_GUILESS_MAIN(ManyOrdersTest)
#include "tst_many_orders.moc"
