// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/clientwatch.h"

namespace cs::messaging {

/// Collects librdkafka's settings, keeps the first refusal, and makes the client.
class ClientConf final
{
public:
    /// Address, client id, time-outs, reconnects and statistics, for every kind of client.
    explicit ClientConf(const BrokerConfig &config);

    ClientConf &set(const char *name, const QString &value);
    ClientConf &set(const char *name, const char *value) { return set(name, QString::fromUtf8(value)); }
    ClientConf &set(const char *name, int value) { return set(name, QString::number(value)); }
    rd_kafka_conf_t *raw() { return m_conf.get(); }

    /// Adds the person's own settings last, but for those that our promises stand on, and makes the client. What
    /// librdkafka refuses is an Invalid with its words; version 2.5.0 is refused whole.
    Result<HandlePtr> make(rd_kafka_type_t type, ClientWatch *watch);

private:
    void setExtras();

    const BrokerConfig m_config;
    ConfPtr m_conf;
    QString m_refusal;
};

} // namespace cs::messaging
