// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelrows.h"
#include "ui/models/ordertablemodel.h"
#include "ui/orders/approvallevels.h"
#include "ui/orders/csvorderlist.h"
#include "ui/orders/neworderfields.h"
#include "ui/orders/orderlineedit.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

using namespace cs;
using namespace cs::ui;
using namespace cs::ui::test;
using namespace std::chrono_literals;

/// What the order view is made of, apart from its windows: the exported line, the levels in words, the typed fields.
class TestOrderParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFixedLocale(); }

    void aCellIsNeverAFormula_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("plain") << QStringLiteral("Ernst Handel") << QByteArray("Ernst Handel");
        QTest::newRow("empty") << QString() << QByteArray();
        QTest::newRow("equals") << QStringLiteral("=1+1") << QByteArray("'=1+1");
        QTest::newRow("plus") << QStringLiteral("+43") << QByteArray("'+43");
        QTest::newRow("minus") << QStringLiteral("-1") << QByteArray("'-1");
        QTest::newRow("at") << QStringLiteral("@SUM(A1)") << QByteArray("'@SUM(A1)");
        QTest::newRow("tab") << QStringLiteral("\t=1") << QByteArray("'\t=1");
        QTest::newRow("carriage return") << QStringLiteral("\r=1") << QByteArray("\"'\r=1\"");
        QTest::newRow("comma") << QStringLiteral("a,b") << QByteArray("\"a,b\"");
        QTest::newRow("quote") << QStringLiteral("=a\"b") << QByteArray("\"'=a\"\"b\"");
        QTest::newRow("line end") << QStringLiteral("a\nb") << QByteArray("\"a\nb\"");
        QTest::newRow("inside") << QStringLiteral("a=b") << QByteArray("a=b");
    }

    void aCellIsNeverAFormula()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(csvorderlist::cell(text), cell);
    }

    void anExportedLineIsExact()
    {
        const QByteArray line = csvorderlist::line(orderRow(QStringLiteral("A1"), 2));
        QVERIFY2(line.startsWith("A1,VINET,Vins et alcools,3,5275.21,USD,approved,2026-11-21T06:14:00.000Z,"), line.constData());
        QVERIFY(line.endsWith(",2\r\n"));
        QCOMPARE(line.count(','), csvorderlist::header().count(','));
    }

    void anAmountThatIsNotKnownIsNoNought()
    {
        services::OrderRow row = orderRow(QStringLiteral("A1"), 2);
        row.order.owner = QStringLiteral("urn:shop");
        row.order.customerId.clear();
        row.order.total = Money(0, Currency());
        row.itemCount = 0;
        const QByteArray line = csvorderlist::line(row);
        QVERIFY2(line.startsWith("A1,,Vins et alcools,0,,,approved,"), line.constData());
        row.order.customerId = QStringLiteral("VINET");
        row.itemCount = 1; // lines that cost nothing, which the list is read without
        QVERIFY(csvorderlist::line(row).startsWith("A1,VINET,Vins et alcools,1,0.00,USD,approved,"));
        OrderTableModel model(Currency{});
        model.setOrders({row}, false, kNow);
        QCOMPARE(model.index(0, OrderTableModel::TotalColumn).data().toString(), QStringLiteral("0.00"));
    }

    void levelsReadInTurn()
    {
        services::OrderDetail detail;
        detail.order.createdBy.userId = QStringLiteral("EMP08");
        detail.order.status = OrderStatus::PendingApproval;
        detail.order.levels = {QStringLiteral("MANAGER"), QStringLiteral("FINANCE"), QStringLiteral("DIRECTOR")};
        Approval manager;
        manager.level = QStringLiteral("MANAGER");
        manager.state = ApprovalState::Approved;
        manager.decidedBy = QStringLiteral("MGR001");
        manager.decidedAt = kNow - 2h;
        Approval finance;
        finance.level = QStringLiteral("FINANCE");
        finance.dueAt = kNow - 1min;
        detail.approvals = {manager, finance};
        const QList<LevelLine> lines = levelLines(detail, kNow);
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.at(0).state, QStringLiteral("approved"));
        QCOMPARE(lines.at(0).text, QStringLiteral("by MGR001 · 2 h ago"));
        QCOMPARE(lines.at(1).state, QStringLiteral("late"));
        QVERIFY(lines.at(1).text.contains(QStringLiteral("EMP08")));
        QCOMPARE(lines.at(2).state, QStringLiteral("not asked"));
    }

    void anEarlierRoundIsNotShown()
    {
        services::OrderDetail detail;
        detail.order.round = 2;
        detail.order.levels = {QStringLiteral("MANAGER")};
        Approval first;
        first.level = QStringLiteral("MANAGER");
        first.state = ApprovalState::Approved;
        detail.approvals = {first};
        QCOMPARE(levelLines(detail, kNow).first().state, QStringLiteral("not asked"));
    }

    void amountsAreReadExactly()
    {
        using namespace neworderfields;
        QCOMPARE(readPrice(QStringLiteral(" 29.99 "), Currency())->minor(), qint64(2999));
        QVERIFY(!readPrice(QStringLiteral("29.999"), Currency()).ok());
        QVERIFY(!readPrice(QStringLiteral("abc"), Currency()).ok());
        QVERIFY(!readPrice({}, Currency()).ok());
        QCOMPARE(*readQuantity(QStringLiteral(" 12 ")), qint64(12));
        QVERIFY(!readQuantity(QStringLiteral("1.5")).ok());
        QVERIFY(!readQuantity({}).ok());
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(readPrice(QStringLiteral("29,99"), Currency())->minor(), qint64(2999));
        useFixedLocale();
    }

    void anEntryIsFoundByTextOrId()
    {
        const std::unique_ptr<QComboBox> box(neworderfields::makeFinder());
        neworderfields::addChoice(box.get(), QStringLiteral("VINET"), QStringLiteral("Vins et alcools"));
        box->setEditText(QStringLiteral("vins et alcools (vinet)"));
        QCOMPARE(neworderfields::idIn(box.get()), QStringLiteral("VINET"));
        box->setEditText(QStringLiteral("vinet"));
        QCOMPARE(neworderfields::idIn(box.get()), QStringLiteral("VINET"));
        box->setEditText(QStringLiteral(" SOMEBODY "));
        QCOMPARE(neworderfields::idIn(box.get()), QStringLiteral("SOMEBODY"));
    }

    /// The products are read while the lines are there already.
    void aLineThatIsEditedOffersWhatIsSold()
    {
        OrderLineEdit line({}, Currency());
        OrderItem item;
        item.productId = QStringLiteral("P9");
        item.name = QStringLiteral("Old tea");
        item.quantity = 3;
        item.price = Money(1250, Currency());
        line.setItem(item);
        services::Product tea;
        tea.productId = QStringLiteral("P1");
        tea.name = QStringLiteral("Chai");
        tea.price = Money(1800, Currency());
        line.setProducts({tea});
        QList<FieldError> errors;
        QCOMPARE(line.item({}, &errors).productId, QStringLiteral("P9"));
        QCOMPARE(line.item({}, &errors).price.minor(), qint64(1250));
        line.findChild<QComboBox *>()->setEditText(QStringLiteral("Chai (P1)"));
        QCOMPARE(line.item({}, &errors).productId, QStringLiteral("P1"));
        QCOMPARE(line.item({}, &errors).price.minor(), qint64(1800)); // the price comes with it
        QVERIFY(errors.isEmpty());
    }

    void aPartThatOnlyOneEntryHasStandsForIt()
    {
        const std::unique_ptr<QComboBox> box(neworderfields::makeFinder());
        neworderfields::addChoice(box.get(), QStringLiteral("P16"), QStringLiteral("Pavlova"));
        neworderfields::addChoice(box.get(), QStringLiteral("P27"), QStringLiteral("Schoggi"));
        const auto leaveWith = [&](const QString &text) {
            box->setEditText(text);
            Q_EMIT box->lineEdit()->editingFinished();
            return box->currentText();
        };
        QCOMPARE(leaveWith(QStringLiteral("avl")), QStringLiteral("Pavlova (P16)"));
        QCOMPARE(leaveWith(QStringLiteral("o")), QStringLiteral("o")); // both have it
        QCOMPARE(leaveWith(QStringLiteral("tea")), QStringLiteral("tea"));
        QCOMPARE(leaveWith({}), QString());
    }

    void whatIsWrongIsMarkedAndSaidInTheFieldsOrder()
    {
        OrderLineEdit line({}, Currency());
        QVERIFY(line.showErrors(QStringLiteral("items[0]"), {{QStringLiteral("items[0].price"), QStringLiteral("b")}, {QStringLiteral("items[0].productId"), QStringLiteral("a")},
                                                              {QStringLiteral("items[1].quantity"), QStringLiteral("of another line")}}));
        QCOMPARE(line.accessibleDescription(), QStringLiteral("Product: a Price: b"));
        QVERIFY(line.findChild<QComboBox *>()->property("invalid").toBool());
        QVERIFY(!line.showErrors(QStringLiteral("items[0]"), {}));
        QVERIFY(!line.findChild<QComboBox *>()->property("invalid").toBool());
    }

    void aProductThatIsNotKnownIsNoLine()
    {
        services::Product tea;
        tea.productId = QStringLiteral("P1");
        tea.price = Money(1800, Currency());
        const auto wrong = [](const OrderLineEdit &line) {
            QList<FieldError> errors;
            line.item(QStringLiteral("items[0]"), &errors);
            return errors.isEmpty() ? QString() : errors.first().field;
        };
        OrderLineEdit line({tea}, Currency());
        OrderItem given;
        given.productId = QStringLiteral("P9");
        given.quantity = 1;
        given.price = Money(100, Currency());
        line.setItem(given);
        QCOMPARE(wrong(line), QString()); // it was ordered when it was sold
        line.findChild<QComboBox *>()->setEditText(QStringLiteral("chai"));
        QCOMPARE(wrong(line), QStringLiteral("items[0].productId"));
        line.setProducts({}); // where none are known, any may be named
        QCOMPARE(wrong(line), QString());
    }
};

QTEST_MAIN(TestOrderParts)
#include "tst_orderparts.moc"
