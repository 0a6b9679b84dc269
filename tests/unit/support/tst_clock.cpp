// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/clock.h"

#include <QtTest>
#include <limits>

using namespace cs;

class ClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("iso");
        const auto row = [](const char *text, const char *iso) {
            QTest::addRow("%s", text) << QString::fromLatin1(text) << QString::fromLatin1(iso);
        };
        row("2025-06-17T10:30:00Z", "2025-06-17T10:30:00.000Z");
        row("2024-01-15T10:30:00.000Z", "2024-01-15T10:30:00.000Z");
        row("2026-11-21T09:41:59.495Z", "2026-11-21T09:41:59.495Z");
        row("2026-11-21t09:41:59.4959999z", "2026-11-21T09:41:59.495Z");
        row("2026-11-21T09:41:59.5+02:00", "2026-11-21T07:41:59.500Z");
        row("2026-11-21T09:41-0330", "2026-11-21T13:11:00.000Z");
        row("2026-11-21 09:41:59+02", "2026-11-21T07:41:59.000Z");
        row("1996-07-04", "1996-07-04T00:00:00.000Z");
        row("2024-02-29", "2024-02-29T00:00:00.000Z");
        row("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z");
    }
    void readsTimes()
    {
        QFETCH(QString, text);
        TimePoint at;
        QVERIFY(fromIso(text, &at));
        QTEST(toIso(at), "iso");
        TimePoint again;
        QVERIFY(fromIso(QByteArrayView(text.toLatin1()), &again));
        QCOMPARE(toMillis(again), toMillis(at));
        QCOMPARE(toIsoUtf8(at), toIso(at).toLatin1());
        QCOMPARE(toDateTime(at).toString(Qt::ISODateWithMs), toIso(at)); // Qt's own reading agrees
    }

    void refusesOtherTexts()
    {
        for (const char *text : {"", "yesterday", "2025", "2025-06", "2025-6-17", "2025-02-29", "2025-13-01", "2025-06-31",
                                 "2025-06-17T", "2025-06-17T10:30:00", "2025-06-17T24:00:00Z", "2025-06-17T10:60:00Z",
                                 "2025-06-17T10:30:61Z", "2025-06-17T10:30:00.Z", "2025-06-17T10:30:00Zx", "2025-06-17T10:30:00+2",
                                 "2025-06-17T10:30:00+02:0", "2025-06-17T10Z", "2025-06-17Z", "+2025-06-17", "1750156200000"}) {
            TimePoint at = fromMillis(42);
            QVERIFY2(!fromIso(QByteArrayView(text), &at), text);
            QCOMPARE(toMillis(at), 42);
        }
        TimePoint at;
        QVERIFY(!fromIso(QStringView(u"２025-06-17"), &at));
    }

    void farTimesAreWrittenAsTheNearest()
    {
        QCOMPARE(toIso(fromMillis(std::numeric_limits<qint64>::max())), QStringLiteral("9999-12-31T23:59:59.999Z"));
        QCOMPARE(toIso(fromMillis(std::numeric_limits<qint64>::min())), QStringLiteral("0000-01-01T00:00:00.000Z"));
        TimePoint first;
        QVERIFY(fromIso(u"0000-01-01", &first));
        QCOMPARE(toIso(first), QStringLiteral("0000-01-01T00:00:00.000Z"));
        QCOMPARE(toIso(fromMillis(-1)), QStringLiteral("1969-12-31T23:59:59.999Z"));
    }
};

QTEST_GUILESS_MAIN(ClockTest)
#include "tst_clock.moc"
