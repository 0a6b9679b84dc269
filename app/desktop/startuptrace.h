// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QEvent>
#include <QTimer>
#include <QWidget>
#include <cstdio>

namespace cs::app {

/// With COUNTERSIGN_TRACE_STARTUP=1 writes `first paint at N` to standard error when the first window has been painted, N being
/// milliseconds of the system's monotonic clock, so that whoever started the program can subtract. Ends itself then.
class StartupTrace final : public QObject
{
public:
    static void watch(QObject &application)
    {
        if (qEnvironmentVariable("COUNTERSIGN_TRACE_STARTUP") == QLatin1String("1"))
            application.installEventFilter(new StartupTrace(&application));
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *const widget = event->type() == QEvent::Paint ? qobject_cast<QWidget *>(watched) : nullptr;
        if (widget != nullptr && widget->isWindow() && !m_seen) {
            m_seen = true;
            QTimer::singleShot(0, this, [this] { // what is painted has been handed to the window system by then
                QElapsedTimer now;
                now.start();
                std::fprintf(stderr, "first paint at %lld\n", static_cast<long long>(now.msecsSinceReference()));
                deleteLater();
            });
        }
        return false;
    }

private:
    using QObject::QObject;
    bool m_seen = false;
};

} // namespace cs::app
