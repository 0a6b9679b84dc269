// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does in the order list: make, edit, import, export, move and cancel. orderspage.cpp builds, orderspageview.cpp shows.
#include "ui/orders/orderspage.h"

#include "backend/domain/lifecycle.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/orders/orderservice.h"
#include "ui/models/consolecontext.h"
#include "ui/models/ordertablemodel.h"
#include "ui/models/whendone.h"
#include "ui/orders/cancelorderdialog.h"
#include "ui/orders/editorderdialog.h"
#include "ui/orders/importdialog.h"
#include "ui/orders/moveorderdialog.h"
#include "ui/orders/neworderdialog.h"
#include "ui/orders/orderdetail.h"
#include "ui/orders/orderexport.h"
#include "ui/orders/orderfilterbar.h"
#include "ui/presentation/errortext.h"
#include "ui/orders/orderloader.h"

#include <QFileDialog>

namespace cs::ui {

void OrdersPage::newOrder()
{
    if (const QString why = whyNotCreate(); !why.isEmpty()) {
        Q_EMIT messageShown(why);
        return;
    }
    auto *const dialog = new NewOrderDialog(m_context, this);
    connect(dialog, &NewOrderDialog::saved, this, [this](const Order &order) {
        Q_EMIT messageShown(order.waitingFor().isEmpty() ? tr("Order %1 is created").arg(order.id) : tr("Order %1 is created and waits for approval").arg(order.id));
        showCreated(order.id);
    });
    dialog->open();
}

/// The newest order is on top of an unfiltered list; elsewhere it is searched for.
void OrdersPage::showCreated(const QString &orderId)
{
    const bool newestFirst = m_model->sortColumn() == OrderTableModel::CreatedColumn && m_model->sortOrder() == Qt::DescendingOrder;
    if (m_filter->isFiltering() || !newestFirst) {
        showOrder(orderId);
        return;
    }
    m_shown = orderId;
    refresh();
}

void OrdersPage::importOrders()
{
    if (const QString why = whyNotImport(); !why.isEmpty()) {
        Q_EMIT messageShown(why);
        return;
    }
    if (!m_import) {
        m_import = new ImportDialog(m_context, this);
        m_import->open();
    }
    m_import->raise();
}

void OrdersPage::exportOrders()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export orders"), QStringLiteral("orders.csv"), tr("CSV (*.csv)"));
    if (path.isEmpty())
        return;
    m_filter->setExporting(true);
    auto *const job = new OrderExport(m_context, m_loader->query(), path, this);
    connect(job, &OrderExport::finished, this, [this](const QString &message) {
        m_filter->setExporting(false);
        Q_EMIT messageShown(message);
    });
    job->start();
}

/// What the list shows has no lines, and may be a moment old.
void OrdersPage::startEdit()
{
    whenDone(m_context.queries.order(m_detail->order().id), this, [this](const Result<services::OrderDetail> &detail) {
        if (detail.ok())
            openEditor(detail->order);
        else
            Q_EMIT messageShown(errorText(detail.error()));
    });
}

void OrdersPage::openEditor(const Order &order)
{
    if (const QString why = OrderDetail::whyNotEdit(order, m_context); !why.isEmpty()) {
        Q_EMIT messageShown(why);
        return;
    }
    if (m_editor) // asked for twice before it was there
        return;
    auto *const dialog = new EditOrderDialog(m_context, order, this);
    m_editor = dialog;
    connect(dialog, &EditOrderDialog::saved, this, [this](const Order &edited) {
        Q_EMIT messageShown(edited.waitingFor().isEmpty() ? tr("Order %1 is edited, and needs no approval").arg(edited.id)
                                                          : tr("Order %1 is edited and waits for approval anew").arg(edited.id));
        refresh();
    });
    dialog->open();
}

void OrdersPage::askToCancel()
{
    const Order order = m_detail->order();
    auto *const dialog = new CancelOrderDialog(order, this);
    connect(dialog, &CancelOrderDialog::confirmed, this, [this, id = order.id](const QString &reason) { cancelOrder(id, reason); });
    dialog->open();
}

void OrdersPage::cancelOrder(const QString &orderId, const QString &reason)
{
    whenDone(m_context.orders.cancel(orderId, reason, m_context.session.actor()), this, [this, orderId](const Result<Order> &order) {
        Q_EMIT messageShown(order.ok() ? tr("Order %1 is cancelled").arg(orderId) : errorText(order.error()));
        refresh();
    });
}

void OrdersPage::askToMove(OrderStatus to)
{
    const QString id = m_detail->order().id;
    auto *const dialog = new MoveOrderDialog(m_detail->order(), to, this);
    connect(dialog, &MoveOrderDialog::confirmed, this, [this, id, to] { moveOrder(id, to); });
    dialog->open();
}

void OrdersPage::moveOrder(const QString &orderId, OrderStatus to)
{
    whenDone(m_context.orders.setStatus(orderId, to, m_context.session.actor()), this, [this, orderId](const Result<Order> &order) {
        Q_EMIT messageShown(order.ok() ? tr("Order %1 is %2").arg(orderId, statusTitle(order->status).toLower()) : errorText(order.error()));
        refresh();
    });
}

} // namespace cs::ui
