// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace cs {

/// Measures how long the GUI thread keeps an event waiting: a timer that should come every 50 ms, and how much later it
/// comes. GUI thread.
class LoopMeter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LoopMeter)
public:
    explicit LoopMeter(QObject *parent = nullptr);

Q_SIGNALS:
    /// Once a second: the longest wait of that second in milliseconds.
    void measured(int milliseconds);

private:
    void beat();

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_worst = 0;
    int m_beats = 0;
};

} // namespace cs
