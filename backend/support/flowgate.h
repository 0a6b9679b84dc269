// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStringList>
#include <atomic>
#include <cstdint>
#include <mutex>

namespace cs {

/// Counts the bytes that were handed to the embedded broker and that its local consumers have not stored yet, so that the
/// relay can hold back before the broker forgets (it keeps 5 MiB a partition). The ingest consumer always reads; the topics
/// of consumers that can be switched off have accounts of their own, which count only while they are open. Any thread.
class FlowGate
{
public:
    /// A limit of 0 means: never hold back (a broker that keeps what it is given).
    explicit FlowGate(int64_t limitBytes = 0) : m_limit(limitBytes) {}
    void produced(int64_t bytes) { m_pending += bytes; }
    void consumed(int64_t bytes) { m_pending -= bytes; }
    /// Forgets what is pending, e.g. when the consumer starts over.
    void reset() { m_pending = 0; }
    bool isOpen() const { return m_limit == 0 || m_pending.load() + m_others.load() < m_limit; }
    int64_t pending() const { return m_pending.load(); } ///< for the ingest consumer

    /// The consumer of these topics reads from now on: their accounts count from zero.
    void open(const QStringList &topics) { set(topics, true); }
    /// It reads no more, and nobody waits for it.
    void close(const QStringList &topics) { set(topics, false); }
    /// Its consumer has been at the end for a while: what is still counted was forgotten by the broker, or came once.
    void settle(const QStringList &topics);
    bool isRead(const QString &topic) const;
    /// On a topic without an account: for the ingest consumer. An account that is closed counts nothing, and none falls below 0.
    void produced(const QString &topic, int64_t bytes) { add(topic, bytes); }
    void consumed(const QString &topic, int64_t bytes) { add(topic, -bytes); }

private:
    struct Account
    {
        int64_t pending = 0;
        bool open = false;
    };
    void set(const QStringList &topics, bool open);
    void add(const QString &topic, int64_t bytes);

    const int64_t m_limit;
    std::atomic<int64_t> m_pending = 0;
    std::atomic<int64_t> m_others = 0; ///< of all accounts together
    mutable std::mutex m_mutex;
    QHash<QString, Account> m_accounts;
};

} // namespace cs
