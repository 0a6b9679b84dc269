// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/clock.h"

#include <QByteArray>
#include <QString>
#include <mutex>
#include <random>

namespace cs {

/// Makes ids. Injected, so that tests can repeat a run. Any thread.
class IdSource
{
public:
    virtual ~IdSource() = default;
    /// A UUID version 7 (RFC 9562, section 5.7): its text sorts by the time it was made, within one source strictly.
    virtual QString uuid7() = 0;
};

/// Ids from a clock and a seeded generator; monotonic within a millisecond by the 12-bit counter of RFC 9562, 6.2.
class RandomIdSource final : public IdSource
{
public:
    /// A seed of 0 takes one from the operating system.
    explicit RandomIdSource(const Clock &clock, quint64 seed = 0);
    QString uuid7() override;

private:
    const Clock &m_clock;
    std::mutex m_mutex;
    std::mt19937_64 m_random;
    qint64 m_lastMs = 0;
    quint32 m_counter = 0;
};

/// `bytes` random bytes from the operating system, as lower-case hexadecimal; for tokens and keys.
QString randomHex(int bytes);
/// BLAKE2b of 16 bytes over the parts in UTF-8, each ended by a zero byte; the form in which long keys are indexed. Bytes are
/// taken as they are.
QByteArray keyHash(std::initializer_list<QAnyStringView> parts);

} // namespace cs
