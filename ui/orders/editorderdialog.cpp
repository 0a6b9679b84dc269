// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/editorderdialog.h"

#include "backend/services/orders/orderservice.h"
#include "ui/models/consolecontext.h"
#include "ui/orders/orderlines.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

namespace cs::ui {

EditOrderDialog::EditOrderDialog(ConsoleContext &context, const Order &order, QWidget *parent)
    : OrderDialog(context, order.currency, tr("Edit order %1").arg(order.id), parent), m_order(order)
{
    auto *const what = new PlainLabel(tr("Its approval begins anew: what was asked and decided so far does not count for what it is then."));
    what->setMuted(true);
    what->setWordWrap(true);
    head()->addWidget(what);
    lines()->setItems(order.items);
    build(tr("Save"), QStringLiteral("saveOrder"), nullptr);
    lines()->focusFirst();
}

NewOrder EditOrderDialog::content() const
{
    NewOrder order;
    order.id = m_order.id;
    order.customerId = m_order.customerId;
    order.currency = m_order.currency;
    return order;
}

QFuture<Result<Order>> EditOrderDialog::send(const NewOrder &order)
{
    return context().orders.edit(m_order.id, order.items, m_order.version, context().session.actor());
}

} // namespace cs::ui
