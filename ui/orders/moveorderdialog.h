// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"

#include <QDialog>

namespace cs::ui {

/// Asks once before an order is marked shipped or delivered by hand, and says what that does. Deletes itself.
class MoveOrderDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MoveOrderDialog)

public:
    /// `to` is Shipped or Delivered.
    MoveOrderDialog(const Order &order, OrderStatus to, QWidget *parent);

Q_SIGNALS:
    void confirmed();
};

} // namespace cs::ui
