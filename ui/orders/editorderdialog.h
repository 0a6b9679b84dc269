// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/orders/orderdialog.h"

namespace cs::ui {

/// Puts other lines into an order that waits for approval, which begins anew then.
class EditOrderDialog final : public OrderDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditOrderDialog)

public:
    /// The order with its items, as it was read last: one that was changed since is not overwritten.
    EditOrderDialog(ConsoleContext &context, const Order &order, QWidget *parent = nullptr);

private:
    NewOrder content() const override;
    QFuture<Result<Order>> send(const NewOrder &order) override;

    const Order m_order;
};

} // namespace cs::ui
