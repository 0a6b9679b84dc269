// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rowdiff.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>
#include <random>

using namespace cs::ui;

namespace {

struct Row
{
    int id = 0;
    int value = 0;
    bool operator==(const Row &) const = default;
};

class RowModel final : public RowTableModel<Row>
{
public:
    using RowTableModel::RowTableModel;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 2; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole || !rowAt(index.row()))
            return {};
        return index.column() == 0 ? rowAt(index.row())->id : rowAt(index.row())->value;
    }
    void setRows(const QList<Row> &next)
    {
        replaceRows(next, [](const Row &row) { return row.id; });
    }
};

QList<Row> randomRows(std::mt19937 &random)
{
    QList<int> ids;
    for (int id = 0; id < 30; ++id) {
        if (random() % 2 == 0)
            ids.append(id);
    }
    std::shuffle(ids.begin(), ids.end(), random);
    QList<Row> rows;
    for (const int id : std::as_const(ids))
        rows.append({id, static_cast<int>(random() % 5)});
    return rows;
}

QList<Row> rowsOf(std::initializer_list<int> ids)
{
    QList<Row> rows;
    for (const int id : ids)
        rows.append({id, id});
    return rows;
}

} // namespace

/// Rows become what they shall be by steps that a view can follow.
class TestRowDiff final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anySequenceEndsAsWanted()
    {
        for (unsigned seed = 0; seed < 500; ++seed) {
            std::mt19937 random(seed);
            RowModel model;
            QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
            for (int round = 0; round < 4; ++round) {
                const QList<Row> next = randomRows(random);
                model.setRows(next);
                QVERIFY2(model.rows() == next, qPrintable(QStringLiteral("seed %1, round %2").arg(seed).arg(round)));
            }
        }
    }

    void whatIsAppendedComesInOneStep()
    {
        RowModel model;
        model.setRows(rowsOf({1, 2, 3}));
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        model.setRows(rowsOf({1, 2, 3, 4, 5, 6}));
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(inserts.first().at(1).toInt(), 3);
        QCOMPARE(inserts.first().at(2).toInt(), 5);
        QCOMPARE(removes.size(), 0);
    }

    void whatComesOnTopLeavesTheOthers()
    {
        RowModel model;
        model.setRows(rowsOf({3, 4}));
        const QPersistentModelIndex kept(model.index(0, 0));
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        model.setRows(rowsOf({1, 2, 3, 4}));
        QCOMPARE(inserts.size(), 1);
        QVERIFY(kept.isValid());
        QCOMPARE(kept.row(), 2);
        QCOMPARE(kept.data().toInt(), 3);
    }

    void whatGoesGoesInOneStepARun()
    {
        RowModel model;
        model.setRows(rowsOf({1, 2, 3, 4, 5, 6}));
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        model.setRows(rowsOf({1, 4, 6}));
        QCOMPARE(removes.size(), 2);
        QCOMPARE(inserts.size(), 0);
    }

    void aRowThatMovedIsTakenOutAndPutIn()
    {
        RowModel model;
        model.setRows(rowsOf({1, 2, 3}));
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        model.setRows(rowsOf({3, 1, 2}));
        QCOMPARE(removes.size(), 1);
        QCOMPARE(inserts.size(), 1);
    }

    void theSameRowsOnlyChange()
    {
        RowModel model;
        model.setRows({{1, 1}, {2, 1}});
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setRows({{1, 1}, {2, 7}});
        QCOMPARE(inserts.size() + removes.size(), 0);
        QVERIFY(!changes.isEmpty());
        QCOMPARE(model.index(1, 1).data().toInt(), 7);
    }

    void nothingComesAndNothingGoes()
    {
        RowModel model;
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
        model.setRows(rowsOf({1, 2}));
        QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(removes.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRowDiff)
#include "tst_rowdiff.moc"
