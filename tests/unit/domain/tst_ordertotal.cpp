// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/ordertotal.h"

#include <QtTest>

using namespace cs;

namespace {

Order orderOf(const QString &owner, const QString &customer, qint64 total)
{
    Order order;
    order.id = QStringLiteral("A1");
    order.owner = owner;
    order.customerId = customer;
    order.total = Money(total, Currency());
    return order;
}

} // namespace

class TestOrderTotal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingToldIsNotNought_data()
    {
        QTest::addColumn<QString>("owner");
        QTest::addColumn<QString>("customer");
        QTest::addColumn<qint64>("total");
        QTest::addColumn<bool>("known");
        const QString ours = QStringLiteral("urn:countersign:1");
        const QString shop = QStringLiteral("urn:shop");
        const QString c = QStringLiteral("C1");
        QTest::newRow("an approval request alone") << shop << QString() << qint64(0) << false;
        QTest::newRow("of another store, likewise") << ours << QString() << qint64(0) << false;
        QTest::newRow("a status with its customer") << shop << c << qint64(0) << false;
        QTest::newRow("an amount") << shop << c << qint64(1) << true;
        QTest::newRow("an amount without a customer") << shop << QString() << qint64(1) << true;
        QTest::newRow("nought of ours") << ours << c << qint64(0) << true;
        QTest::newRow("not stored yet") << QString() << c << qint64(0) << true;
    }
    void nothingToldIsNotNought()
    {
        QFETCH(QString, owner);
        QFETCH(QString, customer);
        QFETCH(qint64, total);
        QTEST(isTotalKnown(orderOf(owner, customer, total)), "known");
    }

    void linesTellIt()
    {
        Order free = orderOf(QStringLiteral("urn:shop"), QStringLiteral("C1"), 0);
        free.items = {{QStringLiteral("P1"), {}, 1, Money(0, Currency())}};
        QVERIFY(isTotalKnown(free));
        free.family = QStringLiteral("pipeline"); // whose records have no price
        QVERIFY(!isTotalKnown(free));
        free.owner = QStringLiteral("urn:countersign:1"); // placed with us, at the product's price
        QVERIFY(isTotalKnown(free));
    }
};

QTEST_APPLESS_MAIN(TestOrderTotal)
#include "tst_ordertotal.moc"
