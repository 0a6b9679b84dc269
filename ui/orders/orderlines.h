// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/policy.h"
#include "backend/services/queries/queries.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace cs {
class PlainLabel;
}

namespace cs::ui {

class OrderLineEdit;

/// The lines of an order that is entered or edited, with their total and the levels that it will need.
class OrderLines final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderLines)

public:
    explicit OrderLines(const Policy &policy, Currency currency, QWidget *parent = nullptr);
    /// What a line may choose from; what is filled in stays as it is.
    void setProducts(const QList<services::Product> &products);
    /// Amounts of another currency are other amounts: prices that were typed are cleared.
    void setCurrency(Currency currency);
    void setItems(const QList<OrderItem> &items);
    /// What the fields hold; those that cannot be read are named in `errors`, as items[2].price and so on.
    QList<OrderItem> items(QList<FieldError> *errors) const;
    /// Takes lines away that were added, and then not needed; one stays.
    void dropBlank();
    /// Shows the errors about lines, and with `focus` goes to the first.
    void showErrors(const QList<FieldError> &errors, bool focus);
    /// To the first quantity: what is changed most, and where a key that was pressed twice writes nothing.
    void focusFirst();
    /// Puts its fields behind `before` in the order of Tab; gives the last of them.
    QWidget *chainTabs(QWidget *before);

Q_SIGNALS:
    void linesChanged(); ///< there are others: Tab goes another way

private:
    void makeLines();
    OrderLineEdit *addLine();
    void removeLine(OrderLineEdit *line);
    void changeLines();
    void showTotal();
    /// Scrolls to it once it has its place.
    void reach(OrderLineEdit *line);

    const Policy &m_policy;
    Currency m_currency;
    QList<services::Product> m_products;
    QList<OrderLineEdit *> m_lines;
    QScrollArea *m_area = nullptr;
    QVBoxLayout *m_column = nullptr;
    PlainLabel *m_total = nullptr;
    PlainLabel *m_levels = nullptr;
    QWidget *m_add = nullptr;
};

} // namespace cs::ui
