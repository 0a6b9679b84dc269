// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pilldelegate.h"

#include "ui/widgets/pill.h"

namespace cs {

QSize PillDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    return {Pill::sizeFor(shownText(index)).width() + theme.px(2 * space::m), theme.rowHeight()};
}

void PillDelegate::paintContent(QPainter *painter, const QRect &rect, const QStyleOptionViewItem &,
                                const QModelIndex &index) const
{
    const QString text = shownText(index);
    if (!text.isEmpty())
        Pill::paintIn(painter, rect, text, Tone(index.data(ToneRole).toInt()));
}

} // namespace cs
