// SPDX-License-Identifier: GPL-3.0-or-later
// What the order page shows: reading, keeping the selection, and the designed states. orderspage.cpp builds and acts.
#include "ui/models/whendone.h"
#include "ui/orders/orderspage.h"

#include "backend/services/core/storecontext.h"
#include "ui/models/consolecontext.h"
#include "ui/models/ordertablemodel.h"
#include "ui/orders/orderdetail.h"
#include "ui/orders/orderfilterbar.h"
#include "ui/orders/orderloader.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"

#include <QLocale>
#include <QTimer>

namespace cs::ui {

void OrdersPage::reload()
{
    services::OrderQuery query;
    m_filter->applyTo(query, m_context.store.clock.now());
    query.sort = m_model->currentSort();
    query.descending = m_model->sortOrder() == Qt::DescendingOrder;
    m_soon->stop();
    m_loader->load(query);
    readCounts();
}

void OrdersPage::refresh()
{
    m_loader->refresh();
    readDetail();
}

void OrdersPage::readCounts()
{
    whenDone(m_context.queries.dashboard(), this, [this](const Result<services::DashboardFigures> &figures) {
        if (!figures.ok())
            return;
        m_filter->setCounts(figures->ordersByStatus);
        Q_EMIT subtitleChanged(tr("%1 orders").arg(QLocale().toString(figures->orders)));
    });
}

void OrdersPage::readDetail()
{
    if (m_shown.isEmpty())
        return;
    const quint64 generation = ++m_generation;
    whenDone(m_context.queries.order(m_shown), this, [this, generation](const Result<services::OrderDetail> &detail) {
        if (generation != m_generation)
            return;
        if (detail.ok())
            m_detail->setDetail(*detail);
        else
            m_detail->setTrouble(detail.error().message);
    });
}

void OrdersPage::keepSelection(bool begins)
{
    m_changing = begins;
    if (begins)
        return;
    const int row = m_model->rowOf(m_shown);
    if (row >= 0 && row != m_table->selectedRow()) {
        m_table->selectRow(row);
    } else if (row < 0 && m_model->rowCount() > 0) {
        const int next = qBound(0, m_table->selectedRow(), m_model->rowCount() - 1);
        m_table->selectRow(next);
        showRow(next);
    }
}

void OrdersPage::showLoaded(bool first)
{
    m_state->setStale({});
    if (m_model->rowCount() == 0) {
        showEmpty();
        return;
    }
    m_state->showContent();
    m_detailCard->setVisible(true);
    if (first && m_table->selectedRow() <= 0)
        m_table->scrollToTop();
    if (const services::OrderRow *const row = m_model->rowAt(m_table->selectedRow()))
        m_detail->setRow(*row);
}

void OrdersPage::showEmpty()
{
    m_detailCard->setVisible(false);
    m_shown.clear();
    const bool mayCreate = mayDo(m_context.session.actor(), Right::CreateOrder) && !m_context.readOnly;
    if (m_filter->isFiltering())
        m_state->showEmpty(tr("No order matches"), tr("Take a word, the state or the period away."), tr("Show all orders"), QStringLiteral("search"));
    else
        m_state->showEmpty(tr("No orders yet"), tr("They show here as they come over Kafka. Create one, or import a file of them with Import."),
                           mayCreate ? tr("New order") : QString(), QStringLiteral("orders"));
}

void OrdersPage::showFailed(const Error &error)
{
    if (m_model->rowCount() > 0)
        m_state->setStale(tr("The list is old: %1").arg(error.message));
    else
        m_state->showFailed(tr("The orders could not be read"), error.message, tr("Try again"));
}

void OrdersPage::showRow(int row)
{
    const services::OrderRow *const shown = m_model->rowAt(row);
    if (!shown || m_changing || shown->order.id == m_shown)
        return;
    m_shown = shown->order.id;
    m_detail->setRow(*shown);
    readDetail();
}

void OrdersPage::showOrder(const QString &orderId)
{
    const int row = m_model->rowOf(orderId);
    if (row >= 0) {
        m_table->selectRow(row);
        return;
    }
    m_shown = orderId;
    m_filter->searchFor(orderId);
    m_detailCard->setVisible(true);
    readDetail();
}

void OrdersPage::search(const QString &text)
{
    m_filter->searchFor(text);
    m_table->setFocus();
}

void OrdersPage::showStatus(OrderStatus status)
{
    m_filter->showStatus(status);
}

} // namespace cs::ui
