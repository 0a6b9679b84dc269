// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pill.h"

#include "ui/widgets/visibletext.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace cs {

Pill::Pill(const QString &text, Tone tone, QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setState(text, tone);
}

void Pill::setState(const QString &text, Tone tone)
{
    m_text = visibleText(text);
    m_tone = tone;
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

QSize Pill::sizeFor(const QString &text)
{
    const Theme &theme = Theme::current();
    const QFontMetrics metrics(theme.font(FontRole::Pill));
    return {metrics.horizontalAdvance(text) + theme.px(16), qMax(theme.px(20), metrics.height() + theme.px(3))};
}

QSize Pill::sizeHint() const
{
    return sizeFor(m_text);
}

QSize Pill::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), Theme::current().px(40)), sizeHint().height()};
}

QRect Pill::paintIn(QPainter *painter, const QRect &rect, const QString &text, Tone tone, Qt::Alignment alignment)
{
    const Theme &theme = Theme::current();
    const QSize size = sizeFor(text).boundedTo(rect.size());
    const QRect box = QStyle::alignedRect(painter->layoutDirection(), alignment | Qt::AlignVCenter, size, rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.toneTint(tone));
    painter->drawRoundedRect(box, box.height() / 2.0, box.height() / 2.0);
    painter->setFont(theme.font(FontRole::Pill));
    painter->setPen(tone == Tone::Neutral ? theme.color(Token::Text) : theme.toneColor(tone));
    const QRect inner = box.adjusted(theme.px(8), 0, -theme.px(8) + 1, 0);
    painter->drawText(inner, Qt::AlignCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
    painter->restore();
    return box;
}

void Pill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIn(&painter, rect(), m_text, m_tone);
}

} // namespace cs
