// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the layer: what all routes share.
#pragma once

#include "backend/api/context.h"
#include "backend/api/router.h"
#include "backend/support/json.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QHash>
#include <QMutex>
#include <QThread>
#include <algorithm>
#include <atomic>

namespace cs::api {

/// Who may call a route: everybody; a person with a token; or also, with --demo on loopback, somebody without one. Watcher: a
/// person with a token, for what needs no store: while it is away, a token that held before is taken.
enum class Access { Open, Person, PersonOrDemo, Watcher };

/// Signs callers in, and waits for futures on a handler's thread, at most 15 s and not beyond a stop.
class Calls final
{
public:
    Calls(const ApiContext &context, QString localToken, bool onLoopback)
        : m_context(context), m_localToken(std::move(localToken)), m_onLoopback(onLoopback)
    {
    }

    const ApiContext &context() const { return m_context; }
    Result<Actor> actorOf(const Request &request, Access access) const;
    /// Unavailable, in words, when the store was found to be away a moment ago: who asks for it is told at once, so that
    /// handlers are not all waiting, and nothing is accepted after its caller has given up.
    Status storeIsThere() const;
    void stop() const { m_stopping = true; }

    /// Waits for up to 15 s, or until stop(). It looks again and again, a little less often each time: QFuture has no wait
    /// with a bound, and its then() crashes in Qt 6.4 when the future finishes while it is called.
    template <typename T>
    Result<T> wait(const QFuture<Result<T>> &future) const
    {
        QElapsedTimer clock;
        clock.start();
        while (!future.isFinished()) {
            const qint64 waited = clock.nsecsElapsed() / 1000;
            if (m_stopping || waited > 15'000'000)
                return silent();
            QThread::usleep(static_cast<unsigned long>(std::clamp<qint64>(waited / 8, 20, 5'000)));
        }
        return future.resultCount() > 0 ? future.result() : silent();
    }
    template <typename T>
    Result<T> read(std::function<Result<T>(storage::Connection &)> job) const
    {
        return wait(m_context.reader.read<T>(std::move(job)));
    }

private:
    static Error silent() { return Error::unavailable(QStringLiteral("The store does not answer; try again in a moment.")); }

    Result<Actor> personOf(const QString &token, Access access) const;
    Result<Actor> rememberedPerson(const QByteArray &tokenHash) const;

    const ApiContext &m_context;
    const QString m_localToken;
    const bool m_onLoopback;
    mutable QMutex m_lock; ///< of m_heldBefore
    mutable QHash<QByteArray, Actor> m_heldBefore; ///< by the token's hash
    mutable std::atomic<bool> m_stopping{false};
};

/// A handler that has its caller; its error becomes the answer.
using PersonHandler = std::function<Result<Answer>(const Request &, const Actor &)>;
Handler signedIn(const Calls &calls, Access access, PersonHandler handler);
/// A route for who is signed in, which takes the query fields of its doc and no others.
void addRoute(Router &router, const Calls &calls, const QByteArray &method, const QByteArray &pattern, Access access, RouteDoc doc, PersonHandler handler);
/// Invalid with each query field that the doc does not name.
Status checkQueryNames(const Request &request, const RouteDoc &doc);

/// Query fields by name, strictly: repeated names and bad values are gathered as errors by field.
class QueryReader
{
public:
    explicit QueryReader(const Request &request);
    QString text(const QString &name) const { return m_values.value(name); }
    bool has(const QString &name) const { return m_values.contains(name); }
    int limit() const { return m_limit; }
    std::optional<TimePoint> time(const QString &name);
    bool flag(const QString &name);
    void fail(const QString &name, const QString &message) { m_errors.append({name, message}); }
    /// Invalid with all fields that are wrong.
    Status check() const;

private:
    QHash<QString, QString> m_values;
    QList<FieldError> m_errors;
    int m_limit = 100;
};

/// The body as a JSON object.
Result<json::Value> bodyObject(const Request &request);
/// Invalid with the fields, or success.
Status checkFields(const QList<FieldError> &errors);

void addOrderRoutes(Router &router, const Calls &calls);
void addImportRoute(Router &router, const Calls &calls);
void addApprovalRoutes(Router &router, const Calls &calls);
void addNotificationRoutes(Router &router, const Calls &calls);
void addTopicRoutes(Router &router, const Calls &calls);
void addGroupRoute(Router &router, const Calls &calls);
/// GET and POST below /api/admin/services; only where this process runs services.
void addServiceRoutes(Router &router, const Calls &calls);
void addStockRoutes(Router &router, const Calls &calls);
void addHealthRoutes(Router &router, const Calls &calls);
void addAdminRoutes(Router &router, const Calls &calls);
class NoticeFeed;
void addNoticeRoute(Router &router, const Calls &calls, NoticeFeed &feed);
/// POST /api/admin/products and /api/admin/customers.
void addReferenceRoutes(Router &router, const Calls &calls);
void addPipelineRoutes(Router &router, const Calls &calls);
void addTimelineRoute(Router &router, const Calls &calls);
/// /openapi.json and /asyncapi.json. The last to be added: the first describes what the router has then.
void addDescriptionRoutes(Router &router, const Calls &calls);

} // namespace cs::api
