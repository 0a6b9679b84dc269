// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orderparts/ordercontent.h"

#include "ui/models/itemtablemodel.h"
#include "ui/models/ordertimeline.h"
#include "ui/presentation/relativetime.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timeline.h"

#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kMostRows = 8; ///< of items before their table scrolls

QList<TimelineEntry> entriesOf(const QList<OrderMoment> &moments)
{
    QList<TimelineEntry> entries;
    for (const OrderMoment &moment : moments)
        entries.append({relativetime::clockText(moment.at), relativetime::absoluteText(moment.at), moment.tone, moment.text, moment.strong,
                        moment.note, moment.id});
    return entries;
}

} // namespace

OrderContent::OrderContent(const Clock &clock, QWidget *parent) : QWidget(parent), m_clock(clock)
{
    const Theme &theme = Theme::current();
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(theme.px(space::s));
    m_items = new ItemTableModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("orderItems"));
    m_table->setModel(m_items);
    m_table->setColumnWidths({140, 48, 76, 92, 118}, ItemTableModel::ProductColumn);
    m_table->setGivingWay({ItemTableModel::PriceColumn, ItemTableModel::SumColumn});
    m_table->setFitsRows(true);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded); // an order may have more lines than there is room for
    m_table->setMaximumHeight(theme.px(31 * (kMostRows + 1)));
    m_table->setAccessibleName(tr("Items of the order"));
    m_column->addWidget(m_table);
    m_column->addWidget(new PlainLabel(tr("What happened"), FontRole::Label));
    m_timeline = new Timeline;
    m_timeline->setObjectName(QStringLiteral("orderTimeline"));
    m_timeline->setAccessibleName(tr("What happened to the order"));
    m_column->addWidget(m_timeline, 1);
}

void OrderContent::insert(QWidget *part)
{
    m_column->insertWidget(m_column->indexOf(m_table) + 1, part);
}

void OrderContent::clear()
{
    m_items->setItems({}, {});
    m_timeline->setEntries({});
}

void OrderContent::setDetail(const services::OrderDetail &detail)
{
    if (m_items->rows() != detail.order.items || m_items->rowCount() == 0)
        m_items->setItems(detail.order.items, detail.stock);
    m_timeline->setEntries(entriesOf(orderMoments(detail, m_clock.now())));
}

} // namespace cs::ui
