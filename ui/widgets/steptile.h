// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/stepperstep.h"

#include <QList>
#include <QWidget>

namespace cs {

/// One step of a Stepper: its icon and title with a line on to the next, its word and time, and who took how long. What has no
/// room beside the other gets a line of its own; only a name that is longer than that is shortened in its middle, and said whole
/// in the tool tip and the accessible name.
class StepTile final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StepTile)
public:
    explicit StepTile(QWidget *parent = nullptr);
    /// `last`: no line goes on from here.
    void setStep(const StepperStep &step, bool last);
    const StepperStep &step() const { return m_step; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    int heightForWidth(int width) const override;

    /// What is written in one line below the title: in the step's tone, and muted behind it.
    struct Line
    {
        QString word;
        QString rest;
    };
    QList<Line> linesIn(int width) const;

    /// All of a step in one sentence, as a screen reader says it.
    static QString sentenceOf(const StepperStep &step);

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    QRect iconRect() const;
    void paintIcon(QPainter &painter) const;
    void paintTitle(QPainter &painter) const;
    void paintLines(QPainter &painter) const;

    StepperStep m_step;
    bool m_last = false;
};

} // namespace cs
