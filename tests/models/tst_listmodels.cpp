// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/modelrows.h"
#include "ui/models/channeltablemodel.h"
#include "ui/models/importfailuremodel.h"
#include "ui/models/itemtablemodel.h"
#include "ui/models/notificationtablemodel.h"
#include "ui/models/topictablemodel.h"
#include "ui/presentation/itemroles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace cs;
using namespace cs::ui;
using namespace cs::ui::test;
using namespace std::chrono_literals;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

services::NotificationCount count(Channel channel, NotificationState state, qint64 number)
{
    return {channel, state, number};
}

Notification notification(qint64 id, NotificationState state = NotificationState::Delivered)
{
    Notification one;
    one.id = id;
    one.userId = QStringLiteral("MGR001");
    one.state = state;
    one.title = QStringLiteral("Approval needed");
    one.createdAt = kNow - 2min;
    one.attempts = 1;
    return one;
}

services::TopicFigures topic(const QString &name, double rate, bool gap = false)
{
    services::TopicFigures figures;
    figures.topic = name;
    figures.producedPerSecond = rate;
    figures.gap = gap;
    figures.behind = 1200;
    return figures;
}

} // namespace

/// The short lists: items, channels, topics, notifications, failures of an import.
class TestListModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFixedLocale(); }

    void itemsHaveSumAndStock()
    {
        ItemTableModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        const OrderItem pavlova{QStringLiteral("P016"), QStringLiteral("Pavlova"), 21, Money(1'181, Currency())};
        const OrderItem unknown{QStringLiteral("X"), {}, 80, Money(2'983, Currency())};
        services::OrderDetail detail;
        detail.order.items = {pavlova, unknown};
        detail.fulfilment.levels.insert(QStringLiteral("P016"), {QStringLiteral("P016"), {}, 20, 0});
        model.setOrder(detail);
        QCOMPARE(textAt(model, 0, ItemTableModel::ProductColumn), QStringLiteral("Pavlova"));
        QCOMPARE(textAt(model, 0, ItemTableModel::SumColumn), QStringLiteral("248.01"));
        QCOMPARE(textAt(model, 0, ItemTableModel::StockColumn), QStringLiteral("short: 20 left"));
        QCOMPARE(textAt(model, 1, ItemTableModel::ProductColumn), QStringLiteral("X"));
        QCOMPARE(textAt(model, 1, ItemTableModel::StockColumn), QStringLiteral("not known"));
        detail.order.items = {pavlova};
        detail.fulfilment.levels[QStringLiteral("P016")].onHand = 21;
        model.setOrder(detail);
        QCOMPARE(textAt(model, 0, ItemTableModel::StockColumn), QStringLiteral("in stock"));
        detail.order.items[0].name.clear(); // as orders from elsewhere
        detail.fulfilment.levels[QStringLiteral("P016")].name = QStringLiteral("Pavlova");
        model.setOrder(detail);
        QCOMPARE(textAt(model, 0, ItemTableModel::ProductColumn), QStringLiteral("Pavlova"));
    }

    void outcomesAreSummedByChannel()
    {
        using S = NotificationState;
        const QList<ChannelFigures> figures = channelFigures({count(Channel::Email, S::Sent, 3), count(Channel::Email, S::Delivered, 4),
                                                              count(Channel::Email, S::Failed, 2), count(Channel::Email, S::Uncertain, 1),
                                                              count(Channel::Email, S::Skipped, 5), count(Channel::Email, S::Retrying, 6)});
        QCOMPARE(figures.size(), 2); // in-app is always there
        QCOMPARE(figures.at(0), (ChannelFigures{Channel::InApp, 0, 0, 0, 0}));
        QCOMPARE(figures.at(1), (ChannelFigures{Channel::Email, 7, 6, 3, 5}));
    }

    void everyStateIsCountedOnce()
    {
        for (int state = 0; state <= static_cast<int>(NotificationState::Cancelled); ++state) {
            const ChannelFigures one = channelFigures({count(Channel::InApp, static_cast<NotificationState>(state), 1)}).first();
            QCOMPARE(one.delivered + one.open + one.failed + one.skipped, qint64(1));
        }
    }

    void channelsKeepTheirRows()
    {
        ChannelTableModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        model.setFigures(channelFigures({}));
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        model.setFigures(channelFigures({count(Channel::Sms, NotificationState::Sent, 1200)}));
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(removes.size(), 0);
        QCOMPARE(textAt(model, 1, 0), QStringLiteral("SMS"));
        QCOMPARE(textAt(model, 1, 1), QStringLiteral("1,200"));
    }

    void aTopicKeepsItsPlaceAndColour()
    {
        TopicTableModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        const QString first = QStringLiteral("order.created");
        const QString second = QStringLiteral("order.approval.completed");
        model.setTopics({topic(first, 12.34), topic(second, 0.5)});
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        model.setTopics({topic(second, 0, true), topic(first, 0)});
        QCOMPARE(inserts.size(), 0);
        QCOMPARE(model.seriesOf(first), 0);
        QCOMPARE(model.seriesOf(second), 1);
        QCOMPARE(textAt(model, 0, TopicTableModel::ProducedColumn), QStringLiteral("0"));
        QCOMPARE(textAt(model, 1, TopicTableModel::ProducedColumn), QStringLiteral("–"));
        QCOMPARE(textAt(model, 1, TopicTableModel::LagColumn), QStringLiteral("1,200"));
        services::TopicFigures written = topic(second, 1);
        written.partitions = {{0, 0, 5, 5, 0, 0}};
        model.setTopics({topic(first, 0), written});
        QCOMPARE(textAt(model, 0, TopicTableModel::TopicColumn), second);
        QCOMPARE(model.seriesOf(second), 1);
        model.setTopics({topic(first, 0), topic(second, 0, true)}); // the poll failed
        QCOMPARE(textAt(model, 0, TopicTableModel::TopicColumn), second);
        QCOMPARE(rateText(12.34, true), QStringLiteral("12"));
        QCOMPARE(rateText(0.5, true), QStringLiteral("0.5"));
    }

    void aNotificationSaysWhatBecameOfIt()
    {
        NotificationTableModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        Notification skipped = notification(1, NotificationState::Skipped);
        skipped.reason = QStringLiteral("past its time");
        model.setNotifications({skipped}, kNow);
        QCOMPARE(textAt(model, 0, NotificationTableModel::TimeColumn), QStringLiteral("2 min ago"));
        QCOMPARE(textAt(model, 0, NotificationTableModel::ChannelColumn), QStringLiteral("In-app"));
        QCOMPARE(textAt(model, 0, NotificationTableModel::StateColumn), QStringLiteral("Skipped"));
        const QModelIndex state = model.index(0, NotificationTableModel::StateColumn);
        QCOMPARE(state.data(ToneRole).toInt(), static_cast<int>(Tone::Neutral));
        QCOMPARE(state.data(Qt::ToolTipRole).toString(), skipped.reason);
        QCOMPARE(textAt(model, 0, NotificationTableModel::OrderColumn), QStringLiteral("–"));
    }

    void newNotificationsComeOnTop()
    {
        NotificationTableModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        model.setNotifications({notification(2), notification(1)}, kNow);
        const QPersistentModelIndex selected(model.index(0, 0));
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        model.setNotifications({notification(4), notification(3), notification(2), notification(1)}, kNow);
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(removes.size(), 0);
        QCOMPARE(selected.row(), 2);
    }

    void aFailedLineHasARowForEachField()
    {
        ImportFailureModel model;
        QAbstractItemModelTester tester(&model, kFatal);
        services::ImportOutcome whole;
        whole.line = 3;
        whole.error = Error::invalid(QStringLiteral("line 3: This is not JSON."));
        services::ImportOutcome fields;
        fields.line = 1700;
        fields.error = Error::invalid({}, {{QStringLiteral("items[0].price"), QStringLiteral("Missing.")}, {QStringLiteral("customerId"), QStringLiteral("Too long.")}});
        QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        model.append({});
        model.append({whole, fields});
        QCOMPARE(inserts.size(), 1);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(textAt(model, 0, ImportFailureModel::FieldColumn), QStringLiteral("–"));
        QCOMPARE(textAt(model, 0, ImportFailureModel::MessageColumn), QStringLiteral("This is not JSON."));
        QCOMPARE(textAt(model, 1, ImportFailureModel::LineColumn), QStringLiteral("1,700"));
        QCOMPARE(textAt(model, 2, ImportFailureModel::MessageColumn), QStringLiteral("Too long."));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestListModels)
#include "tst_listmodels.moc"
