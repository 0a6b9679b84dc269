// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/topbarbuttons.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/keybutton.h"

#include <QPainter>

namespace cs {

SearchButton::SearchButton(QWidget *parent) : QAbstractButton(parent)
{
    setText(tr("Search or run a command"));
    setAccessibleName(text());
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize SearchButton::sizeHint() const
{
    return {Theme::current().px(330), Theme::current().px(32)};
}

QSize SearchButton::minimumSizeHint() const
{
    return {Theme::current().px(180), sizeHint().height()};
}

void SearchButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(hasFocus() ? Token::Accent : underMouse() ? Token::Muted : Token::Line));
    painter.setBrush(theme.color(Token::Background));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QColor muted = theme.color(Token::Muted);
    const int icon = theme.px(15);
    painter.drawPixmap(theme.px(10), (height() - icon) / 2,
                       icons::pixmap(QStringLiteral("search"), icon, muted, devicePixelRatioF()));
    const QString key = QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText).replace(u'+', u' ');
    const int cap = KeyButton::paintKey(&painter, rect().adjusted(0, 0, -theme.px(9), 0), key, muted,
                                        theme.color(Token::Line), theme.color(Token::Surface));
    painter.setFont(theme.font(FontRole::Ui));
    painter.setPen(muted);
    const QRect room = rect().adjusted(theme.px(32), 0, -cap - theme.px(14), 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

AvatarButton::AvatarButton(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize AvatarButton::sizeHint() const
{
    return {Theme::current().px(29), Theme::current().px(29)};
}

QString AvatarButton::initialsOf(const QString &userId, const QString &name)
{
    const QStringList words = name.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.size() > 1)
        return QString(words.first().at(0)).toUpper() + QString(words.last().at(0)).toUpper();
    if (userId.isEmpty())
        return {};
    const QChar last = userId.back();
    return QString(userId.front()).toUpper() + (userId.size() > 1 && last.isDigit() ? QString(last) : QString());
}

void AvatarButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool framed = hasFocus() || underMouse();
    painter.setPen(framed ? QPen(theme.color(Token::Accent), 1.2) : QPen(Qt::NoPen));
    painter.setBrush(theme.color(Token::AccentTint));
    painter.drawEllipse(QRectF(rect()).adjusted(0.6, 0.6, -0.6, -0.6));
    if (text().isEmpty()) {
        const int icon = theme.px(16);
        painter.drawPixmap((width() - icon) / 2, (height() - icon) / 2,
                           icons::pixmap(QStringLiteral("user"), icon, theme.color(Token::Accent), devicePixelRatioF()));
        return;
    }
    QFont font = theme.font(FontRole::Pill);
    font.setPixelSize(theme.px(11));
    painter.setFont(font);
    painter.setPen(theme.color(Token::Accent));
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace cs
