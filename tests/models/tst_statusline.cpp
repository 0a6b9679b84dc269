// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/consoleparts.h"
#include "tests/models/modelrows.h"

#include <QTest>

using namespace cs;
using namespace cs::app;
using namespace cs::ui::test;

namespace {

services::Snapshot healthy()
{
    services::Snapshot snapshot;
    snapshot.brokerUp = true;
    snapshot.brokerText = QStringLiteral("Kafka · 3 brokers · 4 ms");
    snapshot.storeUp = true;
    snapshot.storeText = QStringLiteral("SQLite · 1 ms");
    return snapshot;
}

} // namespace

/// What the status bar says of a moment: trouble first, and the worst of it.
class TestStatusLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFixedLocale(); }

    void nothingIsWrong()
    {
        const ShellStatus status = statusOf(healthy());
        QVERIFY(status.trouble.isEmpty());
        QCOMPARE(status.brokerTone, Tone::Good);
        QCOMPARE(status.storeTone, Tone::Good);
        QVERIFY(status.lagTime.isEmpty());
    }

    void aSecondNotifierIsAWarning()
    {
        services::Snapshot snapshot = healthy();
        snapshot.secondNotifier = QStringLiteral("countersign-b runs notifications on this Kafka, too");
        const ShellStatus status = statusOf(snapshot);
        QCOMPARE(status.trouble, snapshot.secondNotifier);
        QCOMPARE(status.troubleTone, Tone::Warning);
    }

    void whatIsDownComesBeforeIt()
    {
        services::Snapshot snapshot = healthy();
        snapshot.secondNotifier = QStringLiteral("countersign-b runs notifications on this Kafka, too");
        snapshot.brokerUp = false;
        snapshot.brokerTrouble = QStringLiteral("No broker answers");
        QCOMPARE(statusOf(snapshot).trouble, snapshot.brokerTrouble);
        QCOMPARE(statusOf(snapshot).troubleTone, Tone::Bad);
        snapshot.storeUp = false;
        snapshot.storeTrouble = QStringLiteral("The disk is full");
        QCOMPARE(statusOf(snapshot).trouble, snapshot.storeTrouble);
        QCOMPARE(statusOf(snapshot).storeTone, Tone::Bad);
    }

    void lagIsSaidInTimeToo()
    {
        services::Snapshot snapshot = healthy();
        snapshot.lag = 12;
        snapshot.lagSeconds = 1.4;
        QCOMPARE(statusOf(snapshot).lag, qint64(12));
        QCOMPARE(statusOf(snapshot).lagTime, QStringLiteral("1.4 s"));
    }
};

QTEST_GUILESS_MAIN(TestStatusLine)
#include "tst_statusline.moc"
