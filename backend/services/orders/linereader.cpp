// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/linereader.h"

namespace cs::services {

namespace {

constexpr qint64 kBlock = 64 * 1024;
constexpr int kPatienceMs = 30'000; ///< for more from a pipe or a socket

} // namespace

QByteArray LineReader::readBlock()
{
    QByteArray block(kBlock, Qt::Uninitialized);
    const qint64 got = m_device.read(block.data(), block.size());
    m_broken = m_broken || got < 0;
    block.truncate(std::max<qint64>(got, 0));
    return block;
}

/// Gets another block; false at the end. A sequential device may have nothing yet and more later.
bool LineReader::fill()
{
    m_buffer.remove(0, m_start);
    m_start = 0;
    QByteArray block = readBlock();
    for (bool more = m_device.isSequential(); more && block.isEmpty() && !m_broken;) {
        more = m_device.waitForReadyRead(kPatienceMs);
        block = readBlock(); // at the end too: only this tells it from a failure
    }
    m_read += block.size();
    m_buffer += block;
    return !block.isEmpty();
}

QByteArrayView LineReader::peek(qsizetype most)
{
    if (m_start == m_buffer.size())
        fill();
    return QByteArrayView(m_buffer).sliced(m_start, std::min(most, m_buffer.size() - m_start));
}

LineReader::Got LineReader::finish(QByteArray *line, bool tooLong)
{
    ++m_line;
    if (tooLong) {
        line->clear();
        return Got::TooLong;
    }
    if (line->endsWith('\r'))
        line->chop(1);
    if (m_line == 1 && line->startsWith("\xEF\xBB\xBF"))
        line->remove(0, 3);
    return Got::Line;
}

LineReader::Got LineReader::next(QByteArray *line)
{
    bool tooLong = false;
    qsizetype searched = m_start;
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n', searched);
        if (end >= 0) {
            tooLong = tooLong || end - m_start > kMaxLine;
            *line = tooLong ? QByteArray() : m_buffer.mid(m_start, end - m_start);
            m_start = end + 1;
            return finish(line, tooLong);
        }
        if (m_buffer.size() - m_start > kMaxLine) { // let go of what is known to be too long
            tooLong = true;
            m_start = m_buffer.size();
        }
        const qsizetype kept = m_buffer.size() - m_start;
        if (!fill()) {
            if (m_broken || (kept == 0 && !tooLong))
                return Got::End;
            *line = std::exchange(m_buffer, {});
            m_start = 0;
            return finish(line, tooLong);
        }
        searched = kept;
    }
}

Error brokenFile()
{
    return Error::unavailable(QStringLiteral("It could not be read to its end."));
}

} // namespace cs::services
