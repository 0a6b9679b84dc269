// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/itemroles.h"

#include <QWidget>

namespace cs {

/// A dot with a phrase beside it. The phrase says what the colour says.
class StatusDot final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusDot)
public:
    explicit StatusDot(QWidget *parent = nullptr);
    /// An empty text hides it. `strong` draws the words in the tone, too.
    void setState(const QString &text, Tone tone, bool strong = false);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Neutral;
    bool m_strong = false;
};

} // namespace cs
