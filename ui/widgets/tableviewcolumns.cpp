// SPDX-License-Identifier: GPL-3.0-or-later
// How wide a list's columns are, which of them give way, and how much room the list asks for. tableview.cpp has its rows.
#include "ui/widgets/tableview.h"

#include "ui/widgets/theme.h"

#include <QAbstractItemDelegate>
#include <QHeaderView>
#include <QStyle>
#include <QtMath>

namespace cs {

void TableView::setColumnWidths(const QList<int> &widths, int stretch)
{
    m_widths = m_leastWidths = widths;
    auto *header = horizontalHeader();
    header->setStretchLastSection(stretch < 0);
    for (int column = 0; column < widths.size() && column < header->count(); ++column) {
        header->setSectionResizeMode(column, column == stretch ? QHeaderView::Stretch : QHeaderView::Interactive);
        header->resizeSection(column, Theme::current().px(widths.at(column)));
    }
}

void TableView::setGivingWay(const QList<int> &columns)
{
    m_givingWay = columns;
    fitColumns();
}

void TableView::setFittedColumns(const QList<int> &columns)
{
    m_fitted = columns;
    fitCells();
}

/// In design pixels, like what is said of widths.
int TableView::widestCell(int column, int first, int last) const
{
    int widest = 0;
    for (int row = first; row <= qMin(last, kMostRowsFitted - 1); ++row)
        widest = qMax(widest, itemDelegate()->sizeHint({}, model()->index(row, column)).width());
    return qCeil(widest * 100.0 / Theme::current().px(100));
}

void TableView::fitCells()
{
    m_fitsAgain.stop();
    if (!model())
        return;
    const QList<int> before = m_widths;
    for (const int column : std::as_const(m_fitted)) {
        if (column < m_widths.size())
            m_widths[column] = qMax(m_leastWidths.value(column), widestCell(column, 0, model()->rowCount() - 1));
    }
    applyWidths(before);
}

void TableView::fitChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight)
{
    fitRows(topLeft.row(), bottomRight.row(), topLeft.column(), bottomRight.column());
}

/// A list changes many times a second, a row at a time: only what changed is measured. A column grows at once, as no number is
/// ever cut, and shrinks a little later.
void TableView::fitRows(int first, int last, int left, int right)
{
    const QList<int> before = m_widths;
    for (const int column : std::as_const(m_fitted)) {
        if (column < left || column > right || column >= m_widths.size() || first >= kMostRowsFitted)
            continue;
        m_widths[column] = qMax(m_widths.at(column), widestCell(column, first, last));
        if (!m_fitsAgain.isActive() && m_widths.at(column) > m_leastWidths.at(column))
            m_fitsAgain.start();
    }
    applyWidths(before);
}

void TableView::applyWidths(const QList<int> &before)
{
    if (m_widths == before)
        return;
    for (const int column : std::as_const(m_fitted)) {
        if (column < m_widths.size())
            horizontalHeader()->resizeSection(column, Theme::current().px(m_widths.at(column)));
    }
    fitColumns();
}

void TableView::fitColumns()
{
    if (m_givingWay.isEmpty() || m_widths.isEmpty())
        return;
    const int room = contentsRect().width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    int wanted = 0;
    for (const int width : std::as_const(m_widths))
        wanted += Theme::current().px(width);
    for (const int column : std::as_const(m_givingWay)) {
        const bool hide = wanted > room;
        if (hide)
            wanted -= Theme::current().px(m_widths.value(column));
        if (isColumnHidden(column) != hide)
            setColumnHidden(column, hide);
    }
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void TableView::setFitsRows(bool fits)
{
    m_fits = fits;
    setProperty("fits", fits);
    setVerticalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, fits ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    updateGeometry();
}

QSize TableView::sizeHint() const
{
    if (!m_fits)
        return QTableView::sizeHint();
    const int rows = model() ? model()->rowCount() : 0;
    const int frame = 2 + (property("framed").toBool() ? Theme::current().px(6) : 0);
    return {QTableView::sizeHint().width(),
            horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + frame};
}

QSize TableView::minimumSizeHint() const
{
    return m_fits ? QSize(QTableView::minimumSizeHint().width(), sizeHint().height()) : QTableView::minimumSizeHint();
}

} // namespace cs
