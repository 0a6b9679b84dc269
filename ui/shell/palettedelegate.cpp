// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettedelegate.h"

#include "ui/widgets/keybutton.h"
#include "ui/widgets/visibletext.h"

#include <QPainter>

namespace cs {

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, Theme::current().px(34)};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.color(Token::AccentTint));
        painter->drawRoundedRect(QRectF(option.rect), 6, 6);
    }
    QRect room = option.rect.adjusted(theme.px(12), 0, -theme.px(12), 0);
    const QString key = index.data(KeyRole).toString();
    if (!key.isEmpty())
        room.setRight(room.right() - theme.px(space::s) -
                      KeyButton::paintKey(painter, room, key, theme.color(Token::Muted), theme.color(Token::Line),
                                          theme.color(Token::Surface)));
    painter->setFont(theme.font(FontRole::Ui));
    const QString group = index.data(GroupRole).toString();
    painter->setPen(theme.color(Token::Muted));
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, group);
    room.setRight(room.right() - painter->fontMetrics().horizontalAdvance(group) - theme.px(space::s));
    painter->setPen(theme.color(Token::Text));
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(visibleText(index.data().toString()), Qt::ElideRight, room.width()));
    painter->restore();
}

} // namespace cs
