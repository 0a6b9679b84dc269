// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/groupmodels.h"

#include <QWidget>

namespace cs {
class DetailHead;
class KeyButton;
class PlainLabel;
} // namespace cs

namespace cs::ui {

/// One service in full, with its switch.
class ServiceDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceDetail)

public:
    explicit ServiceDetail(QWidget *parent = nullptr);
    /// `blocked`: why the person may not switch at all; empty: they may. `busy`: a switch is under way.
    void setService(const ServiceRow &row, const QString &blocked, bool busy);

Q_SIGNALS:
    void switchRequested();

private:
    DetailHead *m_head = nullptr;
    PlainLabel *m_about = nullptr;
    PlainLabel *m_reason = nullptr;
    PlainLabel *m_groups = nullptr;
    PlainLabel *m_lag = nullptr;
    PlainLabel *m_last = nullptr;
    PlainLabel *m_handled = nullptr;
    PlainLabel *m_failed = nullptr;
    KeyButton *m_switch = nullptr;
    PlainLabel *m_why = nullptr; ///< what holds of the switch, or why there is none
};

} // namespace cs::ui
