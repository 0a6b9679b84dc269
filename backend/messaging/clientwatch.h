// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/brokerconfig.h"
#include "backend/messaging/brokertroubles.h"
#include "backend/messaging/rdkafkaptr.h"

namespace cs::messaging {

/// Takes a client's error, statistics and log callbacks and keeps its BrokerHealth. Errors and statistics come on the
/// thread that polls; log lines on librdkafka's threads, and touch nothing here. Must outlive the client's handle, so
/// the owners derive from it and hold the handle.
class ClientWatch
{
public:
    ClientWatch(const BrokerConfig &config, BrokerHealth *health);
    virtual ~ClientWatch() = default;
    ClientWatch(const ClientWatch &) = delete;
    ClientWatch &operator=(const ClientWatch &) = delete;

    /// Sets the callbacks, and this object as their opaque.
    void installInto(rd_kafka_conf_t *conf);
    /// Only the log callback, for a handle that nobody polls.
    static void installLog(rd_kafka_conf_t *conf);

    /// A record or an acknowledgement came: a broker is there.
    void heard();
    bool isFatal() const { return m_fatal; }
    bool isUp() const { return m_state.up; }
    /// A sentence for a person, or empty while all is well.
    QString trouble() const { return m_state.trouble; }
    /// The broker was reached, and takes neither name nor password.
    bool isSignInRefused() const { return !m_state.up && m_troubles.isSignInRefused(); }
    /// The sentence for a call that failed: what the connection says, else the call's own error.
    QString sentenceFor(rd_kafka_resp_err_t error) const;

protected:
    /// On the polling thread; the reason in librdkafka's words.
    void onError(int error, const char *reason);

    /// A fetch waits on purpose, so a consumer's round trips say nothing.
    bool m_measuresRoundTrips = true;

private:
    void onStatistics(const char *json, size_t length);
    void forgetTroubles();
    void publish();
    static void onLog(const rd_kafka_t *client, int level, const char *facility, const char *text);

    const QString m_bootstrap;
    BrokerHealth *const m_health;
    BrokerHealth::State m_state;
    BrokerTroubles m_troubles;
    bool m_fatal = false;
    bool m_isDown = false; ///< all brokers are
};

} // namespace cs::messaging
