// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QKeySequence>
#include <QPushButton>

namespace cs {

/// A button with its key written on it. The key works while the button can be seen and its window is active, but never
/// while someone types into a field.
class KeyButton final : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyButton)
public:
    enum class Variant { Primary, Danger, Secondary };

    explicit KeyButton(const QString &text, const QKeySequence &key = {}, Variant variant = Variant::Secondary,
                       QWidget *parent = nullptr);
    /// A key that is held presses it once: what it does is done to what a person has seen.
    void setKey(const QKeySequence &key);
    const QKeySequence &key() const { return m_sequence; }
    /// Renames it for a screen reader too.
    void setText(const QString &text);
    void setVariant(Variant variant);
    /// An icon of icons::icon() before the text; empty for none.
    void setIconName(const QString &name);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// Draws a key cap with its right edge at the right of `rect`, centred in height. Returns its width.
    static int paintKey(QPainter *painter, const QRect &rect, const QString &key, const QColor &text, const QColor &line,
                        const QColor &ground);
    static int keyWidth(const QString &key);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QKeySequence m_sequence;
    int m_shortcut = 0;
    QString m_key; ///< the sequence as it is written
    QString m_iconName;
    Variant m_variant;
};

} // namespace cs
