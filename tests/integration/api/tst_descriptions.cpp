// SPDX-License-Identifier: GPL-3.0-or-later
// /openapi.json and /asyncapi.json: whole, true, and valid in the eyes of others' validators.
#include "backend/storage/ingeststore.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/stockstore.h"
#include "tests/integration/api/apifixture.h"
#include "tests/support/child.h"
#include "tests/support/parts.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace cs;
using cs::test::ApiFixture;
using cs::test::HttpAnswer;

namespace {

const QString kAdmin = QStringLiteral("ADMIN001");

/// The validators, or what is missing.
Result<QString> modules()
{
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + QStringLiteral("/.cache"));
    const QString folder = cache + QStringLiteral("/countersign-tests/specs/node_modules");
    if (QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty() || !QDir(folder).exists())
        return Error::unavailable(QStringLiteral("node or the validators are missing (%1); packaging/setup.sh --test fetches them").arg(folder));
    return folder;
}

/// The routes that the product's description names.
const QByteArrayList kPromised{
    "POST /api/orders", "GET /api/orders/:id", "GET /api/orders/customer/:customerId", "GET /api/orders", "PUT /api/orders/:id/status",
    "POST /api/orders/import", "GET /api/orders/:id/timeline", "POST /api/v1/orders", "GET /api/approvals", "POST /api/approvals/:orderId/decision",
    "GET /api/notifications", "POST /api/notifications/:id/retry", "GET /api/events", "GET /api/topics", "GET /api/groups", "GET /health", "GET /ready",
    "GET /metrics", "GET /ws/notifications", "GET /openapi.json", "GET /asyncapi.json", "GET /api/stock", "GET /api/stock/:productId", "POST /api/stock/:productId/adjust",
    "GET /api/admin/services", "POST /api/admin/services/:service",
    "POST /api/admin/products", "POST /api/admin/customers"};

} // namespace

class TestDescriptions : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ApiFixture> m_api;
    QTemporaryDir m_folder;
    QJsonObject m_document;

    HttpAnswer get(const QString &path) { return m_api->ask("GET", path, kAdmin); }
    QString keep(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return file.fileName();
    }
    Status check(const QStringList &arguments)
    {
        const auto folder = modules();
        CS_TRY(folder);
        const QString script = QStringLiteral(COUNTERSIGN_SOURCE_DIR "/tests/support/specs/check.mjs");
        const auto run = cs::test::Child::run(QStandardPaths::findExecutable(QStringLiteral("node")), QStringList{script, *folder} + arguments, {},
                                              QProcessEnvironment::systemEnvironment(), 60'000);
        CS_TRY(run);
        return run->status == 0 ? Status(Done{}) : Status(Error::fatal(QString::fromUtf8(run->err)));
    }
    /// Something of everything, so that each list has a row.
    void fill()
    {
        QCOMPARE(m_api->ask("POST", QStringLiteral("/api/orders"), QStringLiteral("EMP01"),
                            "{\"orderId\":\"X-1\",\"customerId\":\"C1\",\"items\":[{\"productId\":\"P1\",\"quantity\":1,\"price\":1200.50}]}").status, 201);
        Notification note;
        note.userId = kAdmin;
        note.orderId = QStringLiteral("X-1");
        note.state = NotificationState::Delivered;
        note.businessKey = keyHash({QByteArray("k")});
        storage::LoggedEvent event;
        event.record = {QStringLiteral("order.created"), 0, 1, 1000, QByteArray("X-1"), QByteArray("not json"), {{"h", std::nullopt}}};
        event.badCode = QStringLiteral("not_json");
        event.orderId = QStringLiteral("X-1");
        const auto written = m_api->context().writer.submit(storage::Priority::Machine, storage::Durability::Full, [=](storage::Connection &connection) -> Status {
            CS_TRY(storage::NotificationStore(connection).add(QList<Notification>{note}));
            CS_TRY(storage::StockStore(connection).adjust({0, QStringLiteral("P1"), 5, 0, QStringLiteral("found"), kAdmin, fromMillis(0)}));
            return storage::IngestStore(connection).log(QList<storage::LoggedEvent>{event});
        }).result();
        QVERIFY(written.ok());
        services::GroupFigures group;
        group.group = QStringLiteral("notification-group");
        group.service = QStringLiteral("notification");
        group.partitions = {{QStringLiteral("order.created"), 0, 1, 2, 1, 0.5, services::LagVerdict::Ok}};
        services::Snapshot snapshot;
        snapshot.groups = {group};
        services::TopicFigures topic;
        topic.topic = QStringLiteral("order.created");
        topic.partitions = {{0, 0, 15, -1, 5, 2.5}, {}};
        snapshot.topics = {topic};
        snapshot.brokerUp = snapshot.storeUp = true;
        m_api->setSnapshot(snapshot);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_api = std::make_unique<ApiFixture>();
        QVERIFY(m_api->start().ok());
        m_document = QJsonDocument::fromJson(get(QStringLiteral("/openapi.json")).body).object();
        QVERIFY(!m_document.isEmpty());
        fill();
    }
    void cleanupTestCase() { m_api.reset(); }

    void everyRouteIsDescribedAndEveryPromiseKept()
    {
        QByteArrayList described;
        const QJsonObject paths = m_document[QLatin1String("paths")].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            for (const QString &method : path->toObject().keys())
                described.append(method.toUpper().toLatin1() + ' ' + path.key().toLatin1().replace('{', ':').replace('}', ""));
        }
        QByteArrayList routes = m_api->server().routes();
        std::sort(routes.begin(), routes.end());
        std::sort(described.begin(), described.end());
        QCOMPARE(described, routes);
        for (const QByteArray &route : kPromised)
            QVERIFY2(routes.contains(route), route.constData());
    }

    /// As the services take it, so that a client made from the description does not send what is refused.
    void anOrderThatIsGivenHasItems()
    {
        const QJsonObject schemas = m_document[QLatin1String("components")][QLatin1String("schemas")].toObject();
        for (const QString &name : {QStringLiteral("NewOrder"), QStringLiteral("OrderEdit")}) {
            const QJsonValue items = schemas[name][QLatin1String("properties")][QLatin1String("items")];
            QCOMPARE(items[QLatin1String("minItems")].toInt(), 1);
            QCOMPARE(items[QLatin1String("maxItems")].toInt(), 1000);
        }
    }

    void whatIsNotDescribedIsNotAllowed()
    {
        const QJsonObject paths = m_document[QLatin1String("paths")].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            const QString target = QString(path.key()).replace(QRegularExpression(QStringLiteral("\\{[a-zA-Z]+\\}")), QStringLiteral("x"));
            const HttpAnswer answer = m_api->ask("PATCH", target, kAdmin);
            QVERIFY2(answer.status == 405, qPrintable(target));
            QStringList allowed = QString::fromLatin1(answer.header("Allow")).split(QStringLiteral(", "));
            for (const QString &method : path->toObject().keys())
                QVERIFY2(allowed.removeOne(method.toUpper()), qPrintable(target + method));
        }
        QCOMPARE(m_api->ask("DELETE", QStringLiteral("/nowhere"), kAdmin).status, 404);
    }

    void queryFieldsThatAreNotDescribedAreRefusedByName()
    {
        const QJsonObject paths = m_document[QLatin1String("paths")].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            const QJsonObject operation = path->toObject()[QLatin1String("get")].toObject();
            if (operation.isEmpty() || path.key() == u"/ws/notifications")
                continue;
            const QString target = QString(path.key()).replace(QRegularExpression(QStringLiteral("\\{[a-zA-Z]+\\}")), QStringLiteral("X-1"));
            const HttpAnswer answer = get(target + QStringLiteral("?nonsense=1"));
            QVERIFY2(answer.status == 400 && answer.body.contains("\"field\":\"nonsense\""), qPrintable(target + QString::fromUtf8(answer.body)));
            for (const QJsonValue &parameter : operation[QLatin1String("parameters")].toArray()) {
                const QString name = parameter[QLatin1String("name")].toString();
                if (parameter[QLatin1String("in")].toString() == u"query")
                    QVERIFY2(!get(target + u'?' + name + QStringLiteral("=1")).body.contains("is not known"), qPrintable(target + name));
                if (name == u"after")
                    QVERIFY2(get(target + QStringLiteral("?after=!")).status == 400, qPrintable(target));
                if (name == u"limit")
                    QVERIFY2(get(target + QStringLiteral("?limit=1001")).status == 400, qPrintable(target));
            }
        }
    }

    void theApisDescriptionIsValid()
    {
        CS_REQUIRE(modules());
        const Status checked = check({QStringLiteral("openapi"), keep(QStringLiteral("openapi.json"), get(QStringLiteral("/openapi.json")).body)});
        QVERIFY2(checked.ok(), checked.ok() ? "" : qPrintable(checked.error().message));
    }

    void theTopicsDescriptionIsValid()
    {
        CS_REQUIRE(modules());
        const Status checked = check({QStringLiteral("asyncapi"), keep(QStringLiteral("asyncapi.json"), get(QStringLiteral("/asyncapi.json")).body)});
        QVERIFY2(checked.ok(), checked.ok() ? "" : qPrintable(checked.error().message));
    }

    void everyAnswerIsAsDescribed()
    {
        CS_REQUIRE(modules());
        QJsonArray answers;
        const QJsonObject paths = m_document[QLatin1String("paths")].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            if (!path->toObject().contains(QLatin1String("get")) || path.key() == u"/ws/notifications")
                continue;
            QString target = QString(path.key()).replace(QLatin1String("{id}"), QLatin1String("X-1")).replace(QLatin1String("{customerId}"), QLatin1String("C1")).replace(QLatin1String("{productId}"), QLatin1String("P1"));
            const HttpAnswer answer = get(target);
            QVERIFY2(answer.status == 200, qPrintable(target + QString::fromUtf8(answer.body)));
            const QString type = QString::fromLatin1(answer.header("Content-Type")).section(u';', 0, 0);
            QJsonObject one{{QStringLiteral("path"), path.key()}, {QStringLiteral("method"), QStringLiteral("get")}, {QStringLiteral("status"), answer.status}, {QStringLiteral("type"), type}};
            one.insert(QStringLiteral("body"), type == u"application/json" ? QJsonValue(QJsonDocument::fromJson(answer.body).object()) : QJsonValue(QString::fromUtf8(answer.body)));
            if (one[QLatin1String("body")][QLatin1String("data")].isArray())
                QVERIFY2(!one[QLatin1String("body")][QLatin1String("data")].toArray().isEmpty(), qPrintable(target));
            answers.append(one);
            const HttpAnswer refused = m_api->ask("GET", target);
            if (refused.status == 401)
                answers.append(QJsonObject{{QStringLiteral("path"), path.key()}, {QStringLiteral("method"), QStringLiteral("get")}, {QStringLiteral("status"), 401},
                                           {QStringLiteral("type"), QStringLiteral("application/json")}, {QStringLiteral("body"), QJsonDocument::fromJson(refused.body).object()}});
        }
        QVERIFY(answers.size() > 20);
        const Status checked = check({QStringLiteral("answers"), keep(QStringLiteral("openapi.json"), get(QStringLiteral("/openapi.json")).body),
                                      keep(QStringLiteral("answers.json"), QJsonDocument(answers).toJson())});
        QVERIFY2(checked.ok(), checked.ok() ? "" : qPrintable(checked.error().message));
    }
};

QTEST_GUILESS_MAIN(TestDescriptions)
#include "tst_descriptions.moc"
