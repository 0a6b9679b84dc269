// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statestack.h"

#include "ui/widgets/emptystate.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace cs {

StateStack::StateStack(QWidget *content, QWidget *parent) : QWidget(parent), m_content(content)
{
    const Theme &theme = Theme::current();
    m_state = new EmptyState;
    m_staleText = new PlainLabel;
    m_staleText->setTone(Tone::Warning);
    m_staleLine = new QWidget;
    auto *line = new QHBoxLayout(m_staleLine);
    line->setContentsMargins(0, 0, 0, theme.px(space::s));
    line->addWidget(new Pill(tr("not current"), Tone::Warning));
    line->addWidget(m_staleText, 1);
    m_staleLine->hide();
    m_stack = new QStackedLayout;
    m_stack->addWidget(content);
    m_stack->addWidget(m_state);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_staleLine);
    box->addLayout(m_stack, 1);
    connect(m_state, &EmptyState::buttonClicked, this, &StateStack::actionRequested);
}

void StateStack::showContent()
{
    m_stack->setCurrentWidget(m_content);
}

void StateStack::showEmpty(const QString &sentence, const QString &advice, const QString &button, const QString &icon)
{
    m_state->setState(EmptyState::Kind::Empty, sentence, advice, button, icon);
    m_stack->setCurrentWidget(m_state);
}

void StateStack::showLoading(const QString &sentence)
{
    m_state->setState(EmptyState::Kind::Loading, sentence);
    m_stack->setCurrentWidget(m_state);
}

void StateStack::showFailed(const QString &sentence, const QString &advice, const QString &button)
{
    m_state->setState(EmptyState::Kind::Failed, sentence, advice, button);
    m_stack->setCurrentWidget(m_state);
}

void StateStack::setStale(const QString &text)
{
    m_staleText->setText(text);
    m_staleLine->setVisible(!text.isEmpty());
}

void StateStack::showTrouble(bool hasRows, const QString &sentence, const QString &why, const QString &button)
{
    if (hasRows)
        setStale(tr("The list is old: %1").arg(why));
    else
        showFailed(sentence, why, button);
}

bool StateStack::isContentShown() const
{
    return m_stack->currentWidget() == m_content;
}

} // namespace cs
