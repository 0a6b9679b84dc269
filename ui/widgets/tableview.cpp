// SPDX-License-Identifier: GPL-3.0-or-later
// A list's rows: selection, place, keys. tableviewcolumns.cpp has the widths of its columns.
#include "ui/widgets/tableview.h"

#include "ui/widgets/tabledelegate.h"
#include "ui/widgets/tableheader.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMetaMethod>
#include <QScrollBar>

namespace cs {

namespace {
// Looking for the kept row reads ids one by one; a person's place in a longer list is not worth a stall.
constexpr int mostRowsSearched = 20'000;
constexpr int fitsAgainMs = 500;
} // namespace

TableView::TableView(QWidget *parent) : QTableView(parent)
{
    setHorizontalHeader(new TableHeader(this));
    setItemDelegate(new TableDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setFrameShape(NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setStretchLastSection(true);
    setFramed(true);
    applyTheme();
    m_fitsAgain.setSingleShot(true);
    m_fitsAgain.setInterval(fitsAgainMs);
    connect(&m_fitsAgain, &QTimer::timeout, this, &TableView::fitCells);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) { Q_EMIT rowOpened(index.row()); });
    connect(&Theme::current(), &Theme::changed, this, &TableView::applyTheme);
}

void TableView::applyTheme()
{
    verticalHeader()->setMinimumSectionSize(Theme::current().px(20));
    verticalHeader()->setDefaultSectionSize(Theme::current().rowHeight());
    updateGeometry();
    viewport()->update();
}

void TableView::setFramed(bool framed)
{
    setProperty("framed", framed);
}

void TableView::setModel(QAbstractItemModel *newModel)
{
    for (const auto &connection : std::as_const(m_connections))
        disconnect(connection);
    m_connections.clear();
    QTableView::setModel(newModel);
    if (!newModel)
        return;
    m_connections << connect(newModel, &QAbstractItemModel::rowsInserted, this,
                             [this](const QModelIndex &, int first, int last) { rowsComing(first, last); })
                  << connect(newModel, &QAbstractItemModel::rowsRemoved, this, [this] { updateGeometry(); })
                  << connect(newModel, &QAbstractItemModel::modelAboutToBeReset, this, &TableView::keepBeforeReset)
                  << connect(newModel, &QAbstractItemModel::modelReset, this, &TableView::restoreAfterReset,
                             Qt::QueuedConnection)
                  << connect(newModel, &QAbstractItemModel::modelReset, this, &TableView::fitCells)
                  << connect(newModel, &QAbstractItemModel::dataChanged, this, &TableView::fitChanged);
    fitCells();
}

void TableView::rowsComing(int first, int last)
{
    updateGeometry();
    fitRows(first, last, 0, model()->columnCount() - 1);
    QScrollBar *bar = verticalScrollBar();
    const int height = verticalHeader()->defaultSectionSize();
    const bool fills = last - first + 1 == model()->rowCount(); // an empty list, which has no place to be kept
    const bool above = !fills && (first * height < bar->value() || (first == 0 && bar->value() == 0 && !m_followsTop));
    if (!above)
        return;
    // The scroll bar's range is not up to date before the view has laid out its rows.
    updateGeometries();
    bar->setValue(bar->value() + (last - first + 1) * height);
}

void TableView::keepBeforeReset()
{
    m_keptScroll = verticalScrollBar()->value();
    m_keptId = currentIndex().isValid() ? currentIndex().siblingAtColumn(0).data(IdRole) : QVariant();
}

void TableView::restoreAfterReset()
{
    updateGeometry();
    if (!model() || !m_keptId.isValid())
        return;
    const int rows = qMin(model()->rowCount(), mostRowsSearched);
    for (int row = 0; row < rows; ++row) {
        if (model()->index(row, 0).data(IdRole) != m_keptId)
            continue;
        const bool wasTop = m_keptScroll == 0;
        setAutoScroll(false);
        setCurrentIndex(model()->index(row, 0));
        setAutoScroll(true);
        updateGeometries();
        verticalScrollBar()->setValue(m_keptScroll);
        if (!wasTop || !m_followsTop)
            scrollTo(currentIndex());
        return;
    }
}

void TableView::setSelectsSeveral(bool several)
{
    setSelectionMode(several ? ExtendedSelection : SingleSelection);
}

void TableView::copySelection() const
{
    QStringList lines;
    QModelIndexList rows = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int visual = 0; visual < model()->columnCount(); ++visual) {
            const int column = horizontalHeader()->logicalIndex(visual);
            if (!isColumnHidden(column))
                cells << row.siblingAtColumn(column).data().toString();
        }
        lines << cells.join(QLatin1Char('\t'));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void TableView::selectRow(int row)
{
    if (!model() || row < 0 || row >= model()->rowCount()) {
        clearSelection();
        setCurrentIndex({});
        return;
    }
    int column = 0;
    while (column + 1 < model()->columnCount() && isColumnHidden(column))
        ++column;
    setCurrentIndex(model()->index(row, column));
}

int TableView::selectedRow() const
{
    const QModelIndexList rows = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    return rows.isEmpty() ? -1 : rows.first().row();
}

QList<int> TableView::selectedRows() const
{
    QList<int> rows;
    const QModelIndexList indexes = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    for (const QModelIndex &index : indexes)
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void TableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedRowsChanged();
}

/// The view itself makes a row the current one before it selects it; but who hears of the row asks for the selected one.
void TableView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex pressed = indexAt(event->position().toPoint());
    if (selectionMode() == SingleSelection && pressed.isValid()) {
        setAutoScroll(false); // a second press shall meet the same row
        setCurrentIndex(pressed);
        setAutoScroll(true);
    }
    QTableView::mousePressEvent(event);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        event->accept();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    static const QMetaMethod opened = QMetaMethod::fromSignal(&TableView::rowOpened);
    if (enter && isSignalConnected(opened) && !event->modifiers().testFlag(Qt::ControlModifier) && currentIndex().isValid()) {
        Q_EMIT rowOpened(currentIndex().row());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || current.isValid() != previous.isValid())
        Q_EMIT currentRowChanged(current.row());
}

} // namespace cs
