// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/flowgate.h"

#include <algorithm>

namespace cs {

void FlowGate::set(const QStringList &topics, bool open)
{
    const std::lock_guard lock(m_mutex);
    for (const QString &topic : topics) {
        Account &account = m_accounts[topic];
        m_others -= account.pending;
        account = {0, open};
    }
}

void FlowGate::settle(const QStringList &topics)
{
    const std::lock_guard lock(m_mutex);
    for (const QString &topic : topics) {
        const auto account = m_accounts.find(topic);
        if (account != m_accounts.end())
            m_others -= std::exchange(account->pending, 0);
    }
}

bool FlowGate::isRead(const QString &topic) const
{
    const std::lock_guard lock(m_mutex);
    return m_accounts.value(topic).open;
}

void FlowGate::add(const QString &topic, int64_t bytes)
{
    const std::lock_guard lock(m_mutex);
    const auto account = m_accounts.find(topic);
    if (account == m_accounts.end()) {
        m_pending += bytes;
        return;
    }
    if (!account->open)
        return;
    const int64_t counted = std::max(bytes, -account->pending);
    account->pending += counted;
    m_others += counted;
}

} // namespace cs
