// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/apiserver.h"

#include "backend/api/call.h"
#include "backend/api/httpserver.h"
#include "backend/api/noticefeed.h"
#include "backend/settings/datafolder.h"
#include "backend/support/json.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>

namespace cs::api {

struct ApiServer::Private
{
    explicit Private(ApiContext given) : context(std::move(given)) {}

    void addRoutes(bool onLoopback);
    Status listen(const QString &address, int port, const Router &routes, std::unique_ptr<HttpServer> *server);

    ApiContext context;
    QString localToken = randomHex(32);
    std::unique_ptr<Calls> calls;
    Router routes;
    Router healthRoutes;
    std::unique_ptr<NoticeFeed> feed;
    std::unique_ptr<HttpServer> api;
    std::unique_ptr<HttpServer> health;
    QString address;
    bool hasControlFile = false;
};

Status ApiServer::Private::listen(const QString &where, int port, const Router &router, std::unique_ptr<HttpServer> *server)
{
    HttpServer::Config config;
    config.address = where;
    config.port = static_cast<quint16>(port);
    config.hosts = context.hosts;
    config.aborting = [this] { calls->stop(); };
    *server = std::make_unique<HttpServer>(std::move(config), router);
    const Status started = (*server)->start();
    if (!started.ok())
        server->reset();
    return started;
}

ApiServer::ApiServer(ApiContext context) : d(std::make_unique<Private>(std::move(context))) {}

ApiServer::~ApiServer()
{
    stop();
}

void ApiServer::Private::addRoutes(bool onLoopback)
{
    calls = std::make_unique<Calls>(context, localToken, onLoopback);
    addImportRoute(routes, *calls);
    addReferenceRoutes(routes, *calls);
    addPipelineRoutes(routes, *calls);
    addOrderRoutes(routes, *calls);
    addTimelineRoute(routes, *calls);
    addApprovalRoutes(routes, *calls);
    addNotificationRoutes(routes, *calls);
    addTopicRoutes(routes, *calls);
    feed = std::make_unique<NoticeFeed>(*calls);
    addNoticeRoute(routes, *calls, *feed);
    feed->start();
    addGroupRoute(routes, *calls);
    addAdminRoutes(routes, *calls);
    addServiceRoutes(routes, *calls);
    addStockRoutes(routes, *calls);
    addHealthRoutes(routes, *calls);
    addDescriptionRoutes(routes, *calls);
    addHealthRoutes(healthRoutes, *calls);
}

Result<ControlFile> ApiServer::startPrivate()
{
    d->addRoutes(true);
    CS_TRY(d->listen(QStringLiteral("127.0.0.1"), 0, d->routes, &d->api));
    return ControlFile{d->api->port(), d->localToken};
}

Status ApiServer::start(const QString &address, int port, int healthPort)
{
    d->addRoutes(QHostAddress(address).isLoopback());
    if (healthPort != 0)
        CS_TRY(d->listen(address, healthPort, d->healthRoutes, &d->health));
    if (port == 0)
        return Done{};
    CS_TRY(d->listen(address, port, d->routes, &d->api));
    d->address = QStringLiteral("http://%1:%2").arg(address.contains(u':') ? u'[' + address + u']' : address).arg(d->api->port());
    if (d->context.dataDir.isEmpty())
        return Done{};
    d->hasControlFile = true;
    return ControlFile{d->api->port(), d->localToken}.write(d->context.dataDir);
}

void ApiServer::stop()
{
    if (d->hasControlFile)
        ControlFile::forget(d->context.dataDir);
    d->hasControlFile = false;
    if (d->feed)
        d->feed->stop();
    d->api.reset();
    d->health.reset();
}

QString ApiServer::address() const
{
    return d->address;
}

QByteArrayList ApiServer::routes() const
{
    QByteArrayList all;
    for (const Route &route : d->routes.routes())
        all.append(route.method + ' ' + route.segments.join('/'));
    return all;
}

QString ControlFile::pathIn(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("control.json"));
}

Status ControlFile::write(const QString &dataDir) const
{
    json::Writer writer;
    writer.beginObject().member("port", qint64(port)).member("token", token).endObject();
    return settings::writePrivateFile(pathIn(dataDir), writer.take() + '\n');
}

void ControlFile::forget(const QString &dataDir)
{
    QFile::remove(pathIn(dataDir));
}

Result<ControlFile> ControlFile::read(const QString &dataDir)
{
    QFile file(pathIn(dataDir));
    if (!file.open(QIODevice::ReadOnly))
        return Error::unavailable(QStringLiteral("The program that runs on this data folder has its API off (--port 0); stop it, then try again."));
    const auto value = json::parse(file.read(4096));
    if (!value.ok())
        return Error::unavailable(QStringLiteral("%1 cannot be read; try again in a moment.").arg(file.fileName()));
    json::Reader reader(*value);
    const ControlFile control{static_cast<int>(reader.integer("port", 1, 65535)), reader.string("token")};
    if (!reader.errors().isEmpty())
        return Error::unavailable(QStringLiteral("%1 is damaged; start the program that owns the data folder again.").arg(file.fileName()));
    return control;
}

} // namespace cs::api
