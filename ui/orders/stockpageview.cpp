// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of the stock reads, and how it shows it.
#include "ui/orders/stockpage.h"

#include "ui/models/consolecontext.h"
#include "ui/models/whendone.h"
#include "ui/orders/adjuststockdialog.h"
#include "ui/orders/stockdetail.h"
#include "ui/orders/stockfilterbar.h"
#include "ui/widgets/card.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"

#include <QLocale>

namespace cs::ui {

namespace {

constexpr int kStockRows = 200;
constexpr int kMostAtOnce = 1000; ///< of a list that is read again

} // namespace

services::StockQuery StockPage::query() const
{
    services::StockQuery query = m_filter->query();
    query.sort = m_model->currentSort();
    query.descending = m_model->sortOrder() == Qt::DescendingOrder;
    query.limit = kStockRows;
    return query;
}

/// From the start, as another list is asked for.
void StockPage::reload()
{
    m_model->setRows({});
    m_next.clear();
    refresh();
}

/// What is shown once more, as far as it was read.
void StockPage::refresh()
{
    m_reading = true;
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
        } else {
            m_state->showTrouble(m_model->rowCount() > 0, tr("The stock could not be read"), page.error().message, tr("Try again"));
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

} // namespace cs::ui
