// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/factgrid.h"

#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>

namespace cs {

FactGrid::FactGrid(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    const Theme &theme = Theme::current();
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.px(space::l));
    m_grid->setVerticalSpacing(theme.px(space::xs));
    m_grid->setColumnStretch(1, 1);
}

PlainLabel *FactGrid::add(const QString &name)
{
    const int row = m_grid->rowCount();
    auto *const label = new PlainLabel(name);
    label->setMuted(true);
    auto *const value = new PlainLabel;
    value->setWordWrap(true);
    label->setBuddy(value); // so that a screen reader names the value
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(value, row, 1);
    return value;
}

} // namespace cs
