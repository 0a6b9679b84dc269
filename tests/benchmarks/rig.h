// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition/backend.h"
#include "backend/events/record.h"
#include "backend/storage/database.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/postgresserver.h"

#include <QTemporaryDir>

namespace cs::bench {

/// A real Kafka, and the whole backend of the program on it: all its threads run while something is measured.
class Rig final
{
public:
    Rig() = default;
    Q_DISABLE_COPY_MOVE(Rig)

    /// Starts Kafka and makes the topics. Ends the program with a sentence when a part is missing, as all that follows here.
    void start();
    QString address() const { return m_kafka->address(); }
    /// Hands the records to the broker and waits until it has them.
    void produce(const QList<events::OutRecord> &records);
    /// An empty database of a PostgreSQL that waits for the disk as it does unless it is told otherwise; its URL.
    QString newDatabase();
    /// Processor seconds until now.
    struct Work
    {
        double here = 0;
        double kafka = 0;
        double postgres = 0;
    };
    Work work();

    /// Read from these arguments; the folder is newBackend()'s to choose.
    static settings::Options options(const QStringList &arguments);
    /// A backend with a new, empty store and Kafka groups of its own; the one before it ends.
    app::Backend &newBackend(settings::Options options);
    app::Backend &newBackend(); ///< on the Kafka, as it is without a setting
    void endBackend();
    /// A reading connection to the store of the present backend.
    storage::Connection &reading();
    /// The first value of the first row.
    qint64 number(const QString &sql);
    /// Waits, asking every millisecond, until no row of the outbox is unacknowledged.
    void awaitEmptyOutbox();
    /// Waits until all that was sent has come back from its topic, and everything is at rest.
    void awaitAllSeen();

private:
    std::unique_ptr<test::KafkaServer> m_kafka;
    test::PostgresServer m_postgres{test::PostgresServer::Disk::Waits};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Backend> m_backend;
    std::unique_ptr<storage::Connection> m_reading;
    int m_backends = 0;
    int m_databases = 0;
};

/// The value, or the end of the program with the error's sentence on standard error.
[[noreturn]] void giveUp(const QString &why);
inline void need(const Status &status)
{
    if (!status.ok())
        giveUp(status.error().toString());
}
template <typename T>
T need(Result<T> result)
{
    if (!result.ok())
        giveUp(result.error().toString());
    return std::move(result).value();
}

} // namespace cs::bench
