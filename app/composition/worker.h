// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/log.h"

#include <QString>
#include <QThread>
#include <functional>
#include <memory>

namespace cs::app {

/// A worker object on a named thread of its own: its start() runs there (a loop until requestStop(), or timers on the
/// thread's event loop), and so does its destructor. The join waits 3 s; a thread that does not end then is named in the
/// log and left behind, as a thread that hangs in a driver must not keep the program from closing.
template <typename T>
class Worker final
{
public:
    Worker(const QString &name, std::unique_ptr<T> object) : m_object(object.release()), m_thread(std::make_unique<QThread>())
    {
        m_thread->setObjectName(name);
        m_object->moveToThread(m_thread.get());
        QObject::connect(m_thread.get(), &QThread::started, m_object, [worker = m_object] { worker->start(); });
        QObject::connect(m_thread.get(), &QThread::finished, m_object, [worker = m_object] { delete worker; }, Qt::DirectConnection);
    }
    ~Worker() { stop(); }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// Until stop().
    T *object() const { return m_object; }
    void start()
    {
        m_started = true;
        m_thread->start();
    }
    /// Lets the worker end; stop() waits for it. Asked of all before the first is waited for, their ends take as long as the
    /// slowest, not as long as all together.
    void requestStop()
    {
        if (m_thread && m_started)
            m_object->requestStop();
    }
    void stop()
    {
        if (!m_thread)
            return;
        if (!m_started) {
            delete m_object;
        } else {
            m_object->requestStop();
            m_thread->quit();
            if (!m_thread->wait(3000)) {
                qCCritical(lcServices) << "thread" << m_thread->objectName() << "did not end within 3 s";
                (void)m_thread.release();
            }
        }
        m_object = nullptr;
        m_thread.reset();
    }

private:
    T *m_object;
    std::unique_ptr<QThread> m_thread;
    bool m_started = false;
};

} // namespace cs::app
