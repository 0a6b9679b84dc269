// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/bodystream.h"

#include <cstring>

namespace cs::api {

BodyStream::BodyStream(std::function<void()> changed) : m_changed(std::move(changed))
{
    open(QIODevice::ReadOnly);
}

void BodyStream::begin(const Answer &head)
{
    const std::lock_guard lock(m_mutex);
    m_head = head;
}

Status BodyStream::answer(QByteArrayView bytes)
{
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_aborted || m_out.size() < kOutBytes; });
        if (m_aborted)
            return Error::unavailable(QStringLiteral("The client has gone."));
        m_out.append(bytes.data(), bytes.size());
    }
    m_changed();
    return Done{};
}

bool BodyStream::atEnd() const
{
    if (QIODevice::bytesAvailable() > 0)
        return false;
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_aborted || m_inEnded || !m_in.isEmpty(); });
    return m_aborted || m_in.isEmpty();
}

qint64 BodyStream::bytesAvailable() const
{
    const std::lock_guard lock(m_mutex);
    return m_in.size() + QIODevice::bytesAvailable();
}

bool BodyStream::waitForReadyRead(int)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_aborted || m_inEnded || !m_in.isEmpty(); });
    return !m_aborted && !m_in.isEmpty();
}

qint64 BodyStream::readData(char *data, qint64 most)
{
    qint64 count = 0;
    bool madeRoom = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_aborted || m_in.isEmpty())
            return m_aborted ? -1 : 0;
        const bool wasFull = m_in.size() >= kInBytes;
        count = std::min<qint64>(most, m_in.size());
        std::memcpy(data, m_in.constData(), static_cast<size_t>(count));
        m_in.remove(0, count);
        madeRoom = wasFull && m_in.size() < kInBytes;
    }
    if (madeRoom)
        m_changed();
    return count;
}

bool BodyStream::push(QByteArrayView bytes)
{
    const std::lock_guard lock(m_mutex);
    if (!m_aborted)
        m_in.append(bytes.data(), bytes.size());
    m_wake.notify_all();
    return m_in.size() < kInBytes;
}

bool BodyStream::hasRoom() const
{
    const std::lock_guard lock(m_mutex);
    return m_in.size() < kInBytes;
}

void BodyStream::pushEnd()
{
    const std::lock_guard lock(m_mutex);
    m_inEnded = true;
    m_wake.notify_all();
}

void BodyStream::abort()
{
    const std::lock_guard lock(m_mutex);
    m_aborted = true;
    m_in.clear();
    m_wake.notify_all();
}

QByteArray BodyStream::takeOut(qsizetype most)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray taken = m_out.left(most);
    m_out.remove(0, taken.size());
    m_wake.notify_all();
    return taken;
}

std::optional<Answer> BodyStream::head() const
{
    const std::lock_guard lock(m_mutex);
    return m_head;
}

} // namespace cs::api
