// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orderparts/factpanel.h"

#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace cs::ui {

FactPanel::FactPanel(QWidget *parent) : Card({}, parent)
{
    const Theme &theme = Theme::current();
    body()->setContentsMargins(theme.px(space::m), theme.px(10), theme.px(space::m), theme.px(10));
    body()->setSpacing(theme.px(space::xs));
    auto *const head = new QHBoxLayout;
    m_title = new PlainLabel({}, FontRole::Label);
    m_state = new Pill;
    head->addWidget(m_title, 1);
    head->addWidget(m_state);
    body()->addLayout(head);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(theme.px(space::m));
    m_grid->setVerticalSpacing(theme.px(2));
    m_grid->setColumnStretch(1, 1);
    body()->addLayout(m_grid);
    body()->addStretch(1);
    setFrameShape(QFrame::NoFrame);
}

void FactPanel::setGroup(const FactGroup &group)
{
    if (group == m_group)
        return;
    m_group = group;
    setObjectName(group.id + QStringLiteral("Panel"));
    m_title->setText(group.title);
    m_state->setState(group.state, group.tone);
    m_state->setVisible(!group.state.isEmpty());
    setLineCount(group.facts.size());
    QStringList words{group.title + QStringLiteral(": ") + group.state};
    for (qsizetype i = 0; i < group.facts.size(); ++i) {
        const Fact &fact = group.facts.at(i);
        if (i < m_lines.size() && (m_lines.at(i).mono != fact.mono || m_lines.at(i).wraps != fact.wraps))
            setLineCount(i); // another face is another label: a polished one keeps its font
        if (i >= m_lines.size())
            makeLine(fact);
        m_lines[i].key->setText(fact.key);
        m_lines[i].value->setText(fact.value);
        if (!fact.tip.isEmpty())
            m_lines[i].value->setToolTip(Qt::convertFromPlainText(fact.tip, Qt::WhiteSpaceNormal));
        words.append(fact.key + QStringLiteral(" ") + fact.value);
    }
    setAccessibleName(words.takeFirst());
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
}

void FactPanel::setLineCount(qsizetype most)
{
    while (m_lines.size() > most) {
        const Line line = m_lines.takeLast();
        delete line.key;
        delete line.value;
    }
}

void FactPanel::makeLine(const Fact &fact)
{
    Line line{new PlainLabel, new PlainLabel({}, fact.mono ? FontRole::Mono : FontRole::Ui), fact.mono, fact.wraps};
    line.key->setMuted(true);
    line.value->setElided(!fact.wraps);
    line.value->setWordWrap(fact.wraps);
    line.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const int row = int(m_lines.size());
    m_grid->addWidget(line.key, row, 0, Qt::AlignTop);
    m_grid->addWidget(line.value, row, 1);
    m_lines.append(line);
}

} // namespace cs::ui
