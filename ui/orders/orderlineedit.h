// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace cs {
class PlainLabel;
}

namespace cs::ui {

/// One line of an order: product, quantity, price, and what is wrong with them. Choosing a product fills its price in.
class OrderLineEdit final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderLineEdit)

public:
    explicit OrderLineEdit(const QList<services::Product> &products, Currency currency, QWidget *parent = nullptr);
    /// The titles of its columns, to stand above the lines.
    static QWidget *makeTitles();
    /// What may be chosen; what is filled in stays as it is, its price too.
    void setProducts(const QList<services::Product> &products);
    void setCurrency(Currency currency);
    /// Shows a line that was there, whose product need not be one that is sold now.
    void setItem(const OrderItem &item);
    /// What the fields hold; those that cannot be read, and a product that is not known where some are, are named in `errors`, as
    /// `path`.price and so on. What setItem() showed may stay.
    OrderItem item(const QString &path, QList<FieldError> *errors) const;
    /// Shows those of the errors that begin with `path`; returns whether there was one.
    bool showErrors(const QString &path, const QList<FieldError> &errors);
    bool isBlank() const;
    void setRemovable(bool removable);
    void focusProduct();
    void focusQuantity();
    /// Goes to the first field that showErrors() marked.
    void focusWrong();
    /// Puts its fields behind `before` in the order of Tab; gives the last of them.
    QWidget *chainTabs(QWidget *before);

Q_SIGNALS:
    void changed();
    void removeRequested();

private:
    const services::Product *product() const;
    void fillPrice();
    void showStart();
    void showSum();

    QList<services::Product> m_products;
    Currency m_currency;
    QString m_given;     ///< the product that setItem() showed
    QString m_filledFor; ///< product whose price was filled in; what was typed over it stays
    QComboBox *m_product = nullptr;
    QLineEdit *m_quantity = nullptr;
    QLineEdit *m_price = nullptr;
    PlainLabel *m_sum = nullptr;
    QPushButton *m_remove = nullptr;
    PlainLabel *m_error = nullptr;
};

} // namespace cs::ui
