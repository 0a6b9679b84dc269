// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/place.h"

#include "app/composition/openstore.h"
#include "backend/api/apiserver.h"

#include <QThread>

namespace cs::daemon {

struct Place::Private
{
    std::unique_ptr<app::OpenStore> store;
    std::unique_ptr<services::StoreReader> reader;
    std::unique_ptr<services::OrderService> orders;
    std::unique_ptr<services::ApprovalService> approvals;
    std::unique_ptr<services::Security> security;
    services::MetricsRegistry metrics;
    std::unique_ptr<api::ApiServer> server;
    std::unique_ptr<ApiClient> client;
};

namespace {

/// The owner may be starting just now: its file is waited for a little.
Result<api::ControlFile> controlOf(const QString &dataDir)
{
    auto control = api::ControlFile::read(dataDir);
    for (int i = 0; i < 30 && !control.ok(); ++i) {
        QThread::msleep(100);
        control = api::ControlFile::read(dataDir);
    }
    return control;
}

} // namespace

Place::Place() : d(std::make_unique<Private>()) {}

Place::~Place()
{
    d->server.reset();
    if (d->reader)
        d->reader->stop();
}

Status Place::openHere()
{
    services::StoreContext &context = d->store->context();
    d->reader = std::make_unique<services::StoreReader>(context.database);
    d->orders = std::make_unique<services::OrderService>(context);
    d->approvals = std::make_unique<services::ApprovalService>(context);
    d->security = std::make_unique<services::Security>(context);
    d->server = std::make_unique<api::ApiServer>(api::ApiContext{context, *d->reader, *d->orders, *d->approvals, *d->security,
                                                                 [] { return services::Snapshot{}; }, d->metrics, false, {}, {}});
    const auto control = d->server->startPrivate();
    if (!control.ok())
        return control.error();
    d->client = std::make_unique<ApiClient>(control->port, control->token);
    return Done{};
}

Result<std::unique_ptr<Place>> Place::open(const settings::Options &options)
{
    std::unique_ptr<Place> place(new Place);
    auto store = app::OpenStore::open(options);
    if (store.ok()) {
        place->d->store = std::move(store).value();
        CS_TRY(place->openHere());
        return place;
    }
    if (store.error().kind != ErrorKind::Conflict)
        return store.error();
    const auto control = controlOf(options.dataDir);
    if (!control.ok())
        return control.error();
    place->d->client = std::make_unique<ApiClient>(control->port, control->token);
    return place;
}

ApiClient &Place::api()
{
    return *d->client;
}

bool Place::isElsewhere() const
{
    return !d->store;
}

} // namespace cs::daemon
