// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelrows.h"
#include "ui/models/groupmodels.h"
#include "ui/models/stockmodels.h"
#include "ui/presentation/itemroles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace cs;
using namespace cs::ui;
using namespace cs::ui::test;
using namespace std::chrono_literals;
using services::LagVerdict;
using services::ServiceState;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

QStringList cells(const QAbstractItemModel &model, int row)
{
    QStringList texts;
    for (int column = 0; column < model.columnCount(); ++column)
        texts.append(model.index(row, column).data().toString());
    return texts;
}

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char('|'));
}

services::GroupFigures group(const QString &name, LagVerdict verdict, qint64 lag)
{
    services::GroupFigures figures;
    figures.group = name;
    figures.service = QStringLiteral("payment");
    figures.verdict = verdict;
    figures.lag = lag;
    figures.lagSeconds = lag > 0 ? 2.5 : 0;
    return figures;
}

} // namespace

/// The lists of the topics page and of the stock page.
class TestTopicModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFixedLocale(); }

    void topicsStandInTheCataloguesOrder()
    {
        const std::unique_ptr<TopicListModel> model(makeTopicListModel(nullptr));
        QAbstractItemModelTester tester(model.get(), kFatal);
        services::TopicFigures created;
        created.topic = QStringLiteral("order.created");
        created.family = QStringLiteral("oms");
        created.producedPerSecond = 2.5;
        created.behind = 1200;
        created.bad = 3;
        created.partitions = {{0, 5, 1505, 305, 1200, 4.0}};
        services::TopicFigures letters;
        letters.topic = QStringLiteral("NOTIFICATION_DLQ");
        letters.family = QStringLiteral("internal");
        letters.consumed = false;
        model->setRows(inCatalogueOrder({letters, created}));
        QCOMPARE(cells(*model, 0), words("order.created|oms|1,500|2.5|0|3|1,200|4.0 s"));
        QCOMPARE(cells(*model, 1), words("NOTIFICATION_DLQ|internal|0|0|–|–|–|–"));
        QCOMPARE(model->index(0, 0).data(MonoRole).toBool(), true);
        QCOMPARE(model->headerData(6, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Lag"));
    }

    void groupsKeepTheirRowsAsFiguresChange()
    {
        const std::unique_ptr<GroupListModel> model(makeGroupListModel(nullptr));
        QAbstractItemModelTester tester(model.get(), kFatal);
        model->setRows({group(QStringLiteral("a"), LagVerdict::Ok, 0), group(QStringLiteral("b"), LagVerdict::Ok, 0)});
        QSignalSpy inserted(model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(model.get(), &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(model.get(), &QAbstractItemModel::dataChanged);
        model->setRows({group(QStringLiteral("a"), LagVerdict::Ok, 0), group(QStringLiteral("b"), LagVerdict::Stalled, 7)});
        QCOMPARE(inserted.size(), 0);
        QCOMPARE(removed.size(), 0);
        QCOMPARE(changed.size(), 2);
        QCOMPARE(cells(*model, 1), words("b|Payment|Stalled|–|0|7|2.5 s"));
        QCOMPARE(model->index(1, 2).data(ToneRole).toInt(), static_cast<int>(Tone::Bad));
        QCOMPARE(model->rowOf(QStringLiteral("b")), 1);
        QCOMPARE(model->rowOf(QStringLiteral("c")), -1);
    }

    void servicesSayStateAndWhatTheyDid()
    {
        const std::unique_ptr<ServiceListModel> model(makeServiceListModel(nullptr));
        QAbstractItemModelTester tester(model.get(), kFatal);
        services::ServiceStatus payment{QStringLiteral("payment"), ServiceState::Waiting, QStringLiteral("no broker"), {}, {QStringLiteral("payment-service")}, 12, 3400, 2, kNow - 5s};
        services::ServiceStatus approval{QStringLiteral("approval"), ServiceState::Running, {}, {}, {}, -1, 0, 0, {}};
        model->setRows({{payment, kNow}, {approval, kNow}});
        QCOMPARE(cells(*model, 0).mid(0, 5), words("Payment|Waiting for the broker|12|3,400|2"));
        QVERIFY(cells(*model, 0).at(5).startsWith(QLatin1Char('5')));
        QCOMPARE(cells(*model, 1), words("Approval|Running|–|–|–|–"));
        QCOMPARE(model->index(0, 1).data(Qt::ToolTipRole).toString(), QStringLiteral("no broker"));
    }

    void stockAsksToBeSorted()
    {
        StockTableModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        model.setRows({{QStringLiteral("P1"), QStringLiteral("Tea"), 1200, 200}, {QStringLiteral("P2"), QStringLiteral("Jam"), 3, 3}});
        QCOMPARE(cells(model, 0), words("P1|Tea|1,200|200|1,000"));
        QCOMPARE(cells(model, 1), words("P2|Jam|3|3|Sold out"));
        QSignalSpy asked(&model, &StockTableModel::sortRequested);
        model.sort(StockTableModel::AvailableColumn, Qt::DescendingOrder);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(model.currentSort(), services::StockQuery::Sort::Available);
        model.sort(StockTableModel::AvailableColumn, Qt::DescendingOrder);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(cells(model, 0).first(), QStringLiteral("P1")); // the store sorts
    }

    void movementsSayBeforeAndAfter()
    {
        const std::unique_ptr<MovementListModel> model(makeMovementListModel(nullptr));
        QAbstractItemModelTester tester(model.get(), kFatal);
        model->setRows({{2, QStringLiteral("P1"), 5, 12, QStringLiteral("found"), QStringLiteral("ADMIN001"), kNow}, {1, QStringLiteral("P1"), -3, 7, QStringLiteral("broken"), QStringLiteral("ADMIN002"), kNow}});
        QCOMPARE(cells(*model, 0).mid(1), words("ADMIN001|+5|7|12|found"));
        QCOMPARE(cells(*model, 1).mid(1), words("ADMIN002|-3|10|7|broken"));
    }
};

QTEST_GUILESS_MAIN(TestTopicModels)
#include "tst_topicmodels.moc"
