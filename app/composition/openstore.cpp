// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/openstore.h"

#include "backend/api/apiserver.h"
#include "backend/events/cloudevents.h"
#include "backend/services/core/changes.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/security/security.h"
#include "backend/settings/datafolder.h"
#include "backend/storage/metastore.h"

#include <optional>

namespace cs::app {

struct OpenStore::Private
{
    SystemClock clock;
    RandomIdSource ids{clock};
    services::Changes changes;
    std::unique_ptr<settings::DataFolderLock> lock;
    std::unique_ptr<storage::StoreWriter> writer;
    std::optional<services::StoreContext> context;

    Status openWriter(const storage::DatabaseConfig &database);
    Result<QString> storeId();
};

namespace {

QList<Channel> handedOver(const settings::Options &options)
{
    QList<Channel> channels;
    if (options.emailChannel == QLatin1String("hand-over"))
        channels.append(Channel::Email);
    if (options.pushChannel == QLatin1String("hand-over"))
        channels.append(Channel::Push);
    return channels;
}

} // namespace

OpenStore::OpenStore() : d(std::make_unique<Private>()) {}

OpenStore::~OpenStore()
{
    if (d->writer)
        d->writer->stop();
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
    auto lock = settings::DataFolderLock::take(options.dataDir);
    if (!lock.ok())
        return lock.error();
    store->d->lock = std::move(lock).value();
    api::ControlFile::forget(options.dataDir); // a command that comes now waits for ours
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
                                             std::chrono::hours(options.approvalDueHours), std::chrono::hours(options.staleHours),
                                             std::chrono::minutes(options.digestMinutes),
                                             options.drive.isEmpty() ? QStringLiteral("ecommerce") : options.drive == QLatin1String("none") ? QString() : options.drive,
                                             options.typeIds, handedOver(options)});
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
