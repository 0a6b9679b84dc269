// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/groupsview.h"

#include "ui/widgets/card.h"
#include "ui/widgets/detailhead.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/listdetail.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cs::ui {

GroupsView::GroupsView(QWidget *parent) : QWidget(parent)
{
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    m_model = makeGroupListModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("groupsTable"));
    m_table->setAccessibleName(tr("Consumer groups"));
    m_table->setModel(m_model);
    m_table->setColumnWidths({170, 96, 100, 92, 80, 64, 84}, 0);
    m_table->setGivingWay({3, 1});
    auto *const split = new ListDetail(QStringLiteral("groupsSplitter"), m_table, 620, 560);
    fillDetail(*split->card());
    row->addWidget(split);
    connect(m_table, &TableView::currentRowChanged, this, &GroupsView::showGroup);
}

void GroupsView::fillDetail(Card &card)
{
    card.body()->setSpacing(Theme::current().px(space::m));
    m_head = new DetailHead(DetailHead::Kind::Thing);
    m_explanation = m_head->addLine();
    m_explanation->setObjectName(QStringLiteral("groupExplanation"));
    card.body()->addWidget(m_head);
    auto *const facts = new FactGrid;
    m_service = facts->add(tr("Service"));
    m_state = facts->add(tr("At the broker"));
    m_members = facts->add(tr("Members"));
    card.body()->addWidget(facts);
    m_partitions = makeGroupPartitionModel(this);
    auto *const partitions = new TableView;
    partitions->setAccessibleName(tr("Partitions of the group"));
    partitions->setModel(m_partitions);
    partitions->setTextElideMode(Qt::ElideMiddle); // the number stands at the end
    partitions->setColumnWidths({220, 92, 90, 64, 56, 82}, 0);
    partitions->setGivingWay({3, 2});
    card.body()->addWidget(partitions, 1);
}

void GroupsView::setSnapshot(const services::Snapshot &snapshot)
{
    m_embedded = snapshot.embedded;
    m_model->setRows(snapshot.groups);
    if (m_table->selectedRow() < 0 && m_model->rowCount() > 0)
        m_table->selectRow(0);
    showGroup();
}

void GroupsView::select(const QString &group)
{
    m_table->selectRow(m_model->rowOf(group));
}

void GroupsView::showGroup()
{
    const services::GroupFigures *const group = m_model->rowAt(m_table->selectedRow());
    if (!group) {
        m_partitions->setRows({});
        return;
    }
    m_head->setTitle(group->group);
    m_head->setState(titleOf(group->verdict), toneOf(group->verdict));
    m_explanation->setText(group->explanation);
    m_service->setText(serviceTitle(group->service));
    const QString untold = m_embedded ? tr("The embedded broker keeps no groups; positions are the store's.") : tr("Not told yet.");
    m_state->setText(group->state.isEmpty() ? untold : group->state);
    if (!group->membersKnown)
        m_members->setText(QStringLiteral("–"));
    else
        m_members->setText(group->members.isEmpty() ? tr("Nobody") : group->members.join(QLatin1Char('\n')));
    m_partitions->setRows(group->partitions);
}

} // namespace cs::ui
