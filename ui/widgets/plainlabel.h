// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QLabel>

namespace cs {

/// A label that never reads its text as markup and that shows hidden characters (visibletext.h). Use for all text.
class PlainLabel : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainLabel)
public:
    explicit PlainLabel(const QString &text = {}, FontRole role = FontRole::Ui, QWidget *parent = nullptr);
    /// Replaces QLabel's: the text as given stays in plainText().
    void setText(const QString &text);
    QString plainText() const { return m_text; }
    void setMuted(bool muted);
    /// Colours the text by tone; Neutral is muted.
    void setTone(Tone tone);
    /// Shortens with … at the right when there is no room, and gives the whole as a tool tip.
    void setElided(bool elided);
    bool isElided() const { return m_elided; }
    /// Takes no room while it has no text.
    void setHiddenWhenEmpty();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showText();
    void recolor();

    QString m_text;
    Tone m_tone = Tone::Neutral;
    bool m_hasTone = false;
    bool m_elided = false;
    bool m_hidesEmpty = false;
    bool m_changing = false;
};

} // namespace cs
