// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/topicsview.h"

#include "backend/events/catalogue.h"
#include "ui/charts/historychart.h"
#include "ui/models/ratehistory.h"
#include "ui/widgets/card.h"
#include "ui/widgets/detailhead.h"
#include "ui/widgets/listdetail.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kMostPartitions = 6; ///< before their table scrolls

QString aboutText(const services::TopicFigures &topic)
{
    const events::TopicEntry *const entry = events::topicEntry(topic.topic);
    const QString what = entry == nullptr || entry->messages.isEmpty() ? TopicsView::tr("A topic that the catalogue does not name.") : entry->messages.first().summary;
    return topic.consumed ? what : what + QLatin1Char(' ') + TopicsView::tr("The notification consumer does not read it, so it has no position of its own here; see Groups.");
}

} // namespace

TopicsView::TopicsView(const RateHistory &rates, QWidget *parent) : QWidget(parent), m_rates(rates)
{
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    m_model = makeTopicListModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("topicsTable"));
    m_table->setAccessibleName(tr("Topics"));
    m_table->setModel(m_model);
    m_table->setColumnWidths({220, 104, 92, 62, 78, 60, 62, 84}, 0);
    m_table->setGivingWay({1, 5, 2});
    auto *const split = new ListDetail(QStringLiteral("topicsSplitter"), m_table, 720, 440);
    fillDetail(*split->card());
    row->addWidget(split);
    connect(m_table, &TableView::currentRowChanged, this, &TopicsView::showTopic);
}

void TopicsView::fillDetail(Card &card)
{
    const Theme &theme = Theme::current();
    m_head = new DetailHead(DetailHead::Kind::Thing);
    m_about = m_head->addLine();
    m_about->setMuted(true);
    m_partitions = makeTopicPartitionModel(this);
    auto *const partitions = new TableView;
    partitions->setAccessibleName(tr("Partitions"));
    partitions->setModel(m_partitions);
    partitions->setColumnWidths({96, 66, 60, 88, 54, 80}, 0);
    partitions->setGivingWay({1, 2});
    partitions->setFitsRows(true);
    partitions->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded); // there may be more of them than there is room for
    partitions->setMaximumHeight(theme.px(31 * (kMostPartitions + 1)));
    m_rate = new HistoryChart(tr("Written a second, the last two minutes"));
    m_behind = new HistoryChart(tr("Behind, the last two minutes"));
    m_lag = new QWidget;
    auto *const lag = new QVBoxLayout(m_lag);
    lag->setContentsMargins(0, 0, 0, 0);
    lag->addWidget(new PlainLabel(tr("Behind"), FontRole::Label));
    lag->addWidget(m_behind, 1);
    card.body()->setSpacing(theme.px(space::m));
    card.body()->addWidget(m_head);
    card.body()->addWidget(partitions);
    card.body()->addWidget(new PlainLabel(tr("Written a second"), FontRole::Label));
    card.body()->addWidget(m_rate, 1);
    card.body()->addWidget(m_lag, 1);
}

void TopicsView::setSnapshot(const services::Snapshot &snapshot)
{
    m_model->setRows(inCatalogueOrder(snapshot.topics));
    if (m_table->selectedRow() < 0 && m_model->rowCount() > 0)
        m_table->selectRow(0);
    showTopic();
}

void TopicsView::showTopic()
{
    const services::TopicFigures *const topic = m_model->rowAt(m_table->selectedRow());
    m_partitions->setRows(topic ? topic->partitions : QList<services::PartitionFigures>());
    m_head->setTitle(topic ? topic->topic : QString());
    m_about->setText(topic ? aboutText(*topic) : QString());
    if (topic)
        drawHistory(*topic);
}

void TopicsView::drawHistory(const services::TopicFigures &topic)
{
    using Figure = RateHistory::Figure;
    const auto draw = [this, &topic](HistoryChart &chart, Figure figure) {
        chart.setLines({{topic.topic, 0, m_rates.pieces(topic.topic, figure)}}, m_rates.newest(), m_rates.highest(topic.topic, figure));
    };
    draw(*m_rate, Figure::Rate);
    m_lag->setVisible(topic.consumed); // nobody here is behind on what nobody here reads
    if (topic.consumed)
        draw(*m_behind, Figure::Behind);
}

} // namespace cs::ui
