// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flowlayout.h"

#include "ui/widgets/theme.h"

#include <QStyle>
#include <QWidget>

namespace cs {

FlowLayout::FlowLayout(QWidget *parent) : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(Theme::current().px(space::s));
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

void FlowLayout::insertWidget(int at, QWidget *widget)
{
    addChildWidget(widget);
    m_items.insert(qBound(0, at, count()), new QWidgetItem(widget));
    invalidate();
}

void FlowLayout::setTrailing(QWidget *widget)
{
    addWidget(widget);
    m_trailing = widget;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange({0, 0, width, 0}, false);
}

QSize FlowLayout::minimumSize() const
{
    QSize least;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            least = least.expandedTo(item->minimumSize());
    }
    return least;
}

QSize FlowLayout::sizeHint() const
{
    QSize hint(0, 0);
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize one = item->sizeHint();
        hint = {hint.width() + (hint.isEmpty() ? 0 : spacing()) + one.width(), qMax(hint.height(), one.height())};
    }
    return hint;
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    // Beside something higher (a search field), in the middle of it.
    const int slack = rect.height() - heightForWidth(rect.width());
    arrange(slack > 0 ? rect.adjusted(0, slack / 2, 0, 0) : rect, true);
}

int FlowLayout::arrange(const QRect &room, bool place) const
{
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int x = room.left();
    int y = room.top();
    int high = 0;
    for (QLayoutItem *const item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint().boundedTo({qMax(room.width(), item->minimumSize().width()), QWIDGETSIZE_MAX});
        if (x > room.left() && x + size.width() > room.right() + 1) {
            x = room.left();
            y += high + spacing();
            high = 0;
        }
        high = qMax(high, size.height());
        int down = 0;
        if (m_trailing && item->widget() == m_trailing) { // the last one, so the row's height is known
            x = qMax(x, room.right() + 1 - size.width());
            down = (high - size.height()) / 2;
        }
        if (place)
            item->setGeometry(QStyle::visualRect(direction, room, QRect(QPoint(x, y + down), size)));
        x += size.width() + spacing();
    }
    return y + high - room.top();
}

} // namespace cs
