// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orderparts/ordercontent.h"

#include "backend/services/core/storecontext.h"
#include "backend/services/flow/servicecontrol.h"
#include "ui/models/consolecontext.h"
#include "ui/models/itemtablemodel.h"
#include "ui/models/ordersteps.h"
#include "ui/models/ordertimeline.h"
#include "ui/orderparts/factpanel.h"
#include "ui/presentation/relativetime.h"
#include "ui/widgets/evengrid.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timeline.h"

#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kMostRows = 8; ///< of items before their table scrolls
constexpr int kPanelWidth = 216; ///< the least, at 96 dpi
constexpr int kTickMs = 1000;
constexpr int kBlankMs = 150; ///< longer than a read takes; too short to take one order for the other

QList<TimelineEntry> entriesOf(const QList<OrderMoment> &moments)
{
    QList<TimelineEntry> entries;
    for (const OrderMoment &moment : moments)
        entries.append({relativetime::clockText(moment.at), relativetime::absoluteText(moment.at), moment.tone, moment.text, moment.strong,
                        moment.note, moment.id});
    return entries;
}

} // namespace

OrderContent::OrderContent(const ConsoleContext &context, QWidget *parent) : QScrollArea(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    setObjectName(QStringLiteral("orderContent"));
    setAccessibleName(tr("The order"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *const content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, theme.px(space::xs), 0); // beside the scroll bar
    m_column->setSpacing(theme.px(space::s));
    m_steps = new Stepper;
    m_steps->setObjectName(QStringLiteral("orderSteps"));
    m_column->addWidget(m_steps);
    m_column->addWidget(makeItems());
    m_facts = new QWidget;
    auto *const grid = new EvenGrid(theme.px(kPanelWidth), m_facts);
    grid->setFillsLastRow(true);
    m_facts->hide();
    m_column->addWidget(m_facts);
    m_column->addWidget(new PlainLabel(tr("What happened"), FontRole::Label));
    m_timeline = new Timeline;
    m_timeline->setObjectName(QStringLiteral("orderTimeline"));
    m_timeline->setAccessibleName(tr("What happened to the order"));
    m_timeline->setFitsEntries(true);
    m_column->addWidget(m_timeline);
    m_column->addStretch(1);
    setWidget(content);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    m_tick = new QTimer(this);
    connect(m_tick, &QTimer::timeout, this, [this] {
        if (isVisible())
            showTimes();
    });
    m_tick->start(kTickMs);
    m_blank = new QTimer(this);
    m_blank->setSingleShot(true);
    m_blank->setInterval(kBlankMs);
    connect(m_blank, &QTimer::timeout, this, [this] { showDetail({}); });
}

QWidget *OrderContent::makeItems()
{
    m_items = new ItemTableModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("orderItems"));
    m_table->setModel(m_items);
    m_table->setColumnWidths({120, 48, 68, 80, 90, 82}, ItemTableModel::ProductColumn);
    m_table->setFittedColumns({ItemTableModel::QuantityColumn, ItemTableModel::PriceColumn, ItemTableModel::SumColumn, ItemTableModel::StockColumn,
                               ItemTableModel::OnHandColumn});
    m_table->setGivingWay({ItemTableModel::PriceColumn, ItemTableModel::OnHandColumn, ItemTableModel::SumColumn});
    m_table->setFitsRows(true);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded); // an order may have more lines than there is room for
    m_table->setMaximumHeight(Theme::current().px(31 * (kMostRows + 1)));
    m_table->setAccessibleName(tr("Items of the order and their stock"));
    return m_table;
}

void OrderContent::insert(QWidget *part)
{
    m_column->insertWidget(m_column->indexOf(m_table) + 1, part);
}

void OrderContent::clear()
{
    m_blank->start();
}

void OrderContent::setDetail(const services::OrderDetail &detail)
{
    m_blank->stop();
    if (detail.order.id != m_detail.order.id)
        verticalScrollBar()->setValue(0);
    showDetail(detail);
}

void OrderContent::showDetail(const services::OrderDetail &detail)
{
    m_detail = detail;
    m_items->setOrder(detail);
    m_table->setVisible(m_items->rowCount() > 0); // of a foreign order, only the id may be known
    showTimes();
}

/// All that says how long ago or how long something is; cheap where nothing has changed.
void OrderContent::showTimes()
{
    if (m_detail.order.id.isEmpty() && m_steps->steps().isEmpty())
        return;
    const TimePoint now = m_context.store.clock.now();
    const auto services = m_context.serviceControl ? m_context.serviceControl->services() : QList<services::ServiceStatus>();
    m_steps->setSteps(orderSteps(m_detail, services, now));
    showFacts(orderFacts(m_detail, now));
    const QList<TimelineEntry> entries = entriesOf(orderMoments(m_detail, now));
    if (entries != m_timeline->entries())
        m_timeline->setEntries(entries);
}

void OrderContent::showFacts(const QList<FactGroup> &groups)
{
    while (m_panels.size() > groups.size())
        delete m_panels.takeLast();
    while (m_panels.size() < groups.size()) {
        m_panels.append(new FactPanel);
        m_facts->layout()->addWidget(m_panels.last());
    }
    for (qsizetype i = 0; i < groups.size(); ++i)
        m_panels[i]->setGroup(groups.at(i));
    m_facts->setVisible(!groups.isEmpty());
}

} // namespace cs::ui
