// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/log.h"

#include <QString>
#include <QThread>
#include <functional>
#include <memory>

namespace cs::app {

/// A worker object on a named thread of its own: made there by nobody, moved there here, run by its start() and ended by
/// its requestStop(). The join waits 3 s; a thread that does not end then is named in the log and left behind, as a
/// thread that hangs in a driver must not keep the program from closing.
template <typename T>
class Worker final
{
public:
    Worker(const QString &name, std::unique_ptr<T> object) : m_object(std::move(object)), m_thread(std::make_unique<QThread>())
    {
        m_thread->setObjectName(name);
        m_object->moveToThread(m_thread.get());
        T *const worker = m_object.get();
        QObject::connect(m_thread.get(), &QThread::started, worker, [worker, thread = m_thread.get()] {
            worker->start();
            thread->quit();
        });
    }
    ~Worker() { stop(); }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    T *object() const { return m_object.get(); }
    void start() { m_thread->start(); }
    void stop()
    {
        if (!m_thread)
            return;
        m_object->requestStop();
        m_thread->quit();
        if (!m_thread->wait(3000)) {
            qCCritical(lcServices) << "thread" << m_thread->objectName() << "did not end within 3 s";
            (void)m_object.release();
            (void)m_thread.release();
        }
        m_thread.reset();
    }

private:
    std::unique_ptr<T> m_object;
    std::unique_ptr<QThread> m_thread;
};

} // namespace cs::app
