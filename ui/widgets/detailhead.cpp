// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/detailhead.h"

#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cs {

DetailHead::DetailHead(Kind kind, QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    const bool order = kind == Kind::Order;
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(theme.px(6));
    m_first = new QHBoxLayout;
    m_first->setSpacing(theme.px(space::m));
    m_title = new PlainLabel({}, order ? FontRole::Heading : FontRole::Title);
    m_title->setElided(true);
    m_first->addWidget(m_title, 1);
    m_column->addLayout(m_first);
    m_state = new Pill;
    m_state->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_state->hide();
    if (!order) {
        m_first->addWidget(m_state, 0, Qt::AlignTop);
        return;
    }
    m_figure = new PlainLabel({}, FontRole::Heading);
    m_figure->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_first->addWidget(m_figure);
    auto *const second = new QHBoxLayout;
    second->setSpacing(theme.px(space::s));
    m_fine = new PlainLabel({}, FontRole::Mono);
    m_fine->setMuted(true);
    m_fine->setElided(true);
    second->addWidget(m_state);
    second->addWidget(m_fine, 1);
    m_column->addLayout(second);
}

void DetailHead::setTitle(const QString &title)
{
    m_title->setText(title);
}

void DetailHead::setTitleWraps()
{
    m_title->setElided(false);
    m_title->setWordWrap(true);
}

void DetailHead::setFigure(const QString &figure)
{
    if (m_figure)
        m_figure->setText(figure);
}

void DetailHead::setState(const QString &text, Tone tone)
{
    m_state->setState(text, tone);
    m_state->setVisible(!text.isEmpty());
}

void DetailHead::setFine(const QString &text)
{
    if (m_fine)
        m_fine->setText(text);
}

PlainLabel *DetailHead::addLine()
{
    auto *const line = new PlainLabel;
    line->setWordWrap(true);
    line->setHiddenWhenEmpty();
    m_column->addWidget(line);
    return line;
}

void DetailHead::addControl(QWidget *control)
{
    m_first->addWidget(control, 0, Qt::AlignTop);
}

} // namespace cs
