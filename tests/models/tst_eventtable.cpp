// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelrows.h"
#include "ui/models/eventtablemodel.h"
#include "ui/presentation/itemroles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <random>

using namespace cs;
using namespace cs::ui;
using namespace cs::ui::test;

namespace {

events::Record record(qint64 offset, const QByteArray &value, const QString &topic = QStringLiteral("order.created"))
{
    events::Record one;
    one.topic = topic;
    one.partition = 1;
    one.offset = offset;
    one.timestampMs = toMillis(kNow);
    one.key = QByteArray("K") + QByteArray::number(offset);
    one.value = value;
    return one;
}

QList<events::Record> records(qint64 from, int count)
{
    QList<events::Record> list;
    for (qint64 offset = from; offset < from + count; ++offset)
        list.append(record(offset, R"({"customerId":"VINET","totalAmount":12.50})"));
    return list;
}

void checkSums(const EventBuffer &buffer)
{
    QCOMPARE(buffer.received(), buffer.shown() + buffer.filtered() + buffer.dropped());
}

} // namespace

/// The live list: newest first, bounded, filtered, and every record accounted for.
class TestEventTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestIsOnTop()
    {
        EventTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        model.add(records(0, 3));
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(textAt(model, 0, EventTableModel::PositionColumn), QStringLiteral("1/2"));
        QCOMPARE(textAt(model, 0, EventTableModel::CustomerColumn), QStringLiteral("VINET"));
        QCOMPARE(textAt(model, 0, EventTableModel::TotalColumn), QStringLiteral("12.50")); // as sent, not as a number
    }

    void badRecordsAreShownAsBad()
    {
        EventTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        events::Record tombstone = record(1, {});
        tombstone.key.reset();
        tombstone.value.reset();
        model.add({record(0, "{"), tombstone});
        QCOMPARE(textAt(model, 1, EventTableModel::CustomerColumn), QStringLiteral("not JSON"));
        QCOMPARE(model.index(1, EventTableModel::CustomerColumn).data(ToneRole).toInt(), static_cast<int>(Tone::Bad));
        QCOMPARE(textAt(model, 0, EventTableModel::KeyColumn), QStringLiteral("–"));
    }

    void theOldestGoWhenItIsFull()
    {
        EventTableModel model(nullptr, 10);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.add(records(0, 8));
        QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        model.add(records(8, 6));
        QCOMPARE(removes.size(), 1);
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.recordAt(9)->offset, qint64(4));
        QCOMPARE(model.buffer().dropped(), qint64(4));
        checkSums(model.buffer());
    }

    void bytesAreBoundedToo()
    {
        EventTableModel model(nullptr, 1000, 100);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.add(records(0, 50));
        QVERIFY(model.buffer().bytes() <= 100);
        QVERIFY(model.rowCount() >= 1);
        checkSums(model.buffer());
    }

    void theFilterLooksWithoutCase()
    {
        EventTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.add(records(0, 3) + QList<events::Record>{record(3, R"({"a":"HANAR"})"), record(4, "{}", QStringLiteral("order.approved"))});
        EventFilter filter;
        filter.text = "hanar";
        model.setFilter(filter);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.recordAt(0)->offset, qint64(3));
        QCOMPARE(model.buffer().filtered(), qint64(4));
        filter.text.clear();
        filter.topic = QStringLiteral("order.approved");
        model.setFilter(filter);
        QCOMPARE(model.recordAt(0)->offset, qint64(4));
        model.setFilter({});
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.recordAt(5), nullptr);
    }

    void sumsHoldWhateverComes()
    {
        for (unsigned seed = 0; seed < 50; ++seed) {
            std::mt19937 random(seed);
            EventTableModel model(nullptr, 40);
            QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
            qint64 offset = 0;
            for (int step = 0; step < 20; ++step) {
                QList<events::Record> batch;
                for (unsigned one = random() % 30; one > 0; --one)
                    batch.append(record(offset++, random() % 2 == 0 ? "{\"a\":1}" : "{\"b\":1}"));
                EventFilter filter;
                filter.text = random() % 3 == 0 ? "\"a\"" : "";
                if (random() % 4 == 0)
                    model.setFilter(filter);
                model.add(batch);
                checkSums(model.buffer());
                QCOMPARE(static_cast<qint64>(model.rowCount()), model.buffer().shown());
            }
            model.clear();
            QCOMPARE(model.buffer().received(), qint64(0));
        }
    }
};

QTEST_GUILESS_MAIN(TestEventTable)
#include "tst_eventtable.moc"
