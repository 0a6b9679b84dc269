// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/command.h"
#include "app/daemon/place.h"
#include "app/daemon/terminal.h"

#include <QUrl>

namespace cs::daemon {

namespace {

QByteArray bodyOf(const std::initializer_list<std::pair<QByteArray, QString>> &members)
{
    json::Writer writer;
    writer.beginObject();
    for (const auto &[name, value] : members) {
        if (!value.isEmpty())
            writer.member(name, value);
    }
    return writer.endObject().take();
}

void listUsers(const json::Value &answer)
{
    const json::Value *users = answer.find("data");
    for (const json::Value &user : users ? users->items() : QList<json::Value>()) {
        json::Reader reader(user);
        say(QStringLiteral("%1 %2 %3%4").arg(reader.string("userId").leftJustified(12), reader.string("role").leftJustified(16), reader.string("name", false),
                                             reader.boolean("disabled") ? QStringLiteral(" (disabled)") : QString()));
    }
}

Result<json::Value> add(ApiClient &api, const settings::Options &options, const QString &id)
{
    const auto password = readPassword(QStringLiteral("Password of %1: ").arg(id));
    if (!password.ok())
        return password.error();
    const auto given = [&options](const char *name) { return options.extra.value(QString::fromLatin1(name)).value(0); };
    return api.call("POST", "/api/admin/users", bodyOf({{"userId", id}, {"role", given("role")}, {"name", given("name")},
                                                        {"reportsTo", given("reports-to")}, {"password", *password}}));
}

Result<json::Value> act(ApiClient &api, const settings::Options &options, const QString &verb, const QString &id)
{
    const QByteArray path = "/api/admin/users/" + QUrl::toPercentEncoding(id);
    if (verb == u"list")
        return api.call("GET", "/api/admin/users");
    if (verb == u"add")
        return add(api, options, id);
    if (verb == u"disable")
        return api.call("POST", path + "/disable", options.extra.contains(QStringLiteral("enable")) ? "{\"disabled\":false}" : "{\"disabled\":true}");
    const auto password = readPassword(QStringLiteral("New password of %1: ").arg(id));
    if (!password.ok())
        return password.error();
    return api.call("POST", path + "/password", bodyOf({{"password", *password}}));
}

} // namespace

int users(const settings::Options &options)
{
    const QString verb = options.positional.first();
    const QString id = options.positional.value(1);
    const QStringList verbs{QStringLiteral("add"), QStringLiteral("list"), QStringLiteral("disable"), QStringLiteral("passwd")};
    if (!verbs.contains(verb) || (verb == u"list") != id.isEmpty() || (verb == u"add" && !options.extra.contains(QStringLiteral("role")))) {
        complain(QStringLiteral("Usage: countersignd users add ID --role ROLE | list | disable ID | passwd ID"));
        return WrongUsage;
    }
    const auto place = Place::open(options);
    const auto answer = place.ok() ? act((*place)->api(), options, verb, id) : Result<json::Value>(place.error());
    if (!answer.ok()) {
        complain(answer.error());
        return statusOf(answer.error());
    }
    if (verb == u"list")
        listUsers(*answer);
    else
        say(QStringLiteral("%1: done.").arg(id));
    return Succeeded;
}

} // namespace cs::daemon
