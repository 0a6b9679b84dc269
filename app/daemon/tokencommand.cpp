// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/command.h"
#include "app/daemon/place.h"
#include "app/daemon/terminal.h"

#include <QUrl>

namespace cs::daemon {

namespace {

constexpr int kMostDays = 3650;

void list(const json::Value &answer)
{
    const json::Value *tokens = answer.find("data");
    for (const json::Value &token : tokens ? tokens->items() : QList<json::Value>()) {
        json::Reader reader(token);
        const QString expires = reader.string("expiresAt", false);
        const QString state = reader.boolean("revoked") ? QStringLiteral("revoked") : expires.isEmpty() ? QStringLiteral("holds") : QStringLiteral("until ") + expires;
        say(QStringLiteral("%1 %2 %3 %4").arg(reader.string("id"), reader.string("userId").leftJustified(12), state, reader.string("label", false)));
    }
}

Result<json::Value> create(ApiClient &api, const settings::Options &options, const QString &userId)
{
    json::Writer writer;
    writer.beginObject().member("userId", userId).member("label", options.extra.value(QStringLiteral("label")).value(0));
    const QString days = options.extra.value(QStringLiteral("days")).value(0);
    if (!days.isEmpty()) {
        bool isNumber = false;
        const int number = days.toInt(&isNumber);
        if (!isNumber || number < 1 || number > kMostDays)
            return Error::invalid(QStringLiteral("--days: '%1' is not a whole number from 1 to %2.").arg(days).arg(kMostDays));
        writer.member("days", qint64(number));
    }
    return api.call("POST", "/api/admin/tokens", writer.endObject().take());
}

int tell(const QString &verb, const json::Value &answer)
{
    if (verb == u"list")
        list(answer);
    else if (verb == u"revoke")
        say(QStringLiteral("The token does not hold any more."));
    else if (const json::Value *data = answer.find("data"); data && data->find("token"))
        say(data->find("token")->toString());
    return Succeeded;
}

} // namespace

int token(const settings::Options &options)
{
    const QString verb = options.positional.first();
    const QString subject = options.positional.value(1);
    if ((verb != u"create" && verb != u"list" && verb != u"revoke") || (verb == u"list") != subject.isEmpty()) {
        complain(QStringLiteral("Usage: countersignd token create USER | list | revoke ID"));
        return WrongUsage;
    }
    const auto place = Place::open(options);
    if (!place.ok()) {
        complain(place.error());
        return statusOf(place.error());
    }
    ApiClient &api = (*place)->api();
    const auto answer = verb == u"list" ? api.call("GET", "/api/admin/tokens")
        : verb == u"create"             ? create(api, options, subject)
                                        : api.call("POST", "/api/admin/tokens/" + QUrl::toPercentEncoding(subject) + "/revoke");
    if (answer.ok())
        return tell(verb, *answer);
    complain(answer.error());
    return statusOf(answer.error());
}

} // namespace cs::daemon
