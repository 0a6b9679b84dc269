// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/policy.h"

#include <QLocale>
#include <QtTest>

using namespace cs;

class PolicyTest : public QObject
{
    Q_OBJECT
    static Money amount(const char *text, const char *code = "USD")
    {
        return *Money::parse(text, *Currency::fromCode(QString::fromLatin1(code)));
    }
    static QString levels(const Policy &policy, const Money &total) { return levelsFor(policy, total).levels.join(QLatin1Char(' ')); }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void levelsFollowTheTotal_data()
    {
        QTest::addColumn<QByteArray>("total");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *total, const char *expected) { QTest::addRow("%s", total) << QByteArray(total) << QString::fromLatin1(expected); };
        row("0", "");
        row("999.99", "");
        row("1000", "MANAGER");
        row("4999.99", "MANAGER");
        row("5000", "MANAGER FINANCE");
        row("9999.99", "MANAGER FINANCE");
        row("10000", "MANAGER FINANCE DIRECTOR");
        row("90000000000000", "MANAGER FINANCE DIRECTOR");
    }
    void levelsFollowTheTotal()
    {
        QFETCH(QByteArray, total);
        QTEST(levels(defaultPolicy(), amount(total.constData())), "expected");
    }

    void anUnknownWorthAsksEverybody()
    {
        const PolicyAnswer answer = levelsFor(defaultPolicy(), amount("1", "EUR"));
        QCOMPARE(answer.levels.size(), 3);
        QCOMPARE(answer.why, QStringLiteral("There is no exchange rate from EUR to USD, so every level is asked: Manager, then Finance, then Director."));
        Policy broken = defaultPolicy();
        for (const auto &rate : {std::pair<qint64, qint64>(0, 1), {1, 0}, {-1, 1}}) {
            broken.rates.insert(QStringLiteral("EUR"), rate);
            QCOMPARE(levelsFor(broken, amount("1", "EUR")).levels.size(), 3);
        }
    }

    void ratesAreExact()
    {
        Policy policy = defaultPolicy();
        policy.rates.insert(QStringLiteral("EUR"), {11, 10});      // 1 EUR = 1.10 USD
        policy.rates.insert(QStringLiteral("JPY"), {1, 150});      // no decimals
        policy.rates.insert(QStringLiteral("KWD"), {13, 4});       // 3.25 USD, three decimals
        policy.rates.insert(QStringLiteral("CHF"), {9'000'000'000'000'000'000, 9'000'000'000'000'000'000});
        QCOMPARE(levels(policy, amount("909.09", "EUR")), QString()); // 999.999 USD
        QCOMPARE(levels(policy, amount("909.10", "EUR")), QStringLiteral("MANAGER"));
        QCOMPARE(levels(policy, amount("149999", "JPY")), QString());
        QCOMPARE(levels(policy, amount("150000", "JPY")), QStringLiteral("MANAGER"));
        QCOMPARE(levels(policy, amount("307.692", "KWD")), QString()); // 999.999 USD
        QCOMPARE(levels(policy, amount("307.693", "KWD")), QStringLiteral("MANAGER"));
        QCOMPARE(levels(policy, amount("999.99", "CHF")), QString()); // products of more than 64 bits
        QCOMPARE(levels(policy, amount("1000", "CHF")), QStringLiteral("MANAGER"));
        QCOMPARE(levels(policy, amount("90000000000000", "CHF")), QStringLiteral("MANAGER FINANCE DIRECTOR"));
    }

    void saysWhy()
    {
        QCOMPARE(levelsFor(defaultPolicy(), amount("999.99")).why, QStringLiteral("999.99 USD is below 1,000.00 USD, so nobody is asked."));
        QCOMPARE(levelsFor(defaultPolicy(), amount("6200")).why,
                 QStringLiteral("6,200.00 USD reaches 5,000.00 USD of the policy \"Default\": Manager, then Finance."));
        Policy empty;
        empty.name = QStringLiteral("Open");
        QCOMPARE(levelsFor(empty, amount("6200")).why, QStringLiteral("The policy \"Open\" asks nobody."));
    }
};

QTEST_GUILESS_MAIN(PolicyTest)
#include "tst_policy.moc"
