// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QByteArray>
#include <QIODevice>

namespace cs::services {

/// Cuts a device into lines without ever holding more than one of them and a block. A line longer than the limit is
/// skipped and reported. Takes \n and \r\n, and leaves a byte order mark at the start out. When the device fails, what it gave
/// of an unfinished line is left out too: cut short it could pass for a whole one.
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
    bool isBroken() const { return m_broken; } ///< the End was none: the device could not be read further
    qint64 lineNumber() const { return m_line; } ///< of the last one, from 1
    /// Of the device, to the end of that line: what was read ahead does not count.
    qint64 bytesRead() const { return m_read - (m_buffer.size() - m_start); }

private:
    QByteArray readBlock();
    bool fill();
    Got finish(QByteArray *line, bool tooLong);

    QIODevice &m_device;
    QByteArray m_buffer;
    qsizetype m_start = 0; ///< in m_buffer, of what was not handed out
    qint64 m_line = 0;
    qint64 m_read = 0;
    bool m_broken = false;
};

/// What is said of a device that isBroken().
Error brokenFile();

} // namespace cs::services
