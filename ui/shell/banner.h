// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/itemroles.h"

#include <QWidget>

namespace cs {

class PlainLabel;

/// A coloured strip across the window with a sentence in it (production, read-only). Hidden while it has none.
class Banner final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Banner)
public:
    explicit Banner(QWidget *parent = nullptr);
    void setState(const QString &text, Tone tone);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PlainLabel *m_text = nullptr;
    Tone m_tone = Tone::Warning;
};

} // namespace cs
