// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/stockadjustment.h"
#include "backend/storage/referencestore.h"
#include "backend/storage/stockstore.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QtTest>
#include <thread>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;
using storage::Connection;
using storage::StockQuery;
using storage::StockStore;

namespace {

const QString kProduct = QStringLiteral("P1");

StockAdjustment by(qint64 delta, const QString &reason = QStringLiteral("broken"))
{
    return {kProduct, delta, {}, {}, reason};
}

StockAdjustment counted(qint64 count, std::optional<qint64> seen = {})
{
    return {kProduct, {}, count, seen, QStringLiteral("stocktaking")};
}

StockQuery asking(const QString &text, StockQuery::Only only = StockQuery::Only::All, StockQuery::Sort sort = StockQuery::Sort::Product, bool descending = false)
{
    StockQuery query;
    query.text = text;
    query.only = only;
    query.sort = sort;
    query.descending = descending;
    return query;
}

} // namespace

class StockAdjustmentTest final : public QObject
{
    Q_OBJECT

private:
    static Status put(ServicesFixture &fixture, const QList<std::pair<QString, qint64>> &stock)
    {
        return fixture.writer.submit(storage::Priority::Machine, storage::Durability::Normal, [stock](Connection &connection) -> Status {
            for (const auto &[product, count] : stock)
                CS_TRY(storage::ReferenceStore(connection).putProducts({{product, QStringLiteral("Name of ") + product, {}, Money(100, Currency()), count, false}}));
            CS_TRY(StockStore(connection).seed());
            return Done{};
        }).result();
    }
    static Result<StockLevel> adjust(ServicesFixture &fixture, const StockAdjustment &adjustment, const Actor &who = kAdmin)
    {
        return adjustStock(fixture.context, adjustment, who).result();
    }
    /// An order that needs so many, reserved.
    static Status reserve(ServicesFixture &fixture, const QString &id, qint64 quantity)
    {
        Order order;
        order.id = id;
        order.items = {{kProduct, {}, quantity, Money(100, Currency())}};
        return fixture.writer.submit(storage::Priority::Machine, storage::Durability::Normal, [&fixture, order](Connection &connection) -> Status {
            const auto why = StockStore(connection).reserve(order, fixture.clock.now());
            CS_TRY(why);
            return *why ? Status(Error::conflict(**why)) : Status(Done{});
        }).result();
    }

private Q_SLOTS:
    void aDifferenceAndACountChangeTheLevelAndAreKept()
    {
        ServicesFixture fixture;
        CS_OK(put(fixture, {{kProduct, 10}}));
        QCOMPARE(adjust(fixture, by(-3)).value().onHand, 7);
        QCOMPARE(adjust(fixture, counted(12, 7)).value().onHand, 12);
        QCOMPARE(adjust(fixture, counted(12)).value().onHand, 12); // counted, and right
        const auto changes = StockStore(fixture.reading()).changes(kProduct, 10).value();
        QCOMPARE(changes.size(), 3);
        QCOMPARE(changes.at(1).delta, 5);
        QCOMPARE(changes.at(1).onHand, 12);
        QCOMPARE(changes.at(1).reason, QStringLiteral("stocktaking"));
        QCOMPARE(changes.at(1).userId, kAdmin.userId);
        QCOMPARE(changes.at(1).at, fixture.clock.now());
        QCOMPARE(fixture.audit().filter(QStringLiteral("stock.adjust P1 ADMIN001")).size(), 3);
        QVERIFY(fixture.auditVerifies());
    }

    void aCountBeginsTheStockOfAProductThatHadNone()
    {
        ServicesFixture fixture;
        CS_OK(put(fixture, {}));
        const QString fresh = QStringLiteral("new one");
        CS_FAILS(adjust(fixture, {fresh, 5, {}, {}, QStringLiteral("came")}), ErrorKind::NotFound);
        const auto level = adjust(fixture, {fresh, {}, 5, {}, QStringLiteral("came")});
        CS_OK(level);
        QCOMPARE(level->onHand, 5);
        QCOMPARE(adjust(fixture, {fresh, -2, {}, {}, QStringLiteral("broken")}).value().onHand, 3);
        QCOMPARE(StockStore(fixture.reading()).changes(fresh, 10).value().last().delta, 5);
    }

    void whatIsReservedStays()
    {
        ServicesFixture fixture;
        CS_OK(put(fixture, {{kProduct, 10}}));
        CS_OK(reserve(fixture, QStringLiteral("A"), 6));
        const auto tooFew = adjust(fixture, by(-5));
        CS_FAILS(tooFew, ErrorKind::Conflict);
        QCOMPARE(tooFew.error().message, QStringLiteral("6 of P1 are reserved for orders, so that no fewer can be on hand; 5 would be."));
        CS_FAILS(adjust(fixture, counted(5)), ErrorKind::Conflict);
        CS_FAILS(adjust(fixture, by(-11)), ErrorKind::Conflict);
        QCOMPARE(adjust(fixture, by(-4)).value().available(), 0);
        CS_FAILS(adjust(fixture, counted(9, 10)), ErrorKind::Conflict); // somebody was there before
        QCOMPARE(StockStore(fixture.reading()).changes(kProduct, 10).value().size(), 1);
        QCOMPARE(StockStore(fixture.reading()).ofProduct(kProduct, 10).value().first().orderId, QStringLiteral("A"));
    }

    void wrongFieldsAndWrongPeopleAreRefused()
    {
        ServicesFixture fixture;
        CS_OK(put(fixture, {{kProduct, 10}}));
        CS_FAILS(adjust(fixture, by(1), kManager), ErrorKind::Forbidden);
        CS_FAILS(adjust(fixture, by(1), kViewer), ErrorKind::Forbidden);
        CS_FAILS(adjust(fixture, by(0)), ErrorKind::Invalid);
        CS_FAILS(adjust(fixture, by(1, QStringLiteral("  "))), ErrorKind::Invalid);
        CS_FAILS(adjust(fixture, counted(-1)), ErrorKind::Invalid);
        CS_FAILS(adjust(fixture, {kProduct, 1, 2, {}, QStringLiteral("both")}), ErrorKind::Invalid);
        CS_FAILS(adjust(fixture, {QStringLiteral("none"), 1, {}, {}, QStringLiteral("?")}), ErrorKind::NotFound);
        CS_FAILS(adjust(fixture, {QString(257, u'x'), {}, 1, {}, QStringLiteral("?")}), ErrorKind::Invalid);
        CS_FAILS(adjust(fixture, {QStringLiteral(" "), {}, 1, {}, QStringLiteral("?")}), ErrorKind::Invalid);
        fixture.context.readOnly = true;
        CS_FAILS(adjust(fixture, by(1)), ErrorKind::Forbidden);
        QCOMPARE(StockStore(fixture.reading()).level(kProduct).value()->onHand, 10);
        QVERIFY(StockStore(fixture.reading()).changes(kProduct, 10).value().isEmpty());
    }

    /// Two programs on one store: people take away, orders reserve. (SQLite lets one write at a time; PostgreSQL both.)
    void stockIsNeverBelowZeroWhoeverTakesIt()
    {
        ServicesFixture fixture;
        CS_OK(put(fixture, {{kProduct, 60}}));
        std::atomic<int> taken = 0;
        const auto people = [&] {
            for (int i = 0; i < 40; ++i)
                taken += adjust(fixture, by(-1)).ok() ? 1 : 0;
        };
        const auto orders = [&] {
            const auto other = fixture.store.another();
            for (int i = 0; i < 40; ++i) {
                storage::Transaction transaction(*other);
                Order order;
                order.id = QStringLiteral("O%1").arg(i);
                order.items = {{kProduct, {}, 1, Money(100, Currency())}};
                const auto why = StockStore(*other).reserve(order, fixture.clock.now());
                if (why.ok())
                    (void)transaction.commit();
            }
        };
        std::thread first(people);
        std::thread second(orders);
        first.join();
        second.join();
        const StockLevel level = StockStore(fixture.reading()).level(kProduct).value().value();
        QCOMPARE(level.onHand, 60 - taken);
        QVERIFY(level.reserved <= level.onHand);
        QCOMPARE(StockStore(fixture.reading()).held(kProduct, 100).value().size(), level.reserved);
        QCOMPARE(StockStore(fixture.reading()).changes(kProduct, 100).value().size(), taken);
    }

    void levelsComeInPagesInAnyOrder()
    {
        ServicesFixture fixture;
        CS_OK(put(fixture, {{kProduct, 5}, {QStringLiteral("P2"), 0}, {QStringLiteral("P3"), 9}, {QStringLiteral("P4"), 5}, {QStringLiteral("x_5"), 1}}));
        CS_OK(reserve(fixture, QStringLiteral("A"), 5));
        const auto ids = [&](StockQuery query) {
            QStringList all;
            query.limit = 2;
            do {
                const auto page = StockStore(fixture.reading()).page(query);
                if (!page.ok())
                    return QStringList{page.error().message};
                for (const StockLevel &one : page->rows)
                    all.append(one.productId);
                query.after = page->next;
            } while (!query.after.isEmpty());
            return all;
        };
        using Sort = StockQuery::Sort;
        using Only = StockQuery::Only;
        const auto split = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
        QCOMPARE(ids({}), split("P1 P2 P3 P4 x_5"));
        QCOMPARE(ids(asking({}, Only::All, Sort::OnHand, true)), split("P3 P4 P1 x_5 P2"));
        QCOMPARE(ids(asking({}, Only::All, Sort::Available)), split("P1 P2 x_5 P4 P3"));
        QCOMPARE(ids(asking({}, Only::All, Sort::Name, true)), split("x_5 P4 P3 P2 P1"));
        QCOMPARE(ids(asking({}, Only::SoldOut)), split("P1 P2"));
        QCOMPARE(ids(asking({}, Only::Reserved)), split("P1"));
        QCOMPARE(ids(asking(QStringLiteral("X_"))), split("x_5"));
        QCOMPARE(ids(asking(QStringLiteral("name of p3"))), split("P3"));
        StockQuery wrong = asking({}, Only::All, Sort::OnHand);
        wrong.limit = 1;
        wrong.after = StockStore(fixture.reading()).page(wrong).value().next;
        wrong.sort = Sort::Product;
        CS_FAILS(StockStore(fixture.reading()).page(wrong), ErrorKind::Invalid);
    }
};

QTEST_GUILESS_MAIN(StockAdjustmentTest)
#include "tst_stockadjustment.moc"
