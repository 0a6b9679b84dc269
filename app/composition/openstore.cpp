// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/openstore.h"

#include "backend/events/cloudevents.h"
#include "backend/services/core/changes.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/security/security.h"
#include "backend/storage/metastore.h"

#include <QDir>
#include <QLockFile>
#include <optional>

namespace cs::app {

struct OpenStore::Private
{
    SystemClock clock;
    RandomIdSource ids{clock};
    services::Changes changes;
    std::unique_ptr<QLockFile> lock;
    std::unique_ptr<storage::StoreWriter> writer;
    std::optional<services::StoreContext> context;

    Status takeFolder(const QString &dataDir);
    Status openWriter(const storage::DatabaseConfig &database);
    Result<QString> storeId();
};

OpenStore::OpenStore() : d(std::make_unique<Private>()) {}

OpenStore::~OpenStore()
{
    if (d->writer)
        d->writer->stop();
}

Status OpenStore::Private::takeFolder(const QString &dataDir)
{
    lock = std::make_unique<QLockFile>(QDir(dataDir).filePath(QStringLiteral("countersign.lock")));
    lock->setStaleLockTime(0);
    if (lock->tryLock(0))
        return Done{};
    qint64 pid = 0;
    QString host;
    QString program;
    lock->getLockInfo(&pid, &host, &program);
    lock.reset();
    return Error::conflict(QStringLiteral("the data folder %1 is in use by %2 (process %3); stop it, or choose another folder with --data-dir")
                               .arg(dataDir, program.isEmpty() ? QStringLiteral("another program") : program)
                               .arg(pid));
}

Status OpenStore::Private::openWriter(const storage::DatabaseConfig &database)
{
    writer = std::make_unique<storage::StoreWriter>(database);
    return writer->start();
}

Result<QString> OpenStore::Private::storeId()
{
    const QString fresh = ids.uuid7();
    return writer
        ->submitFor<QString>(storage::Priority::Machine, storage::Durability::Full,
            [fresh](storage::Connection &connection) {
                return storage::MetaStore(connection).valueOrSet(QStringLiteral("store.id"), fresh);
            })
        .result();
}

Result<std::unique_ptr<OpenStore>> OpenStore::open(const settings::Options &options)
{
    std::unique_ptr<OpenStore> store(new OpenStore);
    CS_TRY(settings::prepareDataFolder(options.dataDir));
    CS_TRY(store->d->takeFolder(options.dataDir));
    const auto database = storage::DatabaseConfig::fromUrl(options.db, options.dataDir);
    if (!database.ok())
        return database.error();
    const auto key = services::loadAuditKey(options.dataDir);
    if (!key.ok())
        return key.error();
    CS_TRY(store->d->openWriter(*database));
    const auto id = store->d->storeId();
    if (!id.ok())
        return id.error();
    Private &d = *store->d;
    d.context.emplace(services::StoreContext{d.clock, d.ids, *d.writer, d.changes, *database, *id, events::sourceOf(*id), *key,
                                             options.policy, options.publish, options.readOnly, options.trustedSources,
                                             options.approvalDue, options.staleAfter});
    return store;
}

services::StoreContext &OpenStore::context() const
{
    return *d->context;
}

services::Changes &OpenStore::changes() const
{
    return d->changes;
}

} // namespace cs::app
