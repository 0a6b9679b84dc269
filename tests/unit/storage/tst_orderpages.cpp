// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/orderstore.h"
#include "backend/storage/referencestore.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>
#include <algorithm>

using namespace cs;
using namespace cs::storage;
using namespace cs::storage::test;
using Sort = OrderQuery::Sort;

namespace {

/// 250 orders; many share a value of each sort key, so that only the id decides between them.
QList<Order> manyOrders()
{
    QList<Order> orders;
    for (int i = 0; i < 250; ++i) {
        Order order = someOrder(i);
        order.createdAt = someTime(i % 40);
        order.updatedAt = someTime(1000 - i % 30);
        order.total = Money((i * 37) % 50, {});
        order.status = OrderStatus(i % kOrderStatusCount);
        orders.append(order);
    }
    return orders;
}

QStringList walk(OrderStore &store, OrderQuery query)
{
    QStringList ids;
    do {
        const auto page = store.page(query);
        if (!page)
            return {page.error().toString()};
        for (const OrderRow &row : page->rows)
            ids.append(row.order.id);
        query.after = page->next;
    } while (!query.after.isEmpty() && ids.size() <= 1000);
    return ids;
}

/// The sort key as a pair of numbers or text, written so that it sorts as the store should.
std::pair<qint64, QString> keyOf(const Order &order, Sort sort)
{
    switch (sort) {
    case Sort::CreatedAt: return {toMillis(order.createdAt), {}};
    case Sort::Id: return {0, order.id};
    case Sort::Customer: return {0, order.customerId};
    case Sort::Total: return {order.total.minor(), {}};
    case Sort::Status: return {int(order.status) * 10'000'000'000'000 + toMillis(order.createdAt), {}};
    case Sort::UpdatedAt: return {toMillis(order.updatedAt), {}};
    }
    return {};
}

QStringList sortedHere(QList<Order> orders, Sort sort, bool descending)
{
    std::sort(orders.begin(), orders.end(), [&](const Order &a, const Order &b) {
        const auto left = std::pair(keyOf(a, sort), a.id);
        const auto right = std::pair(keyOf(b, sort), b.id);
        return descending ? right < left : left < right;
    });
    QStringList ids;
    for (const Order &order : orders)
        ids.append(order.id);
    return ids;
}

} // namespace

class OrderPagesTest final : public QObject
{
    Q_OBJECT

private:
    StoreFixture m_fixture;
    QList<Order> m_orders = manyOrders();

private Q_SLOTS:
    void initTestCase()
    {
        CS_OK(OrderStore(m_fixture.connection()).insert(m_orders, {}));
        CS_OK(ReferenceStore(m_fixture.connection())
                  .putCustomers({{QStringLiteral("CUST3"), QStringLiteral("Ödipus 100% GmbH_x"), {}, {}, {}, {}}}));
    }

    void walksThroughEverySort_data()
    {
        QTest::addColumn<int>("sort");
        QTest::addColumn<bool>("descending");
        const char *const names[] = {"time", "id", "customer", "total", "status", "change"};
        for (int sort = 0; sort < 6; ++sort) {
            QTest::newRow(qPrintable(QLatin1String(names[sort]) + QStringLiteral(" up"))) << sort << false;
            QTest::newRow(qPrintable(QLatin1String(names[sort]) + QStringLiteral(" down"))) << sort << true;
        }
    }
    void walksThroughEverySort()
    {
        QFETCH(int, sort);
        QFETCH(bool, descending);
        OrderStore store(m_fixture.connection());
        OrderQuery query;
        query.sort = Sort(sort);
        query.descending = descending;
        query.limit = 17;
        QCOMPARE(walk(store, query), sortedHere(m_orders, query.sort, descending));
        query.limit = 250; // exactly all: no next page
        QVERIFY(store.page(query)->next.isEmpty());
    }

    void filters()
    {
        OrderStore store(m_fixture.connection());
        OrderQuery query;
        query.limit = 1000;
        query.statuses = {OrderStatus::Paid, OrderStatus::Failed};
        QCOMPARE(walk(store, query).size(), 45);
        query.statuses = {OrderStatus::Paid};
        QCOMPARE(walk(store, query).size(), 23);
        query.statuses.clear();
        query.customerId = QStringLiteral("CUST6");
        QCOMPARE(walk(store, query).size(), 35);
        query.customerId.clear();
        query.from = someTime(10);
        query.to = someTime(12);
        QCOMPARE(walk(store, query).size(), 12);
    }

    void findsTextWithoutRegardToCase_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("rows");
        QTest::newRow("id") << QStringLiteral("ord0024") << 10;
        QTest::newRow("customer id") << QStringLiteral("cust3") << 36;
        QTest::newRow("customer name") << QStringLiteral("öDIPUS") << 36;
        QTest::newRow("percent") << QStringLiteral("100%") << 36;
        QTest::newRow("percent alone is no wildcard") << QStringLiteral("1%g") << 0;
        QTest::newRow("underscore") << QStringLiteral("h_x") << 36;
        QTest::newRow("underscore is no wildcard") << QStringLiteral("RD_0024") << 0;
        QTest::newRow("quote") << QStringLiteral("' OR 1=1 --") << 0;
    }
    void findsTextWithoutRegardToCase()
    {
        QFETCH(QString, text);
        QFETCH(int, rows);
        OrderStore store(m_fixture.connection());
        OrderQuery query;
        query.text = text;
        query.limit = 1000;
        QCOMPARE(store.page(query)->rows.size(), rows);
    }

    void namesTheCustomerAndCountsItems()
    {
        OrderQuery query;
        query.customerId = QStringLiteral("CUST3");
        query.limit = 1;
        const auto page = OrderStore(m_fixture.connection()).page(query);
        CS_OK(page);
        QCOMPARE(page->rows.first().customerName, QStringLiteral("Ödipus 100% GmbH_x"));
        QCOMPARE(page->rows.first().itemCount, 2);
    }

    void countsWhatTextAndPeriodHold()
    {
        OrderStore store(m_fixture.connection());
        OrderQuery query;
        query.text = someOrder(7).customerId;
        query.from = someTime(10);
        QHash<OrderStatus, qint64> expected;
        query.limit = 1000;
        const auto page = store.page(query);
        CS_OK(page);
        for (const OrderRow &row : page->rows)
            ++expected[row.order.status];
        QVERIFY(!expected.isEmpty());
        query.statuses = {OrderStatus::Failed}; // the states are what is counted
        query.limit = 5;
        const auto counts = store.countsByStatus(query);
        CS_OK(counts);
        QCOMPARE(*counts, expected);
        QVERIFY(*store.countsByStatus(OrderQuery()) != expected);
    }

    void refusesForeignCursorsAndLimits()
    {
        OrderStore store(m_fixture.connection());
        OrderQuery query;
        query.limit = 5;
        const QString byTime = store.page(query)->next;
        query.after = QStringLiteral("nonsense!");
        CS_FAILS(store.page(query), ErrorKind::Invalid);
        query.after = byTime;
        query.descending = false;
        CS_FAILS(store.page(query), ErrorKind::Invalid);
        query.descending = true;
        query.sort = Sort::Id;
        CS_FAILS(store.page(query), ErrorKind::Invalid);
        query.after.clear();
        query.limit = 1001;
        CS_FAILS(store.page(query), ErrorKind::Invalid);
        query.limit = 0;
        CS_FAILS(store.page(query), ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(OrderPagesTest)
#include "tst_orderpages.moc"
