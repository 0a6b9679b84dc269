// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QMap>
#include <QString>
#include <atomic>
#include <memory>
#include <mutex>

namespace cs::messaging {

/// How to reach the brokers. `extra` holds librdkafka settings as text (security.protocol, sasl.*, ssl.*).
struct BrokerConfig
{
    QString bootstrap; ///< host:port,host:port
    bool embedded = false; ///< the in-process broker: no groups, forgets at exit
    QMap<QString, QString> extra;
    QString clientId = QStringLiteral("countersign"); ///< what brokers and other members of a group see of us

    /// host:port pairs separated by commas; an error names the part that is wrong.
    static Result<BrokerConfig> fromBrokers(const QString &brokers);
};

/// What a client knows of the brokers' health; written by librdkafka's callbacks, read by any thread.
class BrokerHealth final
{
public:
    struct State
    {
        bool up = false;
        QString trouble;  ///< a sentence while down, naming the address
        int brokers = 0;  ///< that are up
        double rttMs = 0; ///< of the last statistics window
    };
    State state() const;
    void set(const State &state);

private:
    mutable std::mutex m_mutex;
    State m_state;
};

} // namespace cs::messaging
