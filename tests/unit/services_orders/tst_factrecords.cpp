// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/codec.h"
#include "backend/events/factrecords.h"

#include <QTest>

using namespace cs;
using namespace cs::events;

namespace {

class CountedIds final : public IdSource
{
public:
    QString uuid7() override { return QStringLiteral("id-%1").arg(++m_count); }

private:
    int m_count = 0;
};

FactContext context()
{
    FactContext fact;
    fact.order.id = QStringLiteral("ORD12345");
    fact.order.customerId = QStringLiteral("VINET");
    fact.order.items = {{QStringLiteral("P011"), QStringLiteral("Queso"), 2, Money(60000, Currency())}};
    fact.order.total = Money(120000, Currency());
    fact.order.createdBy = {QStringLiteral("USER789"), QStringLiteral("SALES_EXECUTIVE")};
    fact.actor = fact.order.createdBy;
    fact.at = fromMillis(1'795'252'440'000);
    fact.level = QStringLiteral("MANAGER");
    fact.notifiers = {{QStringLiteral("MGR001"), QStringLiteral("MANAGER")}};
    fact.source = QStringLiteral("urn:countersign:here");
    fact.causationId = QStringLiteral("earlier");
    return fact;
}

} // namespace

class TestFactRecords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachFactHasItsTopic_data();
    void eachFactHasItsTopic();
    void aRequestIsExact();
    void anOrderOfWhichOnlyTheIdIsKnownIsLeftOut();
    void onlyPublishedFamiliesAreWritten();
    void theReasonIsPartOfTheMessage();
};

void TestFactRecords::eachFactHasItsTopic_data()
{
    QTest::addColumn<Fact>("fact");
    QTest::addColumn<QString>("topic");
    QTest::addColumn<bool>("hasLevel");
    QTest::newRow("created") << Fact::Created << u"order.created"_qs << false;
    QTest::newRow("asked") << Fact::LevelRequested << u"order.approval.requested"_qs << true;
    QTest::newRow("granted") << Fact::LevelGranted << u"order.approval.completed"_qs << true;
    QTest::newRow("denied") << Fact::LevelDenied << u"order.approval.rejected"_qs << true;
    QTest::newRow("cancelled") << Fact::Cancelled << u"order.cancelled"_qs << false;
    QTest::newRow("shipped") << Fact::Shipped << u"order.fulfilled"_qs << false;
    QTest::newRow("failed") << Fact::Failed << u"order.failed"_qs << false;
    QTest::newRow("delivered") << Fact::Delivered << QString() << false;
}

void TestFactRecords::eachFactHasItsTopic()
{
    QFETCH(const Fact, fact);
    QFETCH(const QString, topic);
    QFETCH(const bool, hasLevel);
    CountedIds ids;
    const QList<FactRecord> records = recordsOf(fact, context(), {u"oms"_qs}, ids);
    QCOMPARE(records.size(), topic.isEmpty() ? 0 : 1);
    if (topic.isEmpty())
        return;
    QCOMPARE(records.first().record.topic, topic);
    QCOMPARE(records.first().eventId, u"id-1"_qs);
    const Record read{topic, 0, 0, 0, records.first().record.key, records.first().record.value, {}};
    const Decoded decoded = decode(read);
    const auto *event = std::get_if<OmsEvent>(&decoded.event);
    QVERIFY(event != nullptr);
    QCOMPARE(event->approvalLevel, hasLevel ? u"MANAGER"_qs : QString());
    QVERIFY(event->order);
    QCOMPARE(event->order->total.minor(), 120000);
}

void TestFactRecords::aRequestIsExact()
{
    CountedIds ids;
    const OutRecord record = recordsOf(Fact::LevelRequested, context(), {u"oms"_qs}, ids).first().record;
    QCOMPARE(*record.key, QByteArray("ORD12345"));
    QVERIFY2(
        record.value->startsWith(
            R"({"orderId":"ORD12345","eventType":"ORDER_APPROVAL_REQUESTED","timestamp":"2026-11-21T09:14:00.000Z",)"
            R"("triggeredBy":{"userId":"USER789","role":"SALES_EXECUTIVE"},"approvalLevel":"MANAGER",)"
            R"("notifiers":[{"userId":"MGR001","role":"MANAGER"}],)"
            R"("message":"Order ORD12345 requires your approval.","order":{)"),
        record.value->constData());
    QHash<QByteArray, QByteArray> headers;
    for (const Header &one : record.headers)
        headers.insert(one.name, one.value.value_or(QByteArray()));
    const QHash<QByteArray, QByteArray> expected{{"ce_specversion", "1.0"},
                                                 {"ce_id", "id-1"},
                                                 {"ce_type", "order.approval.requested"},
                                                 {"ce_source", "urn:countersign:here"},
                                                 {"ce_time", "2026-11-21T09:14:00.000Z"},
                                                 {"ce_correlationid", "ORD12345"},
                                                 {"ce_causationid", "earlier"},
                                                 {"content-type", "application/json"}};
    QCOMPARE(headers, expected);
}

void TestFactRecords::anOrderOfWhichOnlyTheIdIsKnownIsLeftOut()
{
    CountedIds ids;
    FactContext fact = context();
    fact.order.items.clear();
    QVERIFY(!recordsOf(Fact::LevelGranted, fact, {u"oms"_qs}, ids).first().record.value->contains("\"order\":"));
}

void TestFactRecords::onlyPublishedFamiliesAreWritten()
{
    CountedIds ids;
    QVERIFY(recordsOf(Fact::Created, context(), {}, ids).isEmpty());
    QVERIFY(recordsOf(Fact::Created, context(), {u"none such"_qs}, ids).isEmpty());
}

void TestFactRecords::theReasonIsPartOfTheMessage()
{
    CountedIds ids;
    FactContext fact = context();
    fact.actor = {u"MGR001"_qs, u"MANAGER"_qs};
    fact.reason = u"Too expensive"_qs;
    const QByteArray denied = *recordsOf(Fact::LevelDenied, fact, {u"oms"_qs}, ids).first().record.value;
    QVERIFY2(denied.contains("\"message\":\"Order ORD12345 was rejected by MGR001 (level MANAGER): Too expensive\""),
             denied.constData());
}

QTEST_APPLESS_MAIN(TestFactRecords)
#include "tst_factrecords.moc"
