// SPDX-License-Identifier: GPL-3.0-or-later
// A service's consumer on a broker: what it has counted of its topic.
#include "backend/services/flow/commandreader.h"
#include "backend/services/metrics/metricsregistry.h"
#include "backend/storage/ingeststore.h"
#include "tests/integration/streams/streamsfixture.h"
#include "tests/support/parts.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

namespace {

constexpr int kPatience = 60'000;
const QString kTopic = QStringLiteral("payment-events");
const QString kGroup = QStringLiteral("payment-events");

events::OutRecord foreignRecord(const QByteArray &id, const QByteArray &value)
{
    return {kTopic, id, value, {{"ce_id", "e-" + id}, {"ce_source", "urn:shop"}}};
}

events::OutRecord asking(const QByteArray &id)
{
    return foreignRecord(id, R"({"id":")" + id + R"(","customerId":"C1","productId":"P011","quantity":2,"status":"pending"})");
}

/// Reads until so many records were taken, in as many turns as that needs.
void read(CommandReader &reader, StreamsFixture &streams, qint64 records)
{
    const auto enough = [&] {
        const auto turned = reader.turn(streams.reading(), 100);
        return !turned.ok() || reader.taken() >= records;
    };
    QTRY_VERIFY_WITH_TIMEOUT(enough(), kPatience);
}

} // namespace

class TestCommandReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBadRecordCountsAsBadAndOnce();
    void whatTheIngestConsumerReadsTooItDoesNotCount();

private:
    static void readSome(StreamsFixture &streams, bool alone);
};

void TestCommandReader::readSome(StreamsFixture &streams, bool alone)
{
    CommandPlace place{QStringLiteral("payment"), kGroup, streams.epoch, {}, {kTopic}, {}};
    if (alone)
        place.alone = {kTopic};
    CS_OK(streams.produce({asking("A1"), foreignRecord("A2", "not json"), asking("A3"), foreignRecord("A4", R"({"id":"A4","quantity":"two"})"), asking("A5")}));
    CommandReader reader(*streams.context, {streams.broker, place, {kTopic}}, nullptr, &streams.metrics);
    read(reader, streams, 5);
    QCOMPARE(reader.taken(), 5);
    QCOMPARE(reader.bad(), 2);
    const auto states = storage::IngestStore(streams.reading()).partitions(kGroup, streams.epoch);
    CS_OK(states);
    qint64 stored = 0;
    qint64 bad = 0;
    for (const storage::PartitionState &one : *states) {
        stored += one.stored;
        bad += one.bad;
    }
    QCOMPARE(stored, 3);
    QCOMPARE(bad, 2);
    QCOMPARE(streams.count(QStringLiteral("outbox WHERE topic = 'NOTIFICATION_DLQ'")), 2);
    QCOMPARE(streams.count(QStringLiteral("event_log")), alone ? 2 : 0);
}

void TestCommandReader::aBadRecordCountsAsBadAndOnce()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    readSome(streams, true);
    const QByteArray text = streams.metrics.text();
    QVERIFY2(text.contains("countersign_events_stored_total{topic=\"payment-events\"} 3\n"), text.constData());
    QVERIFY2(text.contains("countersign_events_bad_total{topic=\"payment-events\",reason=\"not_json\"} 1\n"), text.constData());
    QVERIFY2(text.contains("countersign_events_bad_total{topic=\"payment-events\",reason=\"missing_field\"} 1\n"), text.constData());
}

void TestCommandReader::whatTheIngestConsumerReadsTooItDoesNotCount()
{
    StreamsFixture streams;
    CS_REQUIRE(streams.startBroker());
    readSome(streams, false);
    QVERIFY(!streams.metrics.text().contains("payment-events"));
}

QTEST_GUILESS_MAIN(TestCommandReader)
#include "tst_commandreader.moc"
