// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/widgets/gallerydata.h"
#include "ui/shell/fuzzymatch.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timelinemodel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QTextBlock>

using namespace cs;

class TestTableView final : public QObject
{
    Q_OBJECT

private:
    static void insertAtTop(QStandardItemModel *model, int rows)
    {
        for (int i = 0; i < rows; ++i)
            model->insertRow(0, {new QStandardItem(QStringLiteral("new"))});
    }

private Q_SLOTS:
    void keepsItsPlaceWhenRowsComeInAbove()
    {
        TableView view;
        auto *model = gallery::inbox(&view, 200);
        view.setModel(model);
        view.resize(600, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.selectRow(100);
        view.verticalScrollBar()->setValue(90 * view.rowHeight(0));
        const QString top = view.indexAt({5, 5}).data().toString();
        insertAtTop(model, 7);
        QCOMPARE(view.indexAt({5, 5}).data().toString(), top);
        QCOMPARE(view.selectedRow(), 107);
    }
    void staysAtTheTopWhenItWasThere()
    {
        TableView view;
        auto *model = gallery::inbox(&view, 200);
        view.setModel(model);
        view.resize(600, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        insertAtTop(model, 3);
        QCOMPARE(view.verticalScrollBar()->value(), 0);
        view.setFollowsTop(false);
        insertAtTop(model, 3);
        QCOMPARE(view.verticalScrollBar()->value(), 3 * view.rowHeight(0));
    }
    void keepsTheSelectionOverAReset()
    {
        TableView view;
        QStandardItemModel model(0, 1);
        const auto fill = [&model](int from) {
            for (int i = from; i < from + 20; ++i) {
                auto *item = new QStandardItem(QString::number(i));
                item->setData(i, IdRole);
                model.appendRow(item);
            }
        };
        fill(0);
        view.setModel(&model);
        view.selectRow(12);
        model.clear();
        fill(5);
        QTRY_COMPARE(view.selectedRow(), 7);
        QCOMPARE(view.currentIndex().data().toString(), QStringLiteral("12"));
    }
    void aLetterGoesToNoOtherRow()
    {
        TableView view;
        view.setModel(gallery::inbox(&view, 5));
        view.selectRow(2);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const QString first = view.model()->index(0, 0).data().toString();
        QTest::keyClicks(&view, first);
        QCOMPARE(view.selectedRow(), 2);
        QTest::keyClick(&view, Qt::Key_Up); // which is no letter
        QCOMPARE(view.selectedRow(), 1);
    }
    void aFittedColumnIsAsWideAsItsWidestCell()
    {
        TableView view;
        QStandardItemModel model(2, 3);
        view.setModel(&model);
        view.setColumnWidths({100, 60, 90}, 0);
        view.setFittedColumns({1});
        view.setGivingWay({2});
        view.resize(Theme::current().px(300), 200);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QCOMPARE(view.columnWidth(1), Theme::current().px(60));
        QVERIFY(!view.isColumnHidden(2));
        const QModelIndex cell = model.index(1, 1);
        model.setData(cell, QStringLiteral("short: 12,345 left"));
        model.setData(cell, int(Tone::Warning), ToneRole);
        QVERIFY(view.columnWidth(1) >= view.itemDelegate()->sizeHint({}, cell).width());
        QVERIFY(view.isColumnHidden(2)); // there is no room for both
        model.setData(cell, QStringLiteral("in"));
        QTRY_COMPARE(view.columnWidth(1), Theme::current().px(60));
        QVERIFY(!view.isColumnHidden(2));
    }
    /// Each row of a list may change many times a second: what is measured then is that row, not the list.
    void aRowThatChangesDoesNotMeasureTheOthers()
    {
        struct Counting final : QStandardItemModel
        {
            using QStandardItemModel::QStandardItemModel;
            QVariant data(const QModelIndex &index, int role) const override
            {
                if (role == Qt::DisplayRole)
                    ++asked;
                return QStandardItemModel::data(index, role);
            }
            mutable int asked = 0;
        };
        Counting model(150, 2);
        TableView view;
        view.setModel(&model);
        view.setColumnWidths({100, 60}, 0);
        view.setFittedColumns({1});
        model.asked = 0;
        for (int row = 0; row < 150; ++row)
            model.setData(model.index(row, 1), QStringLiteral("1"));
        QVERIFY2(model.asked < 600, qPrintable(QString::number(model.asked)));
    }
    void copiesTheRowAsText()
    {
        TableView view;
        auto *model = gallery::inbox(&view, 3);
        view.setModel(model);
        view.selectRow(0);
        view.copySelection();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.startsWith(QStringLiteral("NW10249\tToms Spezialitäten\t")), qPrintable(copied));
        QCOMPARE(copied.count(QLatin1Char('\t')), 4);
    }
    void tellsOfTheCurrentRowOnce()
    {
        TableView view;
        view.setModel(gallery::inbox(&view, 5));
        QSignalSpy told(&view, &TableView::currentRowChanged);
        view.selectRow(2);
        view.selectRow(2);
        view.selectRow(-1);
        QCOMPARE(told.size(), 2);
        QCOMPARE(told.at(0).at(0).toInt(), 2);
        QCOMPARE(told.at(1).at(0).toInt(), -1);
    }
    void aPressedRowIsTheSelectedOneWhenItIsToldOf()
    {
        TableView view;
        view.setModel(gallery::inbox(&view, 5));
        view.resize(600, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.selectRow(0);
        QList<int> selected;
        connect(&view, &TableView::currentRowChanged, &view, [&] { selected.append(view.selectedRow()); });
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(view.model()->index(3, 0)).center());
        QCOMPARE(selected, QList<int>{3});
    }
    void showsTheFirstRowsOfAnEmptyListFromTheTop()
    {
        TableView view;
        view.setFollowsTop(false);
        QStandardItemModel model(0, 1);
        view.setModel(&model);
        view.resize(600, 200);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        model.insertRows(0, 50);
        QTRY_VERIFY(view.verticalScrollBar()->maximum() > 0);
        QCOMPARE(view.verticalScrollBar()->value(), 0);
    }
    void jsonFoldsAndKeepsNumbers()
    {
        JsonView view;
        view.setJson(gallery::json());
        QVERIFY(view.toPlainText().contains(QLatin1String("5275.210")));
        QVERIFY(!view.isFolded(4));
        view.setFolded(4, true);
        QVERIFY(view.isFolded(4));
        QVERIFY(!view.document()->findBlockByNumber(5).isVisible());
        QVERIFY(view.document()->findBlockByNumber(7).isVisible());
        view.setFolded(4, false);
        QVERIFY(view.document()->findBlockByNumber(5).isVisible());
        view.setFolded(1, true);
        QVERIFY(!view.isFolded(1));
    }
    void jsonIsBounded()
    {
        JsonView view;
        view.setJson(QByteArray(JsonView::maxBytes + 10, 'x'));
        QVERIFY(view.toPlainText().size() < JsonView::maxBytes + 64);
        QVERIFY(view.toPlainText().endsWith(QLatin1String("1 MiB")));
    }
    void timelineTellsOnlyWhatDiffers()
    {
        TimelineModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QList<TimelineEntry> entries = gallery::history();
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setEntries(entries);
        model.setEntries(entries);
        QCOMPARE(inserted.size(), 1);
        entries[2].note = QStringLiteral("12 ms");
        entries << gallery::now().first();
        model.setEntries(entries);
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(changed.size(), 1);
        model.setEntries(entries.mid(0, 2));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(model.rowCount(), 2);
    }
    void digitsTakeTheSameRoom()
    {
        const QFontMetrics metrics(Theme::current().font(FontRole::Ui));
        QCOMPARE(figures::width(metrics, QStringLiteral("1,111.11")), figures::width(metrics, QStringLiteral("8,848.08")));
    }
    void fuzzyPrefersBeginnings()
    {
        QVERIFY(fuzzyScore(u"xyz", u"Approvals") < 0);
        QVERIFY(fuzzyScore(u"le", u"Live events") > fuzzyScore(u"le", u"Toggle"));
        QVERIFY(fuzzyScore(u"app", u"Approvals") > fuzzyScore(u"app", u"A plan, perhaps"));
        QVERIFY(fuzzyScore(u"NEW order", u"New order") > 0);
    }
};

QTEST_MAIN(TestTableView)
#include "tst_tableview.moc"
