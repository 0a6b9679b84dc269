// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelrows.h"
#include "ui/models/ordertablemodel.h"
#include "ui/presentation/itemroles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace cs;
using namespace cs::ui;
using namespace cs::ui::test;

namespace {

QStringList names(int from, int count)
{
    QStringList ids;
    for (int id = from; id < from + count; ++id)
        ids.append(QStringLiteral("O%1").arg(id, 4, 10, QLatin1Char('0')));
    return ids;
}

struct Joined
{
    QStringList ids;
    bool keepsCursor = false;
};

Joined joined(const QStringList &old, const QList<services::OrderRow> &head, bool more)
{
    Joined result;
    services::Page<services::OrderRow> page;
    page.rows = head;
    page.next = more ? QStringLiteral("cursor") : QString();
    result.ids = idsOf(joinHead(orderRows(old), page, &result.keepsCursor));
    return result;
}

} // namespace

/// The order list: its texts, its pages, its order, and what stays when its head is read again.
class TestOrderTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFixedLocale(); }

    void anOrderReadsAsOneLine()
    {
        OrderTableModel model{Currency()};
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setOrders({orderRow(QStringLiteral("NW10324"))}, false, kNow);
        QCOMPARE(headersOf(model), (QStringList{QStringLiteral("Order"), QStringLiteral("Customer"), QStringLiteral("Items"), QStringLiteral("Total USD"),
                                                QStringLiteral("State"), QStringLiteral("Created")}));
        QCOMPARE(textAt(model, 0, OrderTableModel::OrderColumn), QStringLiteral("NW10324"));
        QCOMPARE(textAt(model, 0, OrderTableModel::CustomerColumn), QStringLiteral("Vins et alcools"));
        QCOMPARE(textAt(model, 0, OrderTableModel::TotalColumn), QStringLiteral("5,275.21"));
        QCOMPARE(textAt(model, 0, OrderTableModel::StateColumn), QStringLiteral("Approved"));
        QCOMPARE(textAt(model, 0, OrderTableModel::CreatedColumn), QStringLiteral("3 h ago"));
        QCOMPARE(model.index(0, OrderTableModel::StateColumn).data(ToneRole).toInt(), static_cast<int>(Tone::Accent));
        QVERIFY(!model.index(0, OrderTableModel::TotalColumn).data(ToneRole).isValid());
    }

    void anotherCurrencyIsNamed()
    {
        services::OrderRow row = orderRow(QStringLiteral("A"));
        row.order.currency = *Currency::fromCode(u"JPY");
        row.order.total = Money(120'000, row.order.currency);
        row.customerName.clear();
        OrderTableModel model{Currency()};
        model.setOrders({row}, false, kNow);
        QCOMPARE(textAt(model, 0, OrderTableModel::TotalColumn), QStringLiteral("JPY 120,000"));
        QCOMPARE(textAt(model, 0, OrderTableModel::CustomerColumn), QStringLiteral("VINET"));
    }

    void moreIsAskedForOnce()
    {
        OrderTableModel model{Currency()};
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy wanted(&model, &OrderTableModel::moreWanted);
        model.setOrders(orderRows(names(0, 5)), true, kNow); // the tester asks as well
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        model.fetchMore({});
        model.fetchMore({});
        QCOMPARE(wanted.size(), 1);
        model.append(orderRows(names(4, 4)), false); // O0004 is known
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(idsOf(model.rows()), names(0, 8));
        QVERIFY(!model.canFetchMore({}));
    }

    void theHeaderOrders()
    {
        OrderTableModel model{Currency()};
        QSignalSpy requested(&model, &OrderTableModel::sortRequested);
        QSignalSpy refused(&model, &OrderTableModel::sortRefused);
        model.sort(OrderTableModel::CreatedColumn, Qt::DescendingOrder);
        QCOMPARE(requested.size(), 0); // it is so already
        model.sort(OrderTableModel::TotalColumn, Qt::AscendingOrder);
        QCOMPARE(requested.size(), 1);
        QCOMPARE(model.currentSort(), services::OrderQuery::Sort::Total);
        QCOMPARE(model.sortOrder(), Qt::AscendingOrder);
        model.sort(OrderTableModel::ItemsColumn, Qt::AscendingOrder);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(model.sortColumn(), static_cast<int>(OrderTableModel::TotalColumn));
    }

    void aRefreshKeepsThePlaceOfARow()
    {
        OrderTableModel model{Currency()};
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setOrders(orderRows(names(10, 5)), false, kNow);
        const QPersistentModelIndex selected(model.index(2, 0));
        model.setOrders(orderRows(names(8, 7)), false, kNow);
        QCOMPARE(selected.data().toString(), QStringLiteral("O0012"));
        QCOMPARE(model.rowOf(QStringLiteral("O0012")), 4);
        QCOMPARE(model.rowOf(QStringLiteral("O9999")), -1);
    }

    void aTickOnlyTouchesTheTime()
    {
        OrderTableModel model{Currency()};
        model.tick(kNow); // empty: nothing to say
        model.setOrders(orderRows(names(0, 2)), false, kNow);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.tick(kNow + std::chrono::hours(1));
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().at(0).toModelIndex().column(), static_cast<int>(OrderTableModel::CreatedColumn));
        QCOMPARE(textAt(model, 0, OrderTableModel::CreatedColumn), QStringLiteral("4 h ago"));
    }

    void theHeadAloneIsTheListWhenItHoldsAll()
    {
        const Joined all = joined(names(0, 6), orderRows(names(0, 4)), false);
        QCOMPARE(all.ids, names(0, 4));
        QVERIFY(!all.keepsCursor);
    }

    void whatLiesBehindTheHeadStays()
    {
        const Joined same = joined(names(0, 6), orderRows(names(0, 4)), true);
        QCOMPARE(same.ids, names(0, 6));
        QVERIFY(same.keepsCursor);
    }

    void rowsPushedOutOfTheHeadStay()
    {
        const QList<services::OrderRow> head = orderRows(QStringList{QStringLiteral("NEW1"), QStringLiteral("NEW2")} + names(0, 2));
        const Joined pushed = joined(names(0, 6), head, true);
        QCOMPARE(pushed.ids, QStringList({QStringLiteral("NEW1"), QStringLiteral("NEW2")}) + names(0, 6));
    }

    void rowsThatWentAreGone()
    {
        const Joined gone = joined(names(0, 6), orderRows({QStringLiteral("O0000"), QStringLiteral("O0002"), QStringLiteral("O0003"), QStringLiteral("O0004")}), true);
        QCOMPARE(gone.ids, QStringList({QStringLiteral("O0000"), QStringLiteral("O0002"), QStringLiteral("O0003"), QStringLiteral("O0004"), QStringLiteral("O0005")}));
    }

    void aChangedRowDoesNotPart()
    {
        // O0005 changed and came to the top: it says nothing about what lies behind the head.
        const Joined moved = joined(names(0, 6), QList<services::OrderRow>{orderRow(QStringLiteral("O0005"), 2)} + orderRows(names(0, 2)), true);
        QCOMPARE(moved.ids, QStringList{QStringLiteral("O0005")} + names(0, 5));
    }

    void anOrderOfWhichOnlyTheIdIsKnownHasNoAmount()
    {
        services::OrderRow bare = orderRow(QStringLiteral("F1"));
        bare.order.customerId.clear();
        bare.customerName.clear();
        bare.order.total = Money(0, Currency());
        OrderTableModel model(Currency(), nullptr);
        model.setOrders({bare}, false, kNow);
        QCOMPARE(textAt(model, 0, OrderTableModel::TotalColumn), QStringLiteral("–"));
        QCOMPARE(textAt(model, 0, OrderTableModel::CustomerColumn), QStringLiteral("Customer not known"));
        bare.order.customerId = QStringLiteral("VINET");
        model.setOrders({bare}, false, kNow);
        QCOMPARE(textAt(model, 0, OrderTableModel::TotalColumn), QStringLiteral("0.00")); // nought is an amount
    }
};

QTEST_GUILESS_MAIN(TestOrderTable)
#include "tst_ordertable.moc"
