// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/railitem.h"

#include "ui/presentation/inboxcount.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace cs {

RailItem::RailItem(const QString &title, const QString &icon, QWidget *parent) : QAbstractButton(parent), m_icon(icon)
{
    setText(title);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RailItem::setBadge(int count)
{
    if (count == m_badge)
        return;
    m_badge = count;
    setAccessibleName(count > 0 ? tr("%1, %2 waiting").arg(text(), inboxcount::text(count)) : text());
    updateGeometry();
    update();
}

void RailItem::setNarrow(bool narrow)
{
    m_narrow = narrow;
    updateGeometry();
    update();
}

QSize RailItem::sizeHint() const
{
    return {Theme::current().px(m_narrow ? 37 : 168), Theme::current().px(m_narrow && m_badge > 0 ? 51 : 33)};
}

QRect RailItem::paintBadge(QPainter *painter, const QRect &room) const
{
    const Theme &theme = Theme::current();
    QFont font = theme.font(FontRole::Pill);
    font.setPixelSize(theme.px(m_narrow ? 10 : 11));
    painter->setFont(font);
    const QString count = m_badge < inboxcount::kCountedTo ? QString::number(m_badge) : QStringLiteral("%1+").arg(inboxcount::kCountedTo - 1);
    const int wide = qMax(theme.px(20), painter->fontMetrics().horizontalAdvance(count) + theme.px(m_narrow ? 8 : 14));
    QRect badge(room.right() - wide + 1, (height() - theme.px(19)) / 2, wide, theme.px(19));
    if (m_narrow)
        badge = QRect((width() - wide) / 2, theme.px(30), wide, theme.px(16));
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(Token::Badge));
    painter->drawRoundedRect(badge, badge.height() / 2.0, badge.height() / 2.0);
    painter->setPen(theme.color(Token::OnBadge));
    painter->drawText(badge, Qt::AlignCenter, count);
    return {room.topLeft(), QPoint(badge.left() - theme.px(space::xs), room.bottom())};
}

void RailItem::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = theme.px(space::controlRadius);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        const QColor active = theme.color(Token::RailActive);
        painter.setBrush(isChecked() ? active : Theme::mix(theme.color(Token::Rail), active, 0.5));
        painter.drawRoundedRect(box, radius, radius);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.color(Token::RailText), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, radius, radius);
    }
    const QColor color = theme.color(isChecked() ? Token::RailStrong : Token::RailText);
    const int icon = theme.px(17);
    painter.drawPixmap(theme.px(10), m_narrow ? theme.px(8) : (height() - icon) / 2, icons::pixmap(m_icon, icon, color, devicePixelRatioF()));
    QRect room = rect().adjusted(theme.px(37), 0, -theme.px(10), 0);
    if (m_badge > 0)
        room = paintBadge(&painter, room);
    if (m_narrow)
        return;
    painter.setFont(theme.font(isChecked() ? FontRole::Strong : FontRole::Ui));
    painter.setPen(color);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

} // namespace cs
