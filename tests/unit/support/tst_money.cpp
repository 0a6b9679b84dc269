// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/money.h"

#include <QLocale>
#include <QtTest>
#include <limits>

using namespace cs;

class MoneyTest : public QObject
{
    Q_OBJECT
    static Currency currency(const char *code) { return *Currency::fromCode(QString::fromLatin1(code)); }

private Q_SLOTS:
    void readsExactly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QByteArray>("written");
        const auto row = [](const char *text, const char *code, qint64 minor, const char *written) {
            QTest::addRow("%s %s", text, code) << QByteArray(text) << QByteArray(code) << minor << QByteArray(written);
        };
        row("29.99", "USD", 2999, "29.99");
        row("0.1", "USD", 10, "0.10");
        row("0.01", "USD", 1, "0.01");
        row("0", "USD", 0, "0.00");
        row("-0", "USD", 0, "0.00");
        row("0.000000", "USD", 0, "0.00");
        row("0e999999999999999999999", "USD", 0, "0.00");
        row("14.0", "USD", 1400, "14.00");
        row("14.5000", "USD", 1450, "14.50");
        row("1e2", "USD", 10000, "100.00");
        row("1.5E+3", "USD", 150000, "1500.00");
        row("2500e-2", "USD", 2500, "25.00");
        row("-0.05", "USD", -5, "-0.05");
        row("1265799.34", "USD", 126579934, "1265799.34");
        row("90000000000000", "USD", 9'000'000'000'000'000, "90000000000000.00");
        row("1200", "JPY", 1200, "1200");
        row("1200.0", "JPY", 1200, "1200");
        row("1.234", "KWD", 1234, "1.234");
        row("0.0001", "CLF", 1, "0.0001");
    }
    void readsExactly()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        const Result<Money> amount = Money::parse(text, currency(code.constData()));
        QVERIFY2(amount.ok(), text.constData());
        QTEST(amount->minor(), "minor");
        QTEST(amount->toDecimal(), "written");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *text, const char *code, const char *word) {
            QTest::addRow("'%s' %s", text, code) << QByteArray(text) << QByteArray(code) << QString::fromLatin1(word);
        };
        for (const char *text : {"", "-", "+1", "01", ".5", "1.", "1e", "1e+", "0x10", "1,5", "1 ", " 1", "NaN", "Infinity", "1.2.3", "--1"})
            row(text, "USD", "not a number");
        row("29.999", "USD", "decimals");
        row("1e-3", "USD", "decimals");
        row("0.5", "JPY", "decimals");
        row("1.2345", "KWD", "decimals");
        row("90000000000000.01", "USD", "range");
        row("-90000000000000.01", "USD", "range");
        row("1e400", "USD", "range");
        row("1e99999999999999999999", "USD", "range");
        row("18446744073709551617", "JPY", "range");
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QFETCH(QString, word);
        const Result<Money> amount = Money::parse(text, currency(code.constData()));
        QVERIFY(!amount.ok());
        QCOMPARE(amount.error().kind, ErrorKind::Invalid);
        QVERIFY2(amount.error().message.contains(word), qPrintable(amount.error().message));
    }

    void arithmeticStopsAtTheRange()
    {
        const Money most(9'000'000'000'000'000, Currency());
        const Money cent(1, Currency());
        QCOMPARE(Money(333, Currency()).times(3)->minor(), 999);
        QCOMPARE(Money(-333, Currency()).times(-3)->minor(), 999);
        QCOMPARE(most.times(1)->minor(), most.minor());
        QCOMPARE(Money(0, Currency()).times(std::numeric_limits<qint64>::min())->minor(), 0);
        QVERIFY(!most.times(2).ok());
        QVERIFY(!most.times(std::numeric_limits<qint64>::min()).ok());
        QVERIFY(!Money(std::numeric_limits<qint64>::min(), Currency()).times(1).ok());
        QVERIFY(!most.plus(cent).ok());
        QVERIFY(!Money(-9'000'000'000'000'000, Currency()).plus(Money(-1, Currency())).ok());
        QCOMPARE(most.plus(Money(-1, Currency()))->minor(), most.minor() - 1);
        QVERIFY(!cent.plus(Money(1, currency("EUR"))).ok());
    }

    void currenciesHaveTheirDecimals()
    {
        QCOMPARE(currency("JPY").decimals(), 0);
        QCOMPARE(currency("USD").decimals(), 2);
        QCOMPARE(currency("EUR").decimals(), 2);
        QCOMPARE(currency("ZWG").decimals(), 2);
        QCOMPARE(currency("KWD").decimals(), 3);
        QCOMPARE(currency("UYW").decimals(), 4);
        QCOMPARE(currency("KWD").code(), QStringLiteral("KWD"));
        QCOMPARE(currency("USD"), Currency());
        for (const char *bad : {"", "US", "USDX", "usd", "XAU", "XTS", "ZZZ", "SDU", "D A"}) {
            const Result<Currency> one = Currency::fromCode(QString::fromLatin1(bad));
            QVERIFY2(!one.ok(), bad);
            QVERIFY(one.error().message.contains(QLatin1String(bad)));
        }
        QVERIFY(!Currency::fromCode(u"U\u0100D").ok());
    }

    void peopleReadGroups()
    {
        QLocale::setDefault(QLocale::c());
        QCOMPARE(Money(126579934, Currency()).toLocaleString(), QStringLiteral("1,265,799.34"));
        QCOMPARE(Money(5, Currency()).toLocaleString(), QStringLiteral("0.05"));
        QCOMPARE(Money(-100000, Currency()).toLocaleString(), QStringLiteral("-1,000.00"));
        QCOMPARE(Money(1234567, currency("JPY")).toLocaleString(), QStringLiteral("1,234,567"));
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(Money(126579934, Currency()).toLocaleString(), QStringLiteral("1.265.799,34"));
    }
};

QTEST_GUILESS_MAIN(MoneyTest)
#include "tst_money.moc"
