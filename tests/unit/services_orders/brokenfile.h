// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

namespace cs::services::test {

/// Gives its bytes, then has nothing, and fails while more is waited for, as a connection does whose client goes.
class BrokenFile final : public QIODevice
{
public:
    explicit BrokenFile(QByteArray bytes) : m_bytes(std::move(bytes)) { open(QIODevice::ReadOnly); }
    bool isSequential() const override { return true; }
    bool waitForReadyRead(int) override
    {
        m_waited = true;
        return false;
    }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_bytes.size());
        if (count == 0)
            return m_waited ? -1 : 0;
        std::copy_n(m_bytes.constData(), count, data);
        m_bytes.remove(0, count);
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    bool m_waited = false;
};

} // namespace cs::services::test
