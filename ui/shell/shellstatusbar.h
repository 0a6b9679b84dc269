// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shellvalues.h"

#include <QWidget>

namespace cs {

class PlainLabel;
class StatusDot;

/// The line at the bottom that is true. Trouble, in words, stands first.
class ShellStatusBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShellStatusBar)
public:
    explicit ShellStatusBar(QWidget *parent = nullptr);
    void setStatus(const ShellStatus &status);
    void setGuiTime(int milliseconds);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StatusDot *m_trouble = nullptr;
    StatusDot *m_broker = nullptr;
    StatusDot *m_store = nullptr;
    PlainLabel *m_outbox = nullptr;
    PlainLabel *m_lag = nullptr;
    PlainLabel *m_extra = nullptr;
    PlainLabel *m_rate = nullptr;
    PlainLabel *m_gui = nullptr;
};

} // namespace cs
