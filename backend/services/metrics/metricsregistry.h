// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <array>
#include <mutex>

namespace cs::services {

/// Counters and the histogram that no snapshot can give. Any thread.
class MetricsRegistry final
{
public:
    void addBad(const QString &topic, const QString &reason, qint64 count = 1);
    void addStored(const QString &topic, qint64 count);
    void addNotifications(const QString &channel, const QString &state, qint64 count);
    /// Seconds from a decision's release to the broker's acknowledgement.
    void observeDecisionAck(double seconds);
    /// Its own part of the Prometheus text.
    QByteArray text() const;
    static constexpr std::array<double, 10> kBuckets{0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5};

private:
    mutable std::mutex m_mutex;
    QHash<std::pair<QString, QString>, qint64> m_bad;
    QHash<QString, qint64> m_stored;
    QHash<std::pair<QString, QString>, qint64> m_notifications;
    std::array<qint64, kBuckets.size()> m_buckets{};
    qint64 m_acks = 0;
    double m_ackSum = 0;
};

} // namespace cs::services
