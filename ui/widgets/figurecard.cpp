// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figurecard.h"

#include "ui/widgets/plainlabel.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextDocument>
#include <QVBoxLayout>

namespace cs {

FigureCard::FigureCard(const QString &label, QWidget *parent) : Card({}, parent)
{
    const Theme &theme = Theme::current();
    m_label = new PlainLabel(label, FontRole::Label);
    m_figure = new PlainLabel(QStringLiteral("\u2013"), FontRole::Figure);
    m_sub = new PlainLabel({}, FontRole::Ui);
    m_sub->setMuted(true);
    m_sub->setElided(true);
    body()->setContentsMargins(theme.px(14), theme.px(13), theme.px(14), theme.px(12));
    body()->setSpacing(theme.px(7));
    body()->addWidget(m_label);
    body()->addWidget(m_figure);
    body()->addWidget(m_sub);
    body()->addStretch();
    describe();
}

void FigureCard::setFigure(const QString &figure)
{
    m_figure->setText(figure);
    describe();
}

void FigureCard::setSub(const QString &text, Tone tone)
{
    m_sub->setTone(tone);
    m_sub->setText(text);
    describe();
}

void FigureCard::describe()
{
    setAccessibleName(QStringLiteral("%1: %2").arg(m_label->plainText(), m_figure->plainText()));
    setAccessibleDescription(m_opens.isEmpty() ? m_sub->plainText() : QStringLiteral("%1. %2").arg(m_sub->plainText(), m_opens));
}

void FigureCard::setOpens(const QString &what)
{
    m_opens = what;
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setToolTip(Qt::convertFromPlainText(what));
    describe();
}

void FigureCard::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    if (m_opens.isEmpty() || (!hasFocus() && !underMouse()))
        return;
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(hasFocus() ? Token::Accent : Token::Muted));
    const double radius = theme.px(space::cardRadius);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void FigureCard::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_opens.isEmpty() && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT activated();
    else
        Card::mouseReleaseEvent(event);
}

void FigureCard::keyPressEvent(QKeyEvent *event)
{
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (!m_opens.isEmpty() && opens)
        Q_EMIT activated();
    else
        Card::keyPressEvent(event);
}

} // namespace cs
