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
#include "ui/widgets/card.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"

#include <QLocale>
#include <QTimer>
#include <numeric>

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
    m_countAgain = m_counting;
    if (m_counting)
        return;
    m_counting = true;
    services::OrderQuery held;
    m_filter->applyTo(held, m_context.store.clock.now());
    const bool some = !held.text.isEmpty() || held.from;
    whenDone(m_context.queries.orderCounts(held), this, [this, held, some](const Result<QHash<OrderStatus, qint64>> &counts) {
        m_counting = false;
        services::OrderQuery now;
        m_filter->applyTo(now, m_context.store.clock.now());
        if (now.text != held.text || now.from != held.from) {
            readCounts();
            return;
        }
        if (counts.ok())
            showCounts(*counts, some);
        if (m_countAgain && !m_countsSoon->isActive())
            m_countsSoon->start();
    });
}

/// The chips count what text and period hold; the title says whether that is all.
void OrdersPage::showCounts(const QHash<OrderStatus, qint64> &counts, bool some)
{
    m_filter->setCounts(counts);
    const qint64 all = std::accumulate(counts.cbegin(), counts.cend(), qint64(0));
    const QString number = QLocale().toString(all);
    if (some)
        Q_EMIT subtitleChanged(all == 1 ? tr("1 order matches") : tr("%1 orders match").arg(number));
    else
        Q_EMIT subtitleChanged(all == 1 ? tr("1 order") : tr("%1 orders").arg(number));
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
    m_state->showTrouble(m_model->rowCount() > 0, tr("The orders could not be read"), error.message, tr("Try again"));
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
