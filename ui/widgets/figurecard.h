// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/card.h"
#include "ui/presentation/itemroles.h"

namespace cs {

/// One number that matters: its label, the figure, and a line that says what it means.
class FigureCard final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FigureCard)
public:
    explicit FigureCard(const QString &label, QWidget *parent = nullptr);
    /// The figure as it is to be read ("1,061", "14 min"); "–" when it is not known.
    void setFigure(const QString &figure);
    /// The line below; a tone other than Neutral colours it, the words must say the same.
    void setSub(const QString &text, Tone tone = Tone::Neutral);
    /// Makes it a way to a view: `what` says which ("Opens Approvals"). By click, Enter or Space.
    void setOpens(const QString &what);

Q_SIGNALS:
    void activated();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void describe();

    QString m_opens;
    PlainLabel *m_label = nullptr;
    PlainLabel *m_figure = nullptr;
    PlainLabel *m_sub = nullptr;
};

} // namespace cs
