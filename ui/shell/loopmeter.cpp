// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/loopmeter.h"

namespace cs {

namespace {
constexpr int interval = 50;
constexpr int beatsASecond = 20;
} // namespace

LoopMeter::LoopMeter(QObject *parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LoopMeter::beat);
    m_since.start();
    m_timer.start(interval);
}

void LoopMeter::beat()
{
    m_worst = qMax(m_worst, m_since.restart() - interval);
    if (++m_beats < beatsASecond)
        return;
    Q_EMIT measured(int(m_worst));
    m_worst = 0;
    m_beats = 0;
}

} // namespace cs
