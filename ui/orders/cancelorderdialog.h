// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"

#include <QDialog>

namespace cs {
class BoundEdit;
} // namespace cs

namespace cs::ui {

/// Asks once before an order is cancelled, says what will happen, and takes the reason. Deletes itself when closed.
class CancelOrderDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CancelOrderDialog)

public:
    explicit CancelOrderDialog(const Order &order, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed(const QString &reason);

private:
    BoundEdit *m_reason = nullptr;
};

} // namespace cs::ui
