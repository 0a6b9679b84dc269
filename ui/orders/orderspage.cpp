// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/orderspage.h"

#include "backend/services/core/changes.h"
#include "backend/services/core/storecontext.h"
#include "ui/models/consolecontext.h"
#include "ui/models/ordertablemodel.h"
#include "ui/orders/orderdetail.h"
#include "ui/orders/orderfilterbar.h"
#include "ui/orders/orderloader.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/listdetail.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTimer>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kCoalesceMs = 200;
constexpr int kCountsMs = 1000;
constexpr int kTickMs = 1000;

} // namespace

OrdersPage::OrdersPage(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(space::l), theme.px(space::l), theme.px(space::l), theme.px(space::l));
    column->setSpacing(theme.px(space::m));
    m_filter = new OrderFilterBar;
    column->addWidget(m_filter);
    auto *const split = new ListDetail(QStringLiteral("ordersSplitter"), makeList(), 660, 520);
    m_detailCard = split->card();
    m_detailCard->body()->addWidget(m_detail = new OrderDetail(context));
    column->addWidget(split, 1);

    m_soon = new QTimer(this);
    m_soon->setSingleShot(true);
    m_soon->setInterval(kCoalesceMs);
    m_countsSoon = new QTimer(this);
    m_countsSoon->setSingleShot(true);
    m_countsSoon->setInterval(kCountsMs);
    m_tick = new QTimer(this);
    m_tick->start(kTickMs);
    connectParts();
    applyRights();
    m_state->showLoading(tr("Reading the orders"));
    m_detailCard->setVisible(false);
    reload();
}

QWidget *OrdersPage::makeList()
{
    m_model = new OrderTableModel(m_context.store.policy.base, this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("ordersTable"));
    m_table->setAccessibleName(tr("Orders"));
    m_table->setModel(m_model);
    m_table->setColumnWidths({90, 180, 64, 96, 152, 96}, OrderTableModel::CustomerColumn);
    m_table->setFittedColumns({OrderTableModel::TotalColumn});
    m_table->setGivingWay({OrderTableModel::ItemsColumn, OrderTableModel::CreatedColumn});
    m_table->horizontalHeader()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
    m_table->setSortingEnabled(true);
    m_state = new StateStack(m_table);
    m_loader = new OrderLoader(m_context, *m_model, this);
    return m_state;
}

void OrdersPage::connectParts()
{
    const auto soon = [this] {
        if (!m_soon->isActive())
            m_soon->start();
        if (!m_countsSoon->isActive())
            m_countsSoon->start();
    };
    connect(&m_context.changes, &services::Changes::ordersChanged, this, soon);
    connect(&m_context.changes, &services::Changes::approvalsChanged, this, soon);
    connect(&m_context.changes, &services::Changes::notificationsAdded, this, soon);
    connect(&m_context.session, &Session::personChanged, this, &OrdersPage::applyRights);
    connect(m_soon, &QTimer::timeout, this, &OrdersPage::refresh);
    connect(m_countsSoon, &QTimer::timeout, this, &OrdersPage::readCounts);
    connect(m_tick, &QTimer::timeout, this, [this] { m_model->tick(m_context.store.clock.now()); });
    connect(m_loader, &OrderLoader::changing, this, &OrdersPage::keepSelection);
    connect(m_loader, &OrderLoader::loaded, this, &OrdersPage::showLoaded);
    connect(m_loader, &OrderLoader::failed, this, &OrdersPage::showFailed);
    connect(m_model, &OrderTableModel::sortRequested, this, &OrdersPage::reload);
    connect(m_model, &OrderTableModel::sortRefused, this, &OrdersPage::restoreSortIndicator);
    connect(m_table, &TableView::currentRowChanged, this, &OrdersPage::showRow);
    connect(m_state, &StateStack::actionRequested, this, [this] {
        if (m_state->state()->kind() == EmptyState::Kind::Failed)
            reload();
        else if (!m_filter->isFiltering())
            newOrder();
        else
            m_filter->searchFor({});
    });
    connect(m_filter, &OrderFilterBar::filterChanged, this, &OrdersPage::reload);
    connect(m_filter, &OrderFilterBar::newOrderRequested, this, &OrdersPage::newOrder);
    connect(m_filter, &OrderFilterBar::importRequested, this, &OrdersPage::importOrders);
    connect(m_filter, &OrderFilterBar::exportRequested, this, &OrdersPage::exportOrders);
    connect(m_detail, &OrderDetail::cancelRequested, this, &OrdersPage::askToCancel);
    connect(m_detail, &OrderDetail::editRequested, this, &OrdersPage::startEdit);
    connect(m_detail, &OrderDetail::moveRequested, this, &OrdersPage::askToMove);
    connect(m_detail, &OrderDetail::copied, this, [this](const QString &id) { Q_EMIT messageShown(tr("%1 is on the clipboard").arg(id)); });
}

void OrdersPage::applyRights()
{
    m_filter->setNewBlocked(whyNotCreate());
    m_filter->setImportBlocked(whyNotImport());
    readDetail();
}

QString OrdersPage::whyNotCreate() const
{
    if (m_context.readOnly || m_context.store.readOnly)
        return tr("This console is read-only.");
    return mayDo(m_context.session.actor(), Right::CreateOrder) ? QString() : tr("Your role does not create orders.");
}

QString OrdersPage::whyNotImport() const
{
    if (m_context.readOnly || m_context.store.readOnly)
        return tr("This console is read-only.");
    return mayDo(m_context.session.actor(), Right::ImportOrders) ? QString() : tr("Your role does not import orders.");
}

void OrdersPage::restoreSortIndicator()
{
    m_table->horizontalHeader()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
}

} // namespace cs::ui
