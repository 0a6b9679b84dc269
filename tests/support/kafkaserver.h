// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/child.h"

#include <QTemporaryDir>

namespace cs::test {

/// An Apache Kafka of one node (KRaft), on free ports of 127.0.0.1. Topics are made on first use, with 3 partitions.
/// Ports, cluster id and data stay the same from one start to the next.
class KafkaServer final
{
public:
    /// `settings` are further lines of server.properties; they win over ours.
    explicit KafkaServer(QStringList settings = {});
    Q_DISABLE_COPY_MOVE(KafkaServer)

    /// Starts it and waits until it answers clients. Unavailable when Java or the jars are missing, or it does not come up.
    Status start(int timeoutMs = 60'000);
    /// A clean shutdown.
    void stop() { m_child.stop(30'000); }
    void kill9() { m_child.kill9(); }
    /// The broker hangs: connections stay open, nothing answers.
    void pause() { m_child.pause(); }
    void resume() { m_child.resume(); }
    bool isRunning() { return m_child.isRunning(); }
    qint64 pid() const { return m_child.pid(); }
    /// HOST:PORT, as `--brokers` takes it.
    QString address() const;
    /// Before the first start: a second listener for TLS with SASL PLAIN, SCRAM-SHA-256 and -512. The PEM file has a key (PKCS #8) and its certificates.
    void secure(const QString &pemFile, const QString &user, const QString &password);
    /// HOST:PORT of that listener; the broker calls itself localhost there.
    QString secureAddress() const;
    /// What it has logged (warnings and errors).
    QByteArray log() const;

private:
    QStringList javaArguments(const QString &mainClass) const;
    Status findParts();
    Status format();
    bool answers() const;
    QString listeners() const;
    QString file(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QStringList m_settings;
    QStringList m_users; ///< as the storage tool takes them
    QString m_java;
    QString m_jars;
    quint16 m_port;
    quint16 m_controllerPort;
    quint16 m_securePort = 0;
    bool m_formatted = false;
    Child m_child;
};

} // namespace cs::test
