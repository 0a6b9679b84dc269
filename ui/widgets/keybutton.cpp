// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/keybutton.h"

#include "ui/widgets/icons.h"

#include <QKeyEvent>
#include <QPainter>

namespace cs {

namespace {

struct Look
{
    QColor ground;
    QColor line;
    QColor text;
    QColor keyGround;
    QColor keyLine;
    QColor keyText;
};

Look lookOf(KeyButton::Variant variant, const QPushButton &button)
{
    const Theme &theme = Theme::current();
    const QColor surface = theme.color(Token::Surface);
    const QColor line = theme.color(Token::Line);
    const QColor muted = theme.color(Token::Muted);
    if (!button.isEnabled())
        return {theme.color(Token::Background), line, Theme::mix(surface, muted, 0.7), surface, line, muted};
    Look look{surface, line, theme.color(Token::Text), surface, line, muted};
    if (variant == KeyButton::Variant::Primary) {
        const QColor accent = theme.color(Token::Accent);
        look = {accent, accent, theme.color(Token::OnAccent), theme.color(Token::OnAccent), accent, accent};
        if (button.isDown() || button.underMouse())
            look.ground = look.line = Theme::mix(accent, theme.color(Token::Text), button.isDown() ? 0.25 : 0.12);
        return look;
    }
    if (variant == KeyButton::Variant::Danger)
        look.line = look.text = theme.color(Token::Bad);
    if (button.isDown())
        look.ground = variant == KeyButton::Variant::Danger ? theme.color(Token::BadTint) : theme.color(Token::Background);
    else if (button.underMouse() && variant == KeyButton::Variant::Secondary)
        look.line = muted;
    else if (button.underMouse())
        look.ground = Theme::mix(surface, theme.color(Token::BadTint), 0.5);
    return look;
}

bool isReturn(const QKeyEvent &event)
{
    const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && !event.isAutoRepeat();
    return plain && (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter);
}

QFont keyFont()
{
    QFont font = Theme::current().font(FontRole::Mono);
    font.setPixelSize(Theme::current().px(11));
    return font;
}

} // namespace

KeyButton::KeyButton(const QString &text, const QKeySequence &key, Variant variant, QWidget *parent)
    : QPushButton(text, parent), m_variant(variant)
{
    setCursor(Qt::PointingHandCursor);
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(text);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setKey(key);
}

void KeyButton::setKey(const QKeySequence &key)
{
    m_sequence = key;
    m_key = key.toString(QKeySequence::NativeText);
    // Not the button's own, which repeats itself as long as the key is held, and goes with the text.
    if (m_shortcut != 0)
        releaseShortcut(m_shortcut);
    m_shortcut = key.isEmpty() ? 0 : grabShortcut(key);
    if (m_shortcut != 0)
        setShortcutAutoRepeat(m_shortcut, false);
    setAccessibleDescription(m_key.isEmpty() ? QString() : tr("Key %1").arg(m_key));
    updateGeometry();
}

void KeyButton::setText(const QString &text)
{
    QPushButton::setText(text);
    setAccessibleName(text);
}

void KeyButton::setVariant(Variant variant)
{
    m_variant = variant;
    update();
}

void KeyButton::setIconName(const QString &name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

int KeyButton::keyWidth(const QString &key)
{
    if (key.isEmpty())
        return 0;
    const Theme &theme = Theme::current();
    return qMax(theme.px(18), QFontMetrics(keyFont()).horizontalAdvance(key) + theme.px(11));
}

QSize KeyButton::sizeHint() const
{
    const Theme &theme = Theme::current();
    const QFontMetrics metrics(theme.font(FontRole::Strong));
    int width = metrics.horizontalAdvance(text()) + theme.px(2 * space::m + 2);
    if (!m_key.isEmpty())
        width += theme.px(space::s) + keyWidth(m_key);
    if (!m_iconName.isEmpty())
        width += theme.px(22);
    return {width, theme.px(33)};
}

int KeyButton::paintKey(QPainter *painter, const QRect &rect, const QString &key, const QColor &text,
                        const QColor &line, const QColor &ground)
{
    const Theme &theme = Theme::current();
    const int width = keyWidth(key);
    const int height = theme.px(17);
    const QRectF cap(rect.right() - width + 1.5, rect.top() + (rect.height() - height) / 2 + 0.5, width - 1, height - 1);
    painter->setPen(line);
    painter->setBrush(ground);
    painter->drawRoundedRect(cap, theme.px(4), theme.px(4));
    painter->setFont(keyFont());
    painter->setPen(text);
    painter->drawText(cap, Qt::AlignCenter, key);
    return width;
}

bool KeyButton::event(QEvent *event)
{
    // Qt presses a button for 100 ms when its key is hit; a decision must not wait for that.
    if (event->type() == QEvent::Shortcut && !static_cast<QShortcutEvent *>(event)->isAmbiguous()) {
        click();
        return true;
    }
    // Enter is for the button that has the focus; without this it would press the dialog's default one, or none.
    if (event->type() == QEvent::KeyPress && isReturn(*static_cast<QKeyEvent *>(event))) {
        click();
        return true;
    }
    return QPushButton::event(event);
}

void KeyButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    const Look look = lookOf(m_variant, *this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = theme.px(space::controlRadius);
    painter.setPen(QPen(look.line, 1));
    painter.setBrush(look.ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (hasFocus()) {
        const bool primary = m_variant == Variant::Primary;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(primary ? look.text : theme.color(Token::Accent), theme.px(1) + 0.5));
        const double in = primary ? 3 : 1;
        painter.drawRoundedRect(QRectF(rect()).adjusted(in, in, -in, -in), radius - in / 2, radius - in / 2);
    }
    const int side = theme.px(space::m);
    QRect room = rect().adjusted(side, 0, -side, 0);
    if (!m_key.isEmpty())
        room.setRight(room.right() - paintKey(&painter, room, m_key, look.keyText, look.keyLine, look.keyGround) -
                      theme.px(space::s));
    if (!m_iconName.isEmpty()) {
        const int size = theme.px(16);
        painter.drawPixmap(room.left(), (height() - size) / 2,
                           icons::pixmap(m_iconName, size, look.text, devicePixelRatioF()));
        room.setLeft(room.left() + theme.px(22));
    }
    painter.setFont(theme.font(FontRole::Strong));
    painter.setPen(look.text);
    painter.drawText(room, (m_key.isEmpty() && m_iconName.isEmpty() ? Qt::AlignCenter : Qt::AlignVCenter | Qt::AlignLeft) |
                               Qt::TextHideMnemonic,
                     text());
}

} // namespace cs
