// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/stepperstep.h"

#include <QList>
#include <QWidget>

namespace cs {

class EvenGrid;
class StepTile;

/// A way in steps, in as many rows as the width asks for. Tab reaches the current step, the arrow keys the others.
class Stepper final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Stepper)
public:
    explicit Stepper(QWidget *parent = nullptr);
    /// Hidden while there are none. The focus stays on the step with the same id.
    void setSteps(const QList<StepperStep> &steps);
    const QList<StepperStep> &steps() const { return m_steps; }
    int columns() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setTileCount(qsizetype count);
    void moveFocus(int to);

    QList<StepperStep> m_steps;
    QList<StepTile *> m_tiles;
    EvenGrid *m_grid = nullptr;
};

} // namespace cs
