// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QDialog>

class QComboBox;

namespace cs {
class KeyButton;
class PlainLabel;
} // namespace cs

namespace cs::ui {

class OrderLines;
struct ConsoleContext;

/// Enters an order: customer, currency, lines; shows its total and which levels it will need. Ctrl+Enter creates it.
/// Deletes itself when closed.
class NewOrderDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewOrderDialog)

public:
    explicit NewOrderDialog(ConsoleContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    void created(const cs::Order &order);

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void readChoices();
    void layTabs();
    void changeCurrency();
    NewOrder order(QList<FieldError> *errors) const;
    void create();
    void finish(const Result<Order> &order);
    void showErrors(const QString &message, const QList<FieldError> &errors);

    ConsoleContext &m_context;
    Currency m_currency;
    OrderLines *m_lines = nullptr;
    QComboBox *m_customer = nullptr;
    QComboBox *m_currencies = nullptr;
    PlainLabel *m_customerError = nullptr;
    PlainLabel *m_error = nullptr;
    KeyButton *m_close = nullptr;
    KeyButton *m_create = nullptr;
};

} // namespace cs::ui
