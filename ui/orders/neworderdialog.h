// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/orders/orderdialog.h"

class QComboBox;

namespace cs::ui {

/// Enters an order: customer, currency, lines; shows its total and which levels it will need.
class NewOrderDialog final : public OrderDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewOrderDialog)

public:
    explicit NewOrderDialog(ConsoleContext &context, QWidget *parent = nullptr);

private:
    void makeHead();
    void readCustomers();
    void changeCurrency();
    NewOrder content() const override;
    QFuture<Result<Order>> send(const NewOrder &order) override;
    void checkHead(QList<FieldError> *errors) const override;
    bool showHeadErrors(const QList<FieldError> &errors) override;

    Currency m_currency;
    QComboBox *m_customer = nullptr;
    QComboBox *m_currencies = nullptr;
    PlainLabel *m_customerError = nullptr;
};

} // namespace cs::ui
