// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/stockpage.h"

#include "ui/models/consolecontext.h"
#include "ui/models/whendone.h"
#include "ui/orders/adjuststockdialog.h"
#include "ui/orders/stockdetail.h"
#include "ui/orders/stockfilterbar.h"
#include "ui/presentation/errortext.h"
#include "ui/widgets/card.h"
#include "ui/widgets/listdetail.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kStockCoalesceMs = 500;

} // namespace

StockPage::StockPage(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(space::l), theme.px(space::l), theme.px(space::l), theme.px(space::l));
    column->setSpacing(theme.px(space::m));
    column->addWidget(m_filter = new StockFilterBar);
    auto *const split = new ListDetail(QStringLiteral("stockSplitter"), makeList(), 690, 490);
    m_detailCard = split->card();
    m_detailCard->body()->addWidget(m_detail = new StockDetailView);
    column->addWidget(split, 1);
    m_soon = new QTimer(this);
    m_soon->setSingleShot(true);
    m_soon->setInterval(kStockCoalesceMs);
    connectParts();
    applyRights();
    m_detailCard->setVisible(false);
    m_state->showLoading(tr("Reading the stock"));
    reload();
}

QWidget *StockPage::makeList()
{
    m_model = new StockTableModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("stockTable"));
    m_table->setAccessibleName(tr("Stock by product"));
    m_table->setModel(m_model);
    m_table->setColumnWidths({104, 166, 84, 90, 102}, StockTableModel::NameColumn);
    m_table->setGivingWay({StockTableModel::OnHandColumn});
    m_table->horizontalHeader()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
    m_table->setSortingEnabled(true);
    m_state = new StateStack(m_table);
    return m_state;
}

void StockPage::connectParts()
{
    const auto soon = [this] {
        if (isVisible() && !m_soon->isActive())
            m_soon->start();
    };
    connect(&m_context.changes, &services::Changes::ordersChanged, this, soon);
    connect(&m_context.session, &Session::personChanged, this, &StockPage::applyRights);
    connect(m_soon, &QTimer::timeout, this, &StockPage::refresh);
    connect(m_filter, &StockFilterBar::filterChanged, this, &StockPage::reload);
    connect(m_model, &StockTableModel::sortRequested, this, &StockPage::reload);
    connect(m_table, &TableView::currentRowChanged, this, &StockPage::showRow);
    connect(m_table, &TableView::rowOpened, this, &StockPage::adjust);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value > m_table->verticalScrollBar()->maximum() - m_table->viewport()->height())
            readMore();
    });
    connect(m_state, &StateStack::actionRequested, this, [this] { m_filter->showAll({}); });
    connect(m_detail, &StockDetailView::adjustRequested, this, &StockPage::adjust);
    connect(m_detail, &StockDetailView::openOrderRequested, this, &StockPage::openOrderRequested);
}

QString StockPage::whyBlocked() const
{
    if (m_context.readOnly || m_context.store.readOnly)
        return tr("This console is read-only.");
    return mayDo(m_context.session.actor(), Right::AdjustStock) ? QString() : tr("Only admins adjust the stock.");
}

void StockPage::applyRights()
{
    m_detail->setBlocked(whyBlocked());
}

void StockPage::adjust()
{
    if (const QString why = whyBlocked(); !why.isEmpty()) {
        Q_EMIT messageShown(why);
        return;
    }
    if (m_shown.productId.isEmpty())
        return;
    m_dialog = new AdjustStockDialog(m_shown, this);
    connect(m_dialog, &AdjustStockDialog::submitted, this, &StockPage::submit);
    m_dialog->open();
}

void StockPage::submit(const services::StockAdjustment &adjustment)
{
    whenDone(services::adjustStock(m_context.store, adjustment, m_context.session.actor()), this, [this](const Result<StockLevel> &level) {
        if (level.ok()) {
            Q_EMIT messageShown(tr("%1 of %2 are on hand now").arg(QLocale().toString(level->onHand), level->productId));
            if (m_dialog)
                m_dialog->accept();
        } else if (m_dialog) {
            m_dialog->setRefused(errorText(level.error()));
        } else {
            Q_EMIT messageShown(errorText(level.error()));
        }
        refresh();
    });
}

void StockPage::showProduct(const QString &productId)
{
    m_shown.productId = productId;
    m_filter->showAll(productId);
}

void StockPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace cs::ui
