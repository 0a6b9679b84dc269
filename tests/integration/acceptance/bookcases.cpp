// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/acceptance/bookcases.h"

#include "tests/support/partitions.h"
#include "tests/support/parts.h"

#include <QJsonDocument>
#include <QSet>

namespace cs::test {

namespace {

const QString kBook = QStringLiteral(COUNTERSIGN_SOURCE_DIR "/resources/data/orders.jsonl");
const QString kCreated = QStringLiteral("order.created");
const QString kRequested = QStringLiteral("order.approval.requested");
const QString kCompleted = QStringLiteral("order.approval.completed");
constexpr int kPatience = 60'000;

const QList<std::pair<QString, int>> kExpected{{kCreated, 830}, {kRequested, 444}, {kCompleted, 444}};

QJsonObject valueOf(const ReadRecord &record)
{
    return QJsonDocument::fromJson(record.value).object();
}

QJsonObject objectOf(const HttpAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

} // namespace

void BookCases::initTestCase()
{
    auto made = makeShop();
    CS_REQUIRE(made);
    m_shop = *made;
    CS_REQUIRE(Program::find(QStringLiteral("countersignd")));
    CS_VERIFY(m_shop->open());
}

void BookCases::importsTheBook()
{
    const Finished done = m_shop->command({QStringLiteral("import"), kBook});
    QCOMPARE(done.err, "");
    QCOMPARE(done.out, "830 orders read: 830 created, 0 already there, 0 failed; total USD 1,265,799.34\n");
    QCOMPARE(done.status, 0);
    QCOMPARE(m_shop->list(QStringLiteral("/api/orders")).size(), 830);
    QCOMPARE(m_shop->list(QStringLiteral("/api/orders?status=pending_approval")).size(), 403);
}

void BookCases::sameFileAgainAddsNothing()
{
    const Finished done = m_shop->command({QStringLiteral("import"), kBook});
    QCOMPARE(done.err, "");
    QCOMPARE(done.out, "830 orders read: 0 created, 830 already there, 0 failed; total 0\n");
    QCOMPARE(done.status, 0);
    QCOMPARE(m_shop->list(QStringLiteral("/api/orders")).size(), 830);
}

/// Both people of the level in turn approve what waits for it; how many were approved, or -1.
int BookCases::decideAll(const QString &level)
{
    const QStringList people = Shop::peopleOf(level);
    int decided = 0;
    for (const QJsonValue &row : m_shop->list(QStringLiteral("/api/approvals?state=waiting&level=") + level)) {
        const QString orderId = row[QLatin1String("orderId")].toString();
        const int version = row[QLatin1String("order")][QLatin1String("version")].toInt();
        const HttpAnswer answer = m_shop->decide(orderId, level, QStringLiteral("approve"), {}, people[decided % people.size()], version);
        if (answer.status != 200) {
            qWarning() << orderId << answer.status << answer.body;
            return -1;
        }
        ++decided;
    }
    return decided;
}

void BookCases::levelsDecide()
{
    QCOMPARE(decideAll(QStringLiteral("MANAGER")), 403);
    QCOMPARE(decideAll(QStringLiteral("FINANCE")), 31);
    QCOMPARE(decideAll(QStringLiteral("DIRECTOR")), 10);
    QCOMPARE(m_shop->list(QStringLiteral("/api/approvals?state=waiting")).size(), 0);
    QCOMPARE(m_shop->list(QStringLiteral("/api/orders?status=approved")).size(), 830);
    for (const auto &[topic, count] : kExpected)
        QTRY_VERIFY2_WITH_TIMEOUT(m_shop->stored(topic) >= count, qPrintable(topic), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->metric("countersign_outbox_pending"), 0.0, kPatience);
    QCOMPARE(m_shop->metric("countersign_decision_ack_seconds_count"), 444.0);
}

void BookCases::noRecordIsLostOrDoubled()
{
    for (const auto &[topic, count] : kExpected) {
        const auto records = consume(m_shop->broker(), topic);
        CS_VERIFY(records);
        QSet<QByteArray> ids;
        for (const ReadRecord &record : *records) {
            QVERIFY(!record.header("ce_id").isEmpty());
            QCOMPARE(record.key, valueOf(record).value(QLatin1String("orderId")).toString().toUtf8());
            ids.insert(record.header("ce_id"));
        }
        QCOMPARE(ids.size(), count);
        if (brokerRemovesRepeats())
            QCOMPARE(records->size(), count);
    }
    QCOMPARE(consume(m_shop->broker(), QStringLiteral("order.approval.rejected"))->size(), 0);
}

void BookCases::recordsOfAnOrderAreInOrder()
{
    const QStringList levels{QStringLiteral("MANAGER"), QStringLiteral("FINANCE"), QStringLiteral("DIRECTOR")};
    for (const QString &topic : {kRequested, kCompleted}) {
        const auto records = consume(m_shop->broker(), topic);
        CS_VERIFY(records);
        QHash<QByteArray, QStringList> byOrder;
        for (const ReadRecord &record : *records)
            byOrder[record.key].append(valueOf(record).value(QLatin1String("approvalLevel")).toString());
        QCOMPARE(byOrder.size(), 403);
        QMap<qsizetype, int> lengths;
        for (QStringList &asked : byOrder) {
            asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
            QCOMPARE(asked, levels.first(asked.size()));
            ++lengths[asked.size()];
        }
        QCOMPARE(lengths, (QMap<qsizetype, int>{{1, 372}, {2, 21}, {3, 10}}));
    }
}

void BookCases::partitionsAreThoseOfOtherClients()
{
    QHash<QByteArray, int> partitionOf;
    for (const auto &[topic, count] : kExpected) {
        const auto records = consume(m_shop->broker(), topic);
        CS_VERIFY(records);
        for (const ReadRecord &record : *records) {
            QCOMPARE(record.partition, murmurPartition(record.key));
            partitionOf.insert(record.key, record.partition);
        }
    }
    QCOMPARE(partitionOf.size(), 830);
    const auto others = kafkajsPartitions(partitionOf.keys());
    CS_REQUIRE(others);
    QCOMPARE(*others, partitionOf.values());
}

void BookCases::figuresAddUp()
{
    const auto balanced = [this] {
        qint64 onTopics = 0;
        for (const QJsonValue &topic : m_shop->rows(QStringLiteral("/api/topics"))) {
            const auto figure = [&topic](const char *name) { return topic[QLatin1String(name)].toInteger(); };
            if (figure("onTopic") != figure("stored") + figure("bad") + figure("behind") || figure("behind") != 0)
                return false;
            onTopics += figure("onTopic");
        }
        return onTopics >= 830 + 444 + 444;
    };
    QTRY_VERIFY_WITH_TIMEOUT(balanced(), kPatience);
    QCOMPARE(m_shop->metric("countersign_consumer_lag"), 0.0);
    QCOMPARE(m_shop->metric("countersign_events_bad_total"), 0.0);
    const QJsonObject timeline = m_shop->get(QStringLiteral("/api/orders/NW10249/timeline"));
    for (const QJsonValue &record : timeline[QLatin1String("records")].toArray())
        QVERIFY(record[QLatin1String("seenAt")].isString() && record[QLatin1String("offset")].isDouble());
}

/// One item of that price; the order's id.
QString BookCases::newOrder(const QString &price, const QString &person)
{
    const QByteArray body = R"({"customerId":"C1","items":[{"productId":"P1","quantity":1,"price":)" + price.toUtf8() + "}]}";
    const HttpAnswer answer = m_shop->call("POST", QStringLiteral("/api/orders"), body, person);
    return answer.status == 201 ? objectOf(answer)[QLatin1String("data")][QLatin1String("id")].toString() : QString();
}

void BookCases::rejectionEndsAnOrder()
{
    const QString id = newOrder(QStringLiteral("7000"), QStringLiteral("EMP01"));
    QVERIFY(!id.isEmpty());
    const auto reject = [&](const QString &reason) {
        return m_shop->decide(id, QStringLiteral("MANAGER"), QStringLiteral("reject"), reason, QStringLiteral("MGR001"));
    };
    const HttpAnswer refused = reject({});
    QCOMPARE(refused.status, 400);
    QVERIFY(refused.body.contains("\"field\":\"reason\""));
    QCOMPARE(reject(QStringLiteral("No budget.")).status, 200);
    QCOMPARE(m_shop->get(QStringLiteral("/api/orders/") + id).value(QLatin1String("status")).toString(), QStringLiteral("rejected"));
    QCOMPARE(m_shop->decide(id, QStringLiteral("FINANCE"), QStringLiteral("approve"), {}, QStringLiteral("FIN001")).status, 409);
    QTRY_COMPARE_WITH_TIMEOUT(m_shop->stored(QStringLiteral("order.approval.rejected")), 1, kPatience);
    const auto records = consume(m_shop->broker(), QStringLiteral("order.approval.rejected"));
    CS_VERIFY(records);
    QCOMPARE(records->size(), 1);
    QCOMPARE(records->first().key, id.toUtf8());
    QCOMPARE(valueOf(records->first()).value(QLatin1String("eventType")).toString(), QStringLiteral("ORDER_APPROVAL_REJECTED"));
}

void BookCases::nobodyDecidesTheirOwnOrder()
{
    const QString id = newOrder(QStringLiteral("2000"), QStringLiteral("MGR001"));
    QVERIFY(!id.isEmpty());
    const auto approve = [&](const QString &person) { return m_shop->decide(id, QStringLiteral("MANAGER"), QStringLiteral("approve"), {}, person); };
    QCOMPARE(approve(QStringLiteral("MGR001")).status, 403);
    QCOMPARE(approve(QStringLiteral("FIN001")).status, 403);
    for (const QJsonValue &row : m_shop->list(QStringLiteral("/api/approvals?mine=1"), QStringLiteral("MGR001")))
        QVERIFY(row[QLatin1String("orderId")].toString() != id);
    QCOMPARE(approve(QStringLiteral("MGR002")).status, 200);
}

void BookCases::nobodyDecidesTwoLevels()
{
    const QString id = newOrder(QStringLiteral("6000"), QStringLiteral("EMP01"));
    QCOMPARE(m_shop->decide(id, QStringLiteral("MANAGER"), QStringLiteral("approve"), {}, QStringLiteral("MGR001")).status, 200);
    const HttpAnswer again = m_shop->decide(id, QStringLiteral("FINANCE"), QStringLiteral("approve"), {}, QStringLiteral("MGR001"));
    QCOMPARE(again.status, 403);
    QCOMPARE(m_shop->decide(id, QStringLiteral("FINANCE"), QStringLiteral("approve"), {}, QStringLiteral("FIN002")).status, 200);
}

void BookCases::secondDecisionHearsOfTheFirst()
{
    const QString id = newOrder(QStringLiteral("3000"), QStringLiteral("EMP01"));
    const auto approve = [&](const QString &person) { return m_shop->decide(id, QStringLiteral("MANAGER"), QStringLiteral("approve"), {}, person, 1); };
    QCOMPARE(approve(QStringLiteral("MGR002")).status, 200);
    const HttpAnswer late = approve(QStringLiteral("MGR001"));
    QCOMPARE(late.status, 409);
    QVERIFY2(late.body.contains("MGR002"), late.body.constData());
}

} // namespace cs::test
