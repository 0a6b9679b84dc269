// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/httpmessage.h"

#include <QIODevice>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace cs::api {

/// Joins a connection (which reads and writes on the server's thread) and a handler that works a request of any length off,
/// line by line, on a thread of its own. Both directions are bounded: the connection is not read further while much waits,
/// and the handler waits in write() while the client does not take what was answered. An abort ends both.
class BodyStream final : public QIODevice
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BodyStream)

public:
    static constexpr qsizetype kInBytes = 256 * 1024;
    static constexpr qsizetype kOutBytes = 8 * 1024 * 1024;

    /// `changed` is called on the handler's thread when there is room to read into, or something to write.
    explicit BodyStream(std::function<void()> changed);

    // For the handler. read() gives what is there, -1 after an abort; waitForReadyRead() waits for more, false at the end or after one.
    void begin(const Answer &head); ///< from here on the answer is a stream
    Status answer(QByteArrayView bytes); ///< Unavailable when the client is gone
    bool isSequential() const override { return true; }
    bool atEnd() const override; ///< waits until it can tell
    qint64 bytesAvailable() const override;
    /// However long that takes: it is the connection that ends a body which does not come.
    bool waitForReadyRead(int) override;

    // For the connection.
    bool push(QByteArrayView bytes); ///< false: wait for `changed` before reading on
    bool hasRoom() const;
    void pushEnd();
    void abort();
    QByteArray takeOut(qsizetype most);
    std::optional<Answer> head() const; ///< once begin() was called

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const std::function<void()> m_changed;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_wake;
    QByteArray m_in;
    QByteArray m_out;
    std::optional<Answer> m_head;
    bool m_inEnded = false;
    bool m_aborted = false;
};

} // namespace cs::api
