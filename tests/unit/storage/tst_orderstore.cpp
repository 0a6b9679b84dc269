// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/orderstore.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>
#include <algorithm>

using namespace cs;
using namespace cs::storage;
using namespace cs::storage::test;

class OrderStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasInserted()
    {
        StoreFixture fixture;
        OrderStore store(fixture.connection());
        Order order = someOrder(1);
        order.currency = Currency::fromCode(u"KWD").value();
        order.items = {{QStringLiteral("P'1"), QStringLiteral("Käse \\ \"1\""), 3, Money(1234567890123456, order.currency)}};
        order.total = Money(3703703670370368, order.currency);
        CS_OK(store.insert({order}, {QByteArray("\0\xff\\'x", 5)}));
        const auto found = store.find(order.id);
        CS_OK(found);
        QVERIFY(found->has_value());
        const Order &read = **found;
        QCOMPARE(read.items, order.items);
        QCOMPARE(read.total, order.total);
        QCOMPARE(read.createdBy, order.createdBy);
        QCOMPARE(read.levels, order.levels);
        QCOMPARE(read.owner, order.owner);
        QCOMPARE(read.submittedBy, order.submittedBy);
        QCOMPARE(toMillis(read.createdAt), toMillis(order.createdAt));
        const auto known = store.known({order.id, QStringLiteral("nobody")});
        CS_OK(known);
        QCOMPARE(known->size(), 1);
        QCOMPARE(known->value(order.id).contentHash, QByteArray("\0\xff\\'x", 5));
        QVERIFY(!store.find(QStringLiteral("nobody")).value().has_value());
    }

    void refusesAnIdTwice()
    {
        StoreFixture fixture;
        OrderStore store(fixture.connection());
        CS_OK(store.insert({someOrder(1)}, {"h"}));
        CS_FAILS(store.insert({someOrder(1)}, {"h"}), ErrorKind::Conflict);
        CS_FAILS(store.insert({someOrder(2), someOrder(1)}, {"h", "h"}), ErrorKind::Conflict);
    }

    void leavesKnownOrdersAlone()
    {
        StoreFixture fixture;
        OrderStore store(fixture.connection());
        Order stub = someOrder(1);
        stub.items.clear();
        stub.customerId.clear();
        CS_OK(store.insertUnlessKnown({stub, stub}));
        Order other = someOrder(1);
        other.owner = QStringLiteral("somebody");
        CS_OK(store.insertUnlessKnown({other, someOrder(2)}));
        const auto found = store.findMany({stub.id, someOrder(2).id});
        CS_OK(found);
        QCOMPARE(found->value(stub.id).owner, stub.owner);
        QVERIFY(found->value(stub.id).items.isEmpty());
        QCOMPARE(found->value(someOrder(2).id).items.size(), 2);
    }

    void updatesOnlyTheExpectedVersion()
    {
        StoreFixture fixture;
        OrderStore store(fixture.connection());
        Order order = someOrder(1);
        CS_OK(store.insert({order}, {"h"}));
        order.status = OrderStatus::PendingApproval;
        order.version = 2;
        order.level = 1;
        CS_OK(store.update(order, 1));
        CS_FAILS(store.update(order, 1), ErrorKind::Conflict);
        QCOMPARE(store.find(order.id).value()->waitingFor(), QStringLiteral("FINANCE"));
        order.items.removeLast();
        order.total = Money(2800, {});
        order.version = 3;
        CS_OK(store.updateContent(order, 2));
        CS_FAILS(store.updateContent(order, 2), ErrorKind::Conflict);
        const Order read = *store.find(order.id).value();
        QCOMPARE(read.items, order.items);
        QCOMPARE(read.total, order.total);
    }

    void updatesManyWithTheLastOfEach()
    {
        StoreFixture fixture;
        OrderStore store(fixture.connection());
        QList<Order> orders;
        for (int i = 0; i < 75; ++i)
            orders.append(someOrder(i));
        CS_OK(store.insert(orders, {}));
        QList<Order> changes = orders;
        for (Order &order : changes)
            order.status = OrderStatus::Approved;
        Order last = orders.at(3);
        last.status = OrderStatus::Cancelled;
        last.version = 9;
        changes.append(last);
        CS_OK(store.updateMany(changes));
        const auto counts = store.countsByStatus();
        CS_OK(counts);
        QCOMPARE(counts->value(OrderStatus::Approved), 74);
        QCOMPARE(counts->value(OrderStatus::Cancelled), 1);
        QCOMPARE(store.find(last.id).value()->version, 9);
        QCOMPARE(store.count().value(), 75);
    }

    void keepsHistoryInTurn()
    {
        StoreFixture fixture;
        OrderStore store(fixture.connection());
        const Actor actor = Actor::of(QStringLiteral("MGR001"), Role::Manager);
        HistoryEntry first{0, QStringLiteral("A"), someTime(1), QStringLiteral("created"), OrderStatus::Pending, actor, {},
            QStringLiteral("Made.")};
        HistoryEntry second{0, QStringLiteral("A"), someTime(0), QStringLiteral("approved"), OrderStatus::Approved, actor,
            QStringLiteral("cause"), QStringLiteral("a\0b")};
        CS_OK(store.addHistory({first}));
        CS_OK(store.addHistory({second}));
        const auto history = store.history(QStringLiteral("A"));
        CS_OK(history);
        QCOMPARE(history->size(), 2);
        QCOMPARE(history->at(0).act, first.act);
        QCOMPARE(history->at(1).status, OrderStatus::Approved);
        QCOMPARE(history->at(1).cause, second.cause);
        QCOMPARE(history->at(1).actor, actor);
        const bool kept = backend() == Backend::Sqlite; // PostgreSQL has no U+0000 in a text
        QCOMPARE(history->at(1).detail, kept ? QStringLiteral("a\0b") : QStringLiteral("a\uFFFDb"));
    }
};

QTEST_GUILESS_MAIN(OrderStoreTest)
#include "tst_orderstore.moc"
