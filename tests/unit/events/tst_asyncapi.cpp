// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/asyncapi.h"
#include "backend/events/catalogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace cs::events;

namespace {

AsyncApiContext context()
{
    AsyncApiContext given;
    given.version = QStringLiteral("1.2.3");
    given.host = QStringLiteral("localhost:9092");
    given.groups.insert(QStringLiteral("payment-service"), QStringLiteral("pay"));
    return given;
}

QJsonObject document()
{
    QJsonParseError error;
    const QJsonDocument parsed = QJsonDocument::fromJson(asyncApiDocument(context()), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning() << error.errorString() << error.offset;
    return parsed.object();
}

/// What a `#/a/b` points at; undefined if nothing.
QJsonValue at(const QJsonObject &root, const QString &pointer)
{
    QJsonValue value = root;
    for (const QString &step : pointer.mid(2).split(QLatin1Char('/')))
        value = value.toObject().value(step);
    return value;
}

QStringList refsIn(const QJsonValue &value)
{
    QStringList refs;
    if (value.isArray()) {
        for (const QJsonValue &one : value.toArray())
            refs += refsIn(one);
    }
    const QJsonObject object = value.toObject();
    for (auto one = object.begin(); one != object.end(); ++one)
        refs += one.key() == QLatin1String("$ref") ? QStringList{one->toString()} : refsIn(*one);
    return refs;
}

} // namespace

class AsyncApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTopicIsAChannel()
    {
        const QJsonObject root = document();
        QCOMPARE(root[QLatin1String("asyncapi")].toString(), QStringLiteral("3.0.0"));
        const QJsonObject channels = root[QLatin1String("channels")].toObject();
        QCOMPARE(channels.size(), catalogue().size());
        for (const TopicEntry &topic : catalogue()) {
            const QJsonObject channel = channels[topic.name].toObject();
            QCOMPARE(channel[QLatin1String("address")].toString(), topic.name);
            QCOMPARE(channel[QLatin1String("messages")].toObject().size(), topic.messages.size());
            QCOMPARE(at(channel, QStringLiteral("#/bindings/kafka/partitions")).toInt(), 3);
        }
    }

    void everyReferenceLeadsSomewhere()
    {
        const QJsonObject root = document();
        const QStringList refs = refsIn(root);
        QVERIFY(refs.size() > 100);
        for (const QString &one : refs)
            QVERIFY2(at(root, one).isObject(), qPrintable(one));
    }

    void operationsSayWhoReads()
    {
        const QJsonObject operations = document()[QLatin1String("operations")].toObject();
        qsizetype expected = 0;
        for (const TopicEntry &topic : catalogue()) {
            for (const MessageInfo &message : topic.messages)
                expected += message.readBy.size() + (message.writtenBy.isEmpty() ? 0 : 1);
        }
        QCOMPARE(operations.size(), expected);
        const auto group = [&](const char *name) {
            return at(operations[QLatin1String(name)].toObject(), QStringLiteral("#/bindings/kafka/groupId")).toObject()[QLatin1String("enum")].toArray().first().toString();
        };
        QCOMPARE(group("receive_shopPaymentInitiated_payment"), QStringLiteral("pay")); // a setting
        QCOMPARE(group("receive_pipelinePayment_payment"), QStringLiteral("payment-events"));
        QCOMPARE(group("receive_taskEvent_notification"), QStringLiteral("notification-group"));
        QVERIFY(!operations.contains(QLatin1String("send_taskEvent"))); // others write it
        QVERIFY(operations.contains(QLatin1String("send_emailRequest")));
    }

    void messagesHaveKeyAndPayload()
    {
        const QJsonObject root = document();
        for (const TopicEntry &topic : catalogue()) {
            for (const MessageInfo &message : topic.messages) {
                const QJsonObject one = at(root, QStringLiteral("#/components/messages/") + message.name).toObject();
                QCOMPARE(at(one, QStringLiteral("#/bindings/kafka/key/type")).toString(), QStringLiteral("string"));
                QVERIFY(one.contains(QLatin1String("payload")));
                if (message.schema == nullptr)
                    continue;
                const QJsonObject schema = at(root, QStringLiteral("#/components/schemas/") + message.name).toObject();
                QVERIFY2(!schema[QLatin1String("properties")].toObject().isEmpty(), qPrintable(message.name));
                for (const QJsonValue &name : schema[QLatin1String("required")].toArray())
                    QVERIFY2(schema[QLatin1String("properties")].toObject().contains(name.toString()), qPrintable(name.toString()));
            }
        }
    }

    void schemasSayWhatTheCodecAsks()
    {
        const QJsonObject root = document();
        const QJsonObject crm = at(root, QStringLiteral("#/components/schemas/crmEvent")).toObject();
        QCOMPARE(at(crm, QStringLiteral("#/properties/entityId/format")).toString(), QStringLiteral("int64"));
        QVERIFY(!crm[QLatin1String("required")].toArray().contains(QStringLiteral("value")));
        QCOMPARE(crm[QLatin1String("allOf")].toArray().size(), 2); // userId or userRef, assignedTo or assignedToRef
        QVERIFY(crm[QLatin1String("required")].toArray().contains(QStringLiteral("entityName")));
        const QJsonObject pipeline = at(root, QStringLiteral("#/components/schemas/pipelinePayment")).toObject();
        QCOMPARE(at(pipeline, QStringLiteral("#/properties/status/enum")).toArray().size(), 7);
        QVERIFY(pipeline[QLatin1String("required")].toArray().contains(QStringLiteral("status")));
        QCOMPARE(at(root, QStringLiteral("#/components/schemas/ordersOrderEvent/properties/data/properties/items/items/properties/quantity/maximum")).toInt(), 1'000'000);
    }

    void theSameBytesEachTime() { QCOMPARE(asyncApiDocument(context()), asyncApiDocument(context())); }
};

QTEST_GUILESS_MAIN(AsyncApiTest)
#include "tst_asyncapi.moc"
