// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/order.h"

#include <QtTest>
#include <functional>

using namespace cs;

class OrderValidationTest : public QObject
{
    Q_OBJECT
    static NewOrder good()
    {
        NewOrder order;
        order.id = QStringLiteral("NW10248");
        order.customerId = QStringLiteral("VINET");
        order.items = {{QStringLiteral("P011"), QStringLiteral("Queso Cabrales"), 12, Money(1400, {})},
                       {QStringLiteral("P042"), {}, 10, Money(980, {})},
                       {QStringLiteral("P072"), {}, 5, Money(3480, {})}};
        order.createdBy = Actor::of(QStringLiteral("EMP05"), Role::SalesExecutive);
        return order;
    }
    static QString wrongFields(const NewOrder &order)
    {
        const Result<Money> total = validate(order);
        QStringList fields;
        if (!total.ok()) {
            for (const FieldError &one : total.error().fields)
                fields.append(one.field);
        }
        return fields.join(QLatin1Char(' '));
    }
    using Change = std::function<void(NewOrder &)>;

private Q_SLOTS:
    void aGoodOrderHasItsTotal()
    {
        QCOMPARE(validate(good())->toDecimal(), QByteArray("440.00"));
        NewOrder order = good();
        order.id.clear(); // an id is made
        order.createdBy.reset();
        order.items[0].price = Money(0, {});
        order.items[1].quantity = 1'000'000;
        QCOMPARE(validate(order)->toDecimal(), QByteArray("9800174.00"));
    }

    void namesTheFieldThatIsWrong_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("fields");
        const auto row = [](const char *fields, const char *what, Change change) {
            QTest::addRow("%s: %s", fields, what) << change << QString::fromLatin1(fields);
        };
        row("orderId", "a blank", [](NewOrder &o) { o.id = QStringLiteral("a b"); });
        row("orderId", "long", [](NewOrder &o) { o.id = QString(65, u'a'); });
        row("orderId", "letters", [](NewOrder &o) { o.id = QStringLiteral("é"); });
        row("customerId", "missing", [](NewOrder &o) { o.customerId.clear(); });
        row("customerId", "long", [](NewOrder &o) { o.customerId = QString(257, u'a'); });
        row("customerId", "U+0000", [](NewOrder &o) { o.customerId = QString(QChar::Null); });
        row("createdBy.userId", "missing", [](NewOrder &o) { o.createdBy = Actor(); });
        row("items", "none", [](NewOrder &o) { o.items.clear(); });
        row("items", "many", [](NewOrder &o) { o.items.fill(o.items[0], 1001); });
        row("items[1].productId", "missing", [](NewOrder &o) { o.items[1].productId.clear(); });
        row("items[2].quantity", "zero", [](NewOrder &o) { o.items[2].quantity = 0; });
        row("items[2].quantity", "negative", [](NewOrder &o) { o.items[2].quantity = -1; });
        row("items[2].quantity", "many", [](NewOrder &o) { o.items[2].quantity = 1'000'001; });
        row("items[0].price", "negative", [](NewOrder &o) { o.items[0].price = Money(-1, {}); });
        row("items[0].price", "currency", [](NewOrder &o) { o.items[0].price = Money(1, *Currency::fromCode(u"EUR")); });
        row("items[0]", "overflow", [](NewOrder &o) { o.items[0].price = Money(9'000'000'000'000'000, {}); });
        row("items[1]", "overflow of the sum", [](NewOrder &o) { o.items[0] = o.items[1] = {QStringLiteral("P"), {}, 1, Money(8'000'000'000'000'000, {})}; });
        row("customerId items[0].quantity items[1].price", "several", [](NewOrder &o) {
            o.customerId.clear();
            o.items[0].quantity = 0;
            o.items[1].price = Money(-5, {});
        });
    }
    void namesTheFieldThatIsWrong()
    {
        QFETCH(Change, change);
        NewOrder order = good();
        change(order);
        QTEST(wrongFields(order), "fields");
    }

    void theHashKnowsWhatMatters()
    {
        const QByteArray hash = contentHash(good());
        QCOMPARE(hash.size(), 32);
        NewOrder same = good();
        same.items[0].name = QStringLiteral("Cheese");
        same.id.clear();
        QCOMPARE(contentHash(same), hash);
        const QList<Change> changes = {
            [](NewOrder &o) { o.customerId += u'x'; },
            [](NewOrder &o) { o.currency = *Currency::fromCode(u"EUR"); },
            [](NewOrder &o) { o.createdBy->userId = QStringLiteral("EMP06"); },
            [](NewOrder &o) { o.createdBy.reset(); },
            [](NewOrder &o) { o.items[0].productId += u'x'; },
            [](NewOrder &o) { o.items[0].quantity += 1; },
            [](NewOrder &o) { o.items[0].price = Money(1401, {}); },
            [](NewOrder &o) { o.items.swapItemsAt(0, 1); },
            [](NewOrder &o) { o.items.removeLast(); },
        };
        for (const Change &change : changes) {
            NewOrder other = good();
            change(other);
            QVERIFY(contentHash(other) != hash);
        }
    }

    void orderIdsAreNarrow()
    {
        for (const QStringView ok : {u"a", u"ORD-1.2_3:x", u"0"})
            QVERIFY(isValidOrderId(ok));
        QVERIFY(isValidOrderId(QString(64, u'Z')));
        for (const QStringView bad : {u"", u".", u"..", u"a/b", u"a b", u"é", u"a\n", u"'", u"ａ"})
            QVERIFY(!isValidOrderId(bad));
    }
};

QTEST_GUILESS_MAIN(OrderValidationTest)
#include "tst_ordervalidation.moc"
