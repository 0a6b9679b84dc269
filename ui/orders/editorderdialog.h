// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/support/result.h"

#include <QDialog>

namespace cs {
class KeyButton;
class PlainLabel;
} // namespace cs

namespace cs::ui {

class OrderLines;
struct ConsoleContext;

/// Puts other lines into an order that waits for approval, which begins anew then. Ctrl+Enter saves it. Deletes itself when closed.
class EditOrderDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditOrderDialog)

public:
    /// The order with its items, as it was read last: one that was changed since is not overwritten.
    EditOrderDialog(ConsoleContext &context, const Order &order, QWidget *parent = nullptr);

Q_SIGNALS:
    void edited(const cs::Order &order);

private:
    void layTabs();
    void save();
    void finish(const Result<Order> &answer);
    void showErrors(const QString &message, const QList<FieldError> &errors);

    ConsoleContext &m_context;
    const Order m_order;
    OrderLines *m_lines = nullptr;
    PlainLabel *m_error = nullptr;
    KeyButton *m_close = nullptr;
    KeyButton *m_save = nullptr;
};

} // namespace cs::ui
