// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/call.h"

#include <QCryptographicHash>

namespace cs::api {

namespace {

constexpr qsizetype kMostRemembered = 1000;

QByteArray hashOf(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

/// Compares by hash, so that the time it takes says nothing about how much was right.
bool isSame(const QString &one, const QString &other)
{
    return !one.isEmpty() && hashOf(one) == hashOf(other);
}

std::optional<QString> bearerToken(const Request &request)
{
    const QByteArray value = request.header("authorization");
    if (value.left(7).toLower() != "bearer ")
        return {};
    return QString::fromLatin1(value.mid(7).trimmed());
}

} // namespace

Result<Actor> Calls::actorOf(const Request &request, Access access) const
{
    if (access == Access::Open)
        return Actor{};
    const auto token = bearerToken(request);
    const bool asDemo = !token && access == Access::PersonOrDemo && m_context.demo && m_onLoopback && !request.headers.contains("authorization");
    if (!token && !asDemo)
        return Error::unauthorized(QStringLiteral("A token is needed: Authorization: Bearer TOKEN."));
    if (access != Access::Watcher)
        CS_TRY(storeIsThere());
    if (asDemo)
        return Actor::of(QStringLiteral("demo"), Role::SalesExecutive);
    return personOf(*token, access);
}

Result<Actor> Calls::personOf(const QString &token, Access access) const
{
    if (isSame(m_localToken, token))
        return Actor::of(QStringLiteral("operator"), Role::Admin);
    if (access == Access::Watcher && !storeIsThere().ok())
        return rememberedPerson(hashOf(token));
    const auto user = read<User>([this, token](storage::Connection &connection) { return m_context.security.userOfToken(connection, token); });
    if (!user.ok() && user.error().kind == ErrorKind::Unavailable && access == Access::Watcher)
        return rememberedPerson(hashOf(token));
    QMutexLocker lock(&m_lock);
    if (!user.ok()) {
        m_heldBefore.remove(hashOf(token));
        return user.error();
    }
    if (m_heldBefore.size() >= kMostRemembered)
        m_heldBefore.clear();
    m_heldBefore.insert(hashOf(token), user->actor());
    return user->actor();
}

Result<Actor> Calls::rememberedPerson(const QByteArray &tokenHash) const
{
    QMutexLocker lock(&m_lock);
    const auto known = m_heldBefore.constFind(tokenHash);
    if (known != m_heldBefore.cend())
        return *known;
    return Error::unavailable(QStringLiteral("The store is not up, so that the token cannot be looked up; try again in a moment."));
}

Status Calls::storeIsThere() const
{
    const services::Snapshot snapshot = m_context.snapshot();
    if (snapshot.storeUp || snapshot.storeFull || snapshot.storeTrouble.isEmpty()) // a full one can be read, and says itself what it refuses
        return Done{};
    const QString why = snapshot.storeTrouble.endsWith(u'.') ? snapshot.storeTrouble.chopped(1) : snapshot.storeTrouble;
    return Error::unavailable(QStringLiteral("The store is not up: %1. Try again in a moment.").arg(why));
}

Handler signedIn(const Calls &calls, Access access, PersonHandler handler)
{
    return [&calls, access, handler = std::move(handler)](const Request &request) {
        const Result<Actor> actor = calls.actorOf(request, access);
        if (!actor.ok())
            return errorAnswer(actor.error());
        const Result<Answer> answer = handler(request, *actor);
        return answer.ok() ? *answer : errorAnswer(answer.error());
    };
}

Status checkQueryNames(const Request &request, const RouteDoc &doc)
{
    QStringList known;
    for (const QueryField &field : doc.query)
        known.append(QString::fromLatin1(field.name));
    QList<FieldError> errors;
    for (const auto &[name, value] : request.query) {
        if (!known.contains(name))
            errors.append({name, known.isEmpty() ? QStringLiteral("This path takes no parameters.")
                                                 : QStringLiteral("This parameter is not known; known are %1.").arg(known.join(u", "))});
    }
    return checkFields(errors);
}

void addRoute(Router &router, const Calls &calls, const QByteArray &method, const QByteArray &pattern, Access access, RouteDoc doc, PersonHandler handler)
{
    doc.open = access == Access::Open;
    PersonHandler checked = [doc, handler = std::move(handler)](const Request &request, const Actor &actor) -> Result<Answer> {
        CS_TRY(checkQueryNames(request, doc));
        return handler(request, actor);
    };
    router.add(method, pattern, signedIn(calls, access, std::move(checked)), doc);
}

QueryReader::QueryReader(const Request &request)
{
    for (const auto &[name, value] : request.query) {
        if (m_values.contains(name))
            fail(name, QStringLiteral("This parameter is given twice."));
        m_values.insert(name, value);
    }
    if (!has(QStringLiteral("limit")))
        return;
    bool isNumber = false;
    m_limit = text(QStringLiteral("limit")).toInt(&isNumber);
    if (!isNumber || m_limit < 1 || m_limit > 1000)
        fail(QStringLiteral("limit"), QStringLiteral("This must be a whole number from 1 to 1000."));
}

std::optional<TimePoint> QueryReader::time(const QString &name)
{
    TimePoint at;
    if (text(name).isEmpty())
        return {};
    if (fromIso(QStringView(text(name)), &at))
        return at;
    fail(name, QStringLiteral("This must be a time such as 2026-01-31T09:30:00Z, or a date."));
    return {};
}

bool QueryReader::flag(const QString &name)
{
    const QString value = text(name);
    if (has(name) && value != u"1" && value != u"0" && value != u"true" && value != u"false")
        fail(name, QStringLiteral("This must be 1 or 0."));
    return value == u"1" || value == u"true";
}

Status QueryReader::check() const
{
    return checkFields(m_errors);
}

Result<json::Value> bodyObject(const Request &request)
{
    auto value = json::parse(request.body);
    if (value.ok() && !value->isObject())
        return Error::invalid(QStringLiteral("The body must be a JSON object."));
    return value;
}

Status checkFields(const QList<FieldError> &errors)
{
    if (errors.isEmpty())
        return Done{};
    return Error::invalid(QStringLiteral("%1: %2").arg(errors.first().field, errors.first().message), errors);
}

} // namespace cs::api
