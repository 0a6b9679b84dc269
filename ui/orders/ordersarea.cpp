// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/ordersarea.h"

#include "ui/models/consolecontext.h"
#include "ui/orders/orderspage.h"
#include "ui/orders/stockpage.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/theme.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

const QString kOrders = QStringLiteral("orders");
const QString kStock = QStringLiteral("stock");

} // namespace

OrdersArea::OrdersArea(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *const head = new QWidget;
    auto *const row = new QVBoxLayout(head);
    row->setContentsMargins(theme.px(space::l), theme.px(space::l), theme.px(space::l), 0);
    m_chips = new ChipBar;
    m_chips->setObjectName(QStringLiteral("orderParts"));
    m_chips->setAccessibleName(tr("What is shown"));
    m_chips->addChip(kOrders, tr("Orders"));
    m_chips->addChip(kStock, tr("Stock"));
    row->addWidget(m_chips);
    column->addWidget(head);
    m_parts = new QStackedWidget;
    m_orders = new OrdersPage(context);
    m_parts->addWidget(m_orders);
    column->addWidget(m_parts, 1);
    connect(m_orders, &OrdersPage::subtitleChanged, this, [this](const QString &text) {
        m_ordersText = text;
        tellSubtitle();
    });
    connect(m_orders, &OrdersPage::messageShown, this, &OrdersArea::messageShown);
    connect(m_chips, &ChipBar::currentChanged, this, &OrdersArea::showPart);
    showPart(kOrders);
}

void OrdersArea::showPart(const QString &id)
{
    if (id == kStock && m_stock == nullptr) {
        m_stock = new StockPage(m_context);
        m_parts->addWidget(m_stock);
        connect(m_stock, &StockPage::messageShown, this, &OrdersArea::messageShown);
        connect(m_stock, &StockPage::subtitleChanged, this, [this](const QString &text) {
            m_stockText = text;
            tellSubtitle();
        });
        connect(m_stock, &StockPage::openOrderRequested, this, [this](const QString &orderId) {
            showOrders();
            m_orders->showOrder(orderId);
        });
    }
    m_parts->setCurrentWidget(id == kStock ? static_cast<QWidget *>(m_stock) : m_orders);
    setProperty("firstFocus", QLatin1String(id == kStock ? "stockTable" : "ordersTable"));
    tellSubtitle();
}

/// The window's title says how much there is of what is shown.
void OrdersArea::tellSubtitle()
{
    Q_EMIT subtitleChanged(m_parts->currentWidget() == m_orders ? m_ordersText : m_stockText);
}

void OrdersArea::showOrders()
{
    m_chips->setCurrent(kOrders);
}

void OrdersArea::showStock()
{
    m_chips->setCurrent(kStock);
}

void OrdersArea::adjustStock()
{
    showStock();
    m_stock->adjust();
}

} // namespace cs::ui
