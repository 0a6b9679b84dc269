// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/topicsview.h"

#include "backend/events/catalogue.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

QString aboutText(const services::TopicFigures &topic)
{
    const events::TopicEntry *const entry = events::topicEntry(topic.topic);
    const QString what = entry == nullptr || entry->messages.isEmpty() ? TopicsView::tr("A topic that the catalogue does not name.") : entry->messages.first().summary;
    return topic.consumed ? what : what + QLatin1Char(' ') + TopicsView::tr("The notification consumer does not read it, so it has no position of its own here; see Groups.");
}

} // namespace

TopicsView::TopicsView(QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    auto *const split = new QSplitter;
    split->setObjectName(QStringLiteral("topicsSplitter"));
    split->setChildrenCollapsible(false);
    m_model = makeTopicListModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("topicsTable"));
    m_table->setAccessibleName(tr("Topics"));
    m_table->setModel(m_model);
    m_table->setColumnWidths({220, 84, 92, 62, 78, 60, 62, 84}, 0);
    m_table->setGivingWay({1, 5, 2});
    split->addWidget(m_table);
    auto *const card = new Card;
    m_title = new PlainLabel({}, FontRole::Title);
    m_title->setElided(true);
    m_about = new PlainLabel;
    m_about->setMuted(true);
    m_about->setWordWrap(true);
    m_partitions = makeTopicPartitionModel(this);
    auto *const partitions = new TableView;
    partitions->setFramed(false);
    partitions->setAccessibleName(tr("Partitions"));
    partitions->setModel(m_partitions);
    partitions->setColumnWidths({100, 66, 58, 82, 54, 78}, 0);
    partitions->setGivingWay({1});
    card->body()->setSpacing(theme.px(space::m));
    card->body()->addWidget(m_title);
    card->body()->addWidget(m_about);
    card->body()->addWidget(partitions, 1);
    split->addWidget(card);
    split->setStretchFactor(0, 6);
    split->setStretchFactor(1, 4);
    split->setSizes({theme.px(720), theme.px(440)});
    row->addWidget(split);
    connect(m_table, &TableView::currentRowChanged, this, &TopicsView::showTopic);
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
    m_title->setText(topic ? topic->topic : QString());
    m_about->setText(topic ? aboutText(*topic) : QString());
}

} // namespace cs::ui
