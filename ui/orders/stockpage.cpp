// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/whendone.h"
#include "ui/orders/stockpage.h"

#include "ui/models/consolecontext.h"
#include "ui/orders/adjuststockdialog.h"
#include "ui/orders/stockdetail.h"
#include "ui/presentation/errortext.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/listdetail.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

constexpr int kStockTypedMs = 150;
constexpr int kStockCoalesceMs = 500;
constexpr int kStockRows = 200;
constexpr int kMostAtOnce = 1000; ///< of a list that is read again
const QString kEveryProduct = QStringLiteral("all");
const QString kSoldOut = QStringLiteral("sold_out");
const QString kReserved = QStringLiteral("reserved");

} // namespace

StockPage::StockPage(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(space::l), theme.px(space::l), theme.px(space::l), theme.px(space::l));
    column->setSpacing(theme.px(space::m));
    column->addWidget(makeFilter());
    auto *const split = new ListDetail(QStringLiteral("stockSplitter"), makeList(), 690, 490);
    m_detailCard = split->card();
    m_detailCard->body()->addWidget(m_detail = new StockDetailView);
    column->addWidget(split, 1);
    m_typed = new QTimer(this);
    m_typed->setSingleShot(true);
    m_typed->setInterval(kStockTypedMs);
    m_soon = new QTimer(this);
    m_soon->setSingleShot(true);
    m_soon->setInterval(kStockCoalesceMs);
    connectParts();
    applyRights();
    m_detailCard->setVisible(false);
    m_state->showLoading(tr("Reading the stock"));
    reload();
}

QWidget *StockPage::makeFilter()
{
    const Theme &theme = Theme::current();
    auto *const bar = new QWidget;
    auto *const row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.px(space::m));
    m_text = new QLineEdit;
    m_text->setObjectName(QStringLiteral("stockSearch"));
    m_text->setPlaceholderText(tr("Product id or name"));
    m_text->setAccessibleName(tr("Search products by id or name"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaxLength(200);
    m_text->setMaximumWidth(theme.px(320));
    m_only = new ChipBar;
    m_only->setObjectName(QStringLiteral("stockFilter"));
    m_only->setAccessibleName(tr("Which products"));
    m_only->addChip(kEveryProduct, tr("All"));
    m_only->addChip(kReserved, tr("Reserved"));
    m_only->addChip(kSoldOut, tr("Sold out"));
    row->addWidget(m_text, 1);
    row->addWidget(m_only, 2);
    return bar;
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
    connect(m_typed, &QTimer::timeout, this, &StockPage::reload);
    connect(m_text, &QLineEdit::textChanged, m_typed, qOverload<>(&QTimer::start));
    connect(m_only, &ChipBar::currentChanged, this, &StockPage::reload);
    connect(m_model, &StockTableModel::sortRequested, this, &StockPage::reload);
    connect(m_table, &TableView::currentRowChanged, this, &StockPage::showRow);
    connect(m_table, &TableView::rowOpened, this, &StockPage::adjust);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value > m_table->verticalScrollBar()->maximum() - m_table->viewport()->height())
            readMore();
    });
    connect(m_state, &StateStack::actionRequested, this, [this] {
        m_only->setCurrent(kEveryProduct);
        m_text->clear();
        reload();
    });
    connect(m_detail, &StockDetailView::adjustRequested, this, &StockPage::adjust);
    connect(m_detail, &StockDetailView::openOrderRequested, this, &StockPage::openOrderRequested);
}

services::StockQuery StockPage::query() const
{
    services::StockQuery query;
    query.text = m_text->text().trimmed();
    using Only = services::StockQuery::Only;
    query.only = m_only->current() == kSoldOut ? Only::SoldOut : m_only->current() == kReserved ? Only::Reserved : Only::All;
    query.sort = m_model->currentSort();
    query.descending = m_model->sortOrder() == Qt::DescendingOrder;
    query.limit = kStockRows;
    return query;
}

/// From the start, as another list is asked for.
void StockPage::reload()
{
    m_typed->stop();
    m_model->setRows({});
    m_next.clear();
    refresh();
}

/// What is shown once more, as far as it was read.
void StockPage::refresh()
{
    m_reading = true;
    m_again = false;
    services::StockQuery asked = query();
    asked.limit = qBound(kStockRows, m_model->rowCount(), kMostAtOnce);
    const quint64 generation = ++m_generation;
    whenDone(m_context.queries.stock(asked), this, [this, generation](const Result<services::Page<StockLevel>> &page) {
        if (generation != m_generation)
            return;
        m_reading = false;
        if (page.ok()) {
            m_next = page->next;
            showRows(page->rows);
        } else if (m_model->rowCount() > 0) {
            m_state->setStale(tr("The list is old: %1").arg(page.error().message));
        } else {
            m_state->showFailed(tr("The stock could not be read"), page.error().message, tr("Try again"));
        }
    });
    readDetail();
}

void StockPage::readMore()
{
    if (m_reading || m_next.isEmpty())
        return;
    m_reading = true;
    services::StockQuery asked = query();
    asked.after = m_next;
    const quint64 generation = ++m_generation;
    whenDone(m_context.queries.stock(asked), this, [this, generation](const Result<services::Page<StockLevel>> &page) {
        if (generation != m_generation)
            return;
        m_reading = false;
        if (!page.ok())
            return;
        m_next = page->next;
        showRows(m_model->rows() + page->rows);
    });
}

void StockPage::showRows(const QList<StockLevel> &rows)
{
    m_model->setRows(rows);
    m_state->setStale({});
    tellSubtitle();
    m_detailCard->setVisible(!rows.isEmpty());
    if (rows.isEmpty()) {
        showEmpty();
        return;
    }
    m_state->showContent();
    const int row = m_model->rowOf(m_shown.productId);
    m_table->selectRow(row < 0 ? 0 : row);
    showRow();
}

/// Only of what is not filtered is it known that this is all.
void StockPage::tellSubtitle()
{
    const services::StockQuery asked = query();
    const int count = m_model->rowCount();
    const bool all = asked.text.isEmpty() && asked.only == services::StockQuery::Only::All;
    const QString number = QLocale().toString(count) + (m_next.isEmpty() ? QString() : QStringLiteral("+"));
    if (all)
        Q_EMIT subtitleChanged(count == 1 ? tr("1 product") : tr("%1 products").arg(number));
    else
        Q_EMIT subtitleChanged(count == 1 ? tr("1 product matches") : tr("%1 products match").arg(number));
}

void StockPage::showEmpty()
{
    m_shown = {};
    const services::StockQuery asked = query();
    if (asked.text.isEmpty() && asked.only == services::StockQuery::Only::All)
        m_state->showEmpty(tr("No stock yet"), tr("Stock is kept of the products that the reference data name. Start once with --demo, or put products into the store, and their levels show here."),
                           {}, QStringLiteral("orders"));
    else
        m_state->showEmpty(tr("No product matches"), tr("Take the word or the filter away."), tr("Show all products"), QStringLiteral("search"));
}

void StockPage::showRow()
{
    const StockLevel *const level = m_model->rowAt(m_table->selectedRow());
    if (!level)
        return;
    const bool another = level->productId != m_shown.productId;
    m_shown = *level;
    m_detail->setLevel(*level);
    if (another)
        readDetail();
}

void StockPage::readDetail()
{
    if (m_shown.productId.isEmpty())
        return;
    const quint64 generation = ++m_detailGeneration;
    whenDone(m_context.queries.stockOf(m_shown.productId), this, [this, generation](const Result<services::StockDetail> &detail) {
        if (generation != m_detailGeneration || !detail.ok())
            return;
        m_shown = detail->level;
        m_detail->setDetail(*detail, m_context.store.clock.now());
        if (m_dialog)
            m_dialog->setLevel(detail->level);
    });
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
    m_only->setCurrent(kEveryProduct);
    m_text->setText(productId);
    reload();
}

void StockPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace cs::ui
