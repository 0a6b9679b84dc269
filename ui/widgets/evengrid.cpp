// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/evengrid.h"

#include "ui/widgets/theme.h"

#include <QStyle>
#include <QWidget>

namespace cs {

namespace {

int heightOf(const QLayoutItem &item, int width)
{
    return item.hasHeightForWidth() ? item.heightForWidth(width) : item.sizeHint().height();
}

} // namespace

EvenGrid::EvenGrid(int least, QWidget *parent) : QLayout(parent), m_least(qMax(1, least))
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(Theme::current().px(space::m));
}

EvenGrid::~EvenGrid()
{
    qDeleteAll(m_items);
}

void EvenGrid::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

QLayoutItem *EvenGrid::takeAt(int index)
{
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

QList<QLayoutItem *> EvenGrid::shown() const
{
    QList<QLayoutItem *> items;
    for (QLayoutItem *const item : m_items) {
        if (!item->isEmpty())
            items.append(item);
    }
    return items;
}

int EvenGrid::columnsFor(int width) const
{
    const int items = int(shown().size());
    if (items == 0)
        return 0;
    const int most = qBound(1, (width + spacing()) / (m_least + spacing()), items);
    const int rows = (items + most - 1) / most;
    return (items + rows - 1) / rows;
}

int EvenGrid::heightForWidth(int width) const
{
    return arrange({0, 0, width, 0}, false);
}

QSize EvenGrid::minimumSize() const
{
    const QList<QLayoutItem *> items = shown();
    int height = 0;
    for (const QLayoutItem *const item : items)
        height = qMax(height, item->minimumSize().height());
    return {items.isEmpty() ? 0 : m_least, height};
}

QSize EvenGrid::sizeHint() const
{
    const int items = int(shown().size());
    const int width = items * m_least + qMax(0, items - 1) * spacing();
    return {width, heightForWidth(width)};
}

void EvenGrid::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int EvenGrid::arrange(const QRect &room, bool place) const
{
    const QList<QLayoutItem *> items = shown();
    const int columns = columnsFor(room.width());
    if (columns == 0)
        return 0;
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int y = room.top();
    for (qsizetype first = 0; first < items.size(); first += columns) {
        const qsizetype end = qMin(first + columns, items.size());
        const int abreast = m_fillsLastRow ? int(end - first) : columns;
        const int width = (room.width() - (abreast - 1) * spacing()) / abreast;
        int high = 0;
        for (qsizetype i = first; i < end; ++i)
            high = qMax(high, heightOf(*items.at(i), width));
        for (qsizetype i = first; place && i < end; ++i) {
            const QPoint at(room.left() + int(i - first) * (width + spacing()), y);
            items.at(i)->setGeometry(QStyle::visualRect(direction, room, QRect(at, QSize(width, high))));
        }
        y += high + spacing();
    }
    return y - spacing() - room.top();
}

} // namespace cs
