// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPainter;

namespace cs {

/// How far a decision has come. Waiting: it can still be undone.
enum class DecisionStage { Waiting, Recorded, Acknowledged, Seen, Failed };

/// "recorded → acknowledged → seen", as far as it has come, the last step in bold.
class DecisionPath final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DecisionPath)
public:
    explicit DecisionPath(QWidget *parent = nullptr);
    void setStage(DecisionStage stage);
    DecisionStage stage() const { return m_stage; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// The same in words, e.g. for accessible names.
    static QString textOf(DecisionStage stage);
    /// Draws it with its right edge at the right of `rect` (left when so aligned); for delegates. Returns its width.
    static int paintIn(QPainter *painter, const QRect &rect, DecisionStage stage, Qt::Alignment alignment);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DecisionStage m_stage = DecisionStage::Recorded;
};

} // namespace cs
