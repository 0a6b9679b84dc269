// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/openstore.h"
#include "app/daemon/command.h"
#include "app/daemon/terminal.h"
#include "app/daemon/tlscheck.h"
#include "backend/api/apiserver.h"
#include "backend/messaging/admin.h"
#include "backend/messaging/embeddedbroker.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/metrics/notifierwatch.h"
#include "backend/services/security/security.h"
#include "backend/settings/datafolder.h"
#include "backend/storage/auditstore.h"
#include "backend/storage/metastore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QTcpSocket>

namespace cs::daemon {

namespace {

/// Says each step's outcome as it is known, and remembers whether all were good.
class Checklist
{
public:
    bool note(const QString &step, const Status &status, const QString &good = QStringLiteral("ok"))
    {
        say(QStringLiteral("%1  %2").arg(step.leftJustified(22), status.ok() ? good : QStringLiteral("wrong: ") + status.error().message));
        m_allGood = m_allGood && status.ok();
        return status.ok();
    }
    template <typename T>
    bool note(const QString &step, const Result<T> &result, const QString &good = QStringLiteral("ok"))
    {
        return note(step, result.ok() ? Status(Done{}) : Status(result.error()), good);
    }
    /// Right for now, and no reason to fail.
    void warn(const QString &step, const QString &words) { say(QStringLiteral("%1  warning: %2").arg(step.leftJustified(22), words)); }
    int exitStatus() const { return m_allGood ? Succeeded : Failed; }

private:
    bool m_allGood = true;
};

/// Writes within a transaction that is rolled back by its own error.
Status tryToWrite(services::StoreContext &context)
{
    const QString marker = QStringLiteral("rolled back on purpose");
    const Status status = context.writer.submit(storage::Priority::Person, storage::Durability::Full, [marker](storage::Connection &connection) -> Status {
        CS_TRY(storage::MetaStore(connection).set(QStringLiteral("doctor.test"), marker));
        return Error::conflict(marker);
    }).result();
    return status.ok() || status.error().message == marker ? Status(Done{}) : status;
}

Status verifyAudit(const storage::DatabaseConfig &database, const QByteArray &key)
{
    const auto connection = storage::Connection::open(database, storage::Access::ReadOnly);
    if (!connection.ok())
        return connection.error();
    const auto wrong = storage::AuditStore(**connection, key).verify();
    if (!wrong.ok())
        return wrong.error();
    if (*wrong)
        return Error::fatal(QStringLiteral("entry %1 was altered or is missing; keep the database as it is and compare it with a backup.").arg(**wrong));
    return Done{};
}

/// A database that writes may yet have no room for the next day.
void checkSpace(Checklist &list, const QString &dir)
{
    const QString step = QStringLiteral("Free disk space");
    const auto space = settings::FreeSpace::of(dir);
    if (space.ok() && space->isLow())
        list.warn(step, QStringLiteral("%1 free for %2; make room: on a full disk nothing is stored.").arg(space->text(), dir));
    else
        list.note(step, space, space.ok() ? QStringLiteral("ok: %1 free for %2").arg(space->text(), dir) : QString());
}

void checkStore(Checklist &list, const settings::Options &options)
{
    if (!list.note(QStringLiteral("Data folder"), settings::prepareDataFolder(options.dataDir), options.dataDir))
        return;
    const auto database = storage::DatabaseConfig::fromUrl(options.db, options.dataDir);
    checkSpace(list, options.dataDir);
    if (!list.note(QStringLiteral("Database address"), database, database.ok() ? database->describe() : QString()))
        return;
    const QString beside = QFileInfo(database->path).absolutePath();
    if (database->backend == storage::Backend::Sqlite && beside != QDir(options.dataDir).absolutePath())
        checkSpace(list, beside);
    const auto store = app::OpenStore::open(options);
    const bool isElsewhere = !store.ok() && store.error().kind == ErrorKind::Conflict;
    if (isElsewhere) {
        list.note(QStringLiteral("Data folder in use"), Done{}, QStringLiteral("ok: another program runs on it; it writes, this one only reads"));
        list.note(QStringLiteral("Database opens"), storage::Connection::open(*database, storage::Access::ReadOnly));
    } else if (!list.note(QStringLiteral("Database and schema"), store)) {
        return;
    } else {
        list.note(QStringLiteral("Database writes"), tryToWrite((*store)->context()));
    }
    const auto key = services::loadAuditKey(options.dataDir);
    if (list.note(QStringLiteral("Audit key"), key))
        list.note(QStringLiteral("Audit chain"), verifyAudit(*database, *key));
}

Status resolve(const QString &host)
{
    const QHostInfo info = QHostInfo::fromName(host);
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty())
        return Error::unavailable(QStringLiteral("%1 has no address (%2); check the name and the DNS server.").arg(host, info.errorString()));
    return Done{};
}

Status connectTo(const QString &host, int port)
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(host, static_cast<quint16>(port));
    if (!socket.waitForConnected(5000))
        return Error::unavailable(QStringLiteral("%1:%2 takes no connection (%3); check that the broker runs, the port, and the firewall.")
                                      .arg(host).arg(port).arg(socket.errorString()));
    return Done{};
}

/// Empty when the store has none yet, or cannot be read.
QString storeIdOf(const settings::Options &options)
{
    const auto database = storage::DatabaseConfig::fromUrl(options.db, options.dataDir);
    const auto connection = database.ok() ? storage::Connection::open(*database, storage::Access::ReadOnly)
                                          : Result<std::unique_ptr<storage::Connection>>(database.error());
    return connection.ok() ? storage::MetaStore(**connection).value(QStringLiteral("store.id")).valueOr({}) : QString();
}

/// Exactly one store per Kafka runs notifications.
void checkNotifiers(Checklist &list, messaging::Admin &admin, const settings::Options &options)
{
    const QString step = QStringLiteral("Notifications");
    if (options.embedded)
        list.note(step, Done{}, QStringLiteral("ok: the embedded broker has no groups; a second store does not apply"));
    if (options.embedded || !options.runs(QStringLiteral("notification")))
        return;
    const auto members = admin.members(options.notificationGroup, 10'000);
    if (!members.ok()) {
        list.note(step, members);
        return;
    }
    const QString second = services::secondNotifier(*members, options.notificationGroup, services::clientIdOf(storeIdOf(options)));
    list.note(step, second.isEmpty() ? Status(Done{}) : Status(Error::conflict(second)),
              QStringLiteral("ok: no other store runs them on this Kafka (consumers in %1: %2)").arg(options.notificationGroup).arg(members->size()));
}

/// The sign-in, and what the broker says of itself.
void noteBrokers(Checklist &list, const messaging::BrokerConfig &config, const Result<QStringList> &brokers)
{
    const QString sasl = QStringLiteral("SASL"), metadata = QStringLiteral("Broker metadata");
    const QString user = config.extra.value(QStringLiteral("sasl.username"));
    if (brokers.ok()) {
        if (usesSasl(config.extra))
            list.note(sasl, Done{}, QStringLiteral("ok: signed in as %1").arg(user));
        list.note(metadata, Done{}, QStringLiteral("ok: %1").arg(brokers->join(u", ")));
        return;
    }
    QString words = brokers.error().message;
    const bool refused = brokers.error().kind == ErrorKind::Unauthorized;
    if (refused)
        words += QStringLiteral(" Check sasl.mechanism, sasl.username (%1) and COUNTERSIGN_KAFKA_PASSWORD.").arg(user);
    else if (!config.embedded && !usesTls(config.extra))
        words += QStringLiteral(" If this port speaks TLS, set security.protocol to SSL or SASL_SSL.");
    list.note(refused ? sasl : metadata, Error::unavailable(words));
}

void checkMetadata(Checklist &list, const messaging::BrokerConfig &config, const settings::Options &options)
{
    const auto admin = messaging::Admin::create(config, nullptr);
    if (!list.note(QStringLiteral("Broker settings"), admin))
        return;
    const auto brokers = (*admin)->brokers(10'000);
    noteBrokers(list, config, brokers);
    if (brokers.ok())
        checkNotifiers(list, **admin, options);
}

/// TCP, and TLS where it is set: without them nothing that follows can be right.
bool checkBroker(Checklist &list, const QString &host, int port, const settings::Options &options)
{
    const QString address = QStringLiteral("%1:%2").arg(host).arg(port);
    if (!list.note(QStringLiteral("TCP ") + address, connectTo(host, port)))
        return false;
    return !usesTls(options.kafka) || list.note(QStringLiteral("TLS ") + address, checkTls(host, port, options.kafka));
}

void checkKafka(Checklist &list, const settings::Options &options)
{
    auto config = messaging::BrokerConfig::fromBrokers(options.brokers);
    if (!list.note(QStringLiteral("Broker addresses"), config, options.brokers))
        return;
    config->extra = options.kafka;
    bool reached = false;
    for (const QString &part : options.brokers.split(u',')) {
        const QString host = part.trimmed().section(u':', 0, -2);
        if (list.note(QStringLiteral("DNS ") + host, resolve(host)))
            reached = checkBroker(list, host, part.section(u':', -1).toInt(), options) || reached;
    }
    if (reached)
        checkMetadata(list, *config, options);
}

messaging::BrokerConfig embeddedAt(const QString &address)
{
    messaging::BrokerConfig config;
    config.bootstrap = address;
    config.embedded = true;
    return config;
}

/// The running program's embedded broker where there is one, else one of our own.
void checkEmbedded(Checklist &list, const settings::Options &options, bool isElsewhere)
{
    if (!isElsewhere) {
        const auto broker = messaging::EmbeddedBroker::start();
        if (list.note(QStringLiteral("Embedded broker"), broker, broker.ok() ? QStringLiteral("ok: started on ") + (*broker)->address() : QString()))
            checkMetadata(list, embeddedAt((*broker)->address()), options);
        return;
    }
    QFile file(QDir(options.dataDir).filePath(QStringLiteral("broker.addr")));
    const QString address = file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()).trimmed() : QString();
    if (address.isEmpty())
        list.note(QStringLiteral("Embedded broker"), Error::unavailable(QStringLiteral("broker.addr is missing; does the running program use another broker? Give its --brokers.")));
    else
        checkMetadata(list, embeddedAt(address), options);
}

} // namespace

int doctor(const settings::Options &options)
{
    Checklist list;
    checkStore(list, options);
    const bool isElsewhere = QFile::exists(api::ControlFile::pathIn(options.dataDir)) && !settings::DataFolderLock::take(options.dataDir).ok();
    options.embedded ? checkEmbedded(list, options, isElsewhere) : checkKafka(list, options);
    return list.exitStatus();
}

} // namespace cs::daemon
