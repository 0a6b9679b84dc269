// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/inboxcount.h"
#include "ui/presentation/relativetime.h"

#include <QLocale>
#include <QTest>

using namespace cs;
using namespace std::chrono_literals;

class TestRelativeTime final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void due_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("words");
        QTest::newRow("ahead") << qint64(8 * 60 + 59) << QStringLiteral("due in 8 min");
        QTest::newRow("an hour") << qint64(3600) << QStringLiteral("due in 1 h");
        QTest::newRow("below an hour") << qint64(3599) << QStringLiteral("due in 59 min");
        QTest::newRow("now") << qint64(0) << QStringLiteral("due now");
        QTest::newRow("late") << qint64(-12 * 60) << QStringLiteral("12 min late");
        QTest::newRow("days late") << qint64(-3 * 86400) << QStringLiteral("3 d late");
    }
    void due()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, words);
        const TimePoint now = fromMillis(1'795'000'000'000);
        QCOMPARE(relativetime::dueText(now + std::chrono::seconds(seconds), now), words);
    }
    void countsThatEndSaySo()
    {
        QCOMPARE(inboxcount::text(0), QStringLiteral("0"));
        QCOMPARE(inboxcount::text(999), QStringLiteral("999"));
        QCOMPARE(inboxcount::text(inboxcount::kCountedTo), QStringLiteral("1000+"));
    }
    void ago()
    {
        const TimePoint now = fromMillis(1'795'000'000'000);
        QCOMPARE(relativetime::agoText(now + 1h, now), QStringLiteral("just now"));
        QCOMPARE(relativetime::agoText(now - 4s, now), QStringLiteral("just now"));
        QCOMPARE(relativetime::agoText(now - 45s, now), QStringLiteral("45 s ago"));
        QCOMPARE(relativetime::agoText(now - 200min, now), QStringLiteral("3 h ago"));
        QVERIFY(!relativetime::agoText(now - std::chrono::days(8), now).contains(QLatin1String("ago")));
    }
    void latency()
    {
        QCOMPARE(relativetime::latencyText(9ms), QStringLiteral("9 ms"));
        QCOMPARE(relativetime::latencyText(1499ms), QStringLiteral("1.4 s"));
        QCOMPARE(relativetime::latencyText(12'900ms), QStringLiteral("12 s"));
    }
};

QTEST_GUILESS_MAIN(TestRelativeTime)
#include "tst_relativetime.moc"
