// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figurecard.h"

#include "ui/widgets/plainlabel.h"

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
    setAccessibleDescription(m_sub->plainText());
}

} // namespace cs
