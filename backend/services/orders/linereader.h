// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace cs::services {

/// Cuts a device into lines without ever holding more than one of them and a block. A line longer than the limit is
/// skipped and reported. Takes \n and \r\n, and leaves a byte order mark at the start out.
class LineReader final
{
public:
    static constexpr qsizetype kMaxLine = 1024 * 1024;

    explicit LineReader(QIODevice &device) : m_device(device) {}
    Q_DISABLE_COPY_MOVE(LineReader)

    /// The first bytes, at most so many, before a line is taken; waits for some. Empty: there is nothing.
    QByteArrayView peek(qsizetype most);

    enum class Got { Line, TooLong, End };
    Got next(QByteArray *line);
    qint64 lineNumber() const { return m_line; } ///< of the last one, from 1
    /// Of the device, to the end of that line: what was read ahead does not count.
    qint64 bytesRead() const { return m_read - (m_buffer.size() - m_start); }

private:
    bool fill();
    Got finish(QByteArray *line, bool tooLong);

    QIODevice &m_device;
    QByteArray m_buffer;
    qsizetype m_start = 0; ///< in m_buffer, of what was not handed out
    qint64 m_line = 0;
    qint64 m_read = 0;
};

} // namespace cs::services
