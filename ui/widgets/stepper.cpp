// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stepper.h"

#include "ui/widgets/evengrid.h"
#include "ui/widgets/steptile.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>

namespace cs {

namespace {

constexpr int kLeastWidth = 132; ///< of a step, at 96 dpi
constexpr int kUsualTiles = 12;

} // namespace

Stepper::Stepper(QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    m_grid = new EvenGrid(theme.px(kLeastWidth), this);
    m_grid->setSpacing(theme.px(space::xs));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("The steps"));
    setTileCount(kUsualTiles); // now, so that Tab meets them where they stand, not behind all that was made before them
    setTileCount(0);
    hide();
}

int Stepper::columns() const
{
    return m_grid->columnsFor(width());
}

void Stepper::setTileCount(qsizetype count)
{
    while (m_tiles.size() < count) {
        m_tiles.append(new StepTile);
        m_grid->addWidget(m_tiles.last());
    }
    for (qsizetype i = 0; i < m_tiles.size(); ++i)
        m_tiles.at(i)->setVisible(i < count);
}

void Stepper::setSteps(const QList<StepperStep> &steps)
{
    if (steps == m_steps)
        return;
    const bool another = steps.size() != m_steps.size();
    m_steps = steps;
    QStringList words;
    setTileCount(steps.size());
    for (qsizetype i = 0; i < steps.size(); ++i) {
        m_tiles[i]->setStep(steps.at(i), i + 1 == steps.size());
        m_tiles[i]->setFocusPolicy(steps.at(i).current ? Qt::StrongFocus : Qt::ClickFocus);
        words.append(StepTile::sentenceOf(steps.at(i)));
    }
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    setVisible(!steps.isEmpty());
    if (another)
        updateGeometry();
}

void Stepper::keyPressEvent(QKeyEvent *event)
{
    int focused = -1;
    for (qsizetype i = 0; i < m_tiles.size(); ++i) {
        if (m_tiles.at(i)->hasFocus())
            focused = int(i);
    }
    const int columns = qMax(1, this->columns());
    switch (event->key()) {
    case Qt::Key_Left: moveFocus(focused - 1); break;
    case Qt::Key_Right: moveFocus(focused + 1); break;
    case Qt::Key_Up: moveFocus(focused - columns); break;
    case Qt::Key_Down: moveFocus(focused + columns); break;
    case Qt::Key_Home: moveFocus(0); break;
    case Qt::Key_End: moveFocus(int(m_steps.size()) - 1); break;
    default: QWidget::keyPressEvent(event);
    }
}

void Stepper::moveFocus(int to)
{
    if (to >= 0 && to < m_steps.size())
        m_tiles.at(to)->setFocus(Qt::OtherFocusReason);
}

} // namespace cs
