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
    void setKey(const QKeySequence &key);
    /// As the button's own, which would drop the key; renames it for a screen reader too.
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
    QString m_key;
    QString m_iconName;
    Variant m_variant;
};

} // namespace cs
