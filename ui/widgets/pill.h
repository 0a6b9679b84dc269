// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

namespace cs {

/// A state as a pill with a word in it. The word is the accessible name.
class Pill final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Pill)
public:
    explicit Pill(const QString &text = {}, Tone tone = Tone::Neutral, QWidget *parent = nullptr);
    void setState(const QString &text, Tone tone);
    QString text() const { return m_text; }
    Tone tone() const { return m_tone; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// Size that a pill with this word needs.
    static QSize sizeFor(const QString &text);
    /// Draws a pill at the left of `rect`, centred in height, shortened when it does not fit. Returns what it covers.
    static QRect paintIn(QPainter *painter, const QRect &rect, const QString &text, Tone tone,
                         Qt::Alignment alignment = Qt::AlignLeft);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Neutral;
};

} // namespace cs
