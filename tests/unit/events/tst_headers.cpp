// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/cloudevents.h"
#include "backend/events/record.h"

#include <QtTest>

using namespace cs;
using namespace cs::events;

class HeadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packsAnyBytes()
    {
        const QList<Header> headers = {{"ce_id", QByteArray("x")}, {"", QByteArray()}, {"null", std::nullopt}, {"ce_id", QByteArray("\0\xFF\n", 3)},
                                       {QByteArray("a\0b", 3), QByteArray(300, 'x')}, {QByteArray(200, 'n'), QByteArray(70'000, '\0')}};
        QCOMPARE(unpackHeaders(packHeaders(headers)), headers);
        QVERIFY(packHeaders({}).isEmpty());
        QVERIFY(unpackHeaders({}).isEmpty());
        QVERIFY(!unpackHeaders(packHeaders(headers))[2].value);
        QVERIFY(unpackHeaders(packHeaders(headers))[1].value);
    }

    void damageGivesWhatIsLeft()
    {
        const QList<Header> headers = {{"one", QByteArray("1")}, {"two", QByteArray("22")}, {"three", std::nullopt}};
        const QByteArray packed = packHeaders(headers);
        for (qsizetype size = 0; size < packed.size(); ++size) {
            const QList<Header> left = unpackHeaders(packed.first(size));
            QVERIFY(left.size() < headers.size());
            for (qsizetype i = 0; i < left.size(); ++i)
                QCOMPARE(left[i], headers[i]);
        }
        QVERIFY(unpackHeaders(QByteArray(40, '\xFF')).isEmpty());
    }

    void theLastHeaderOfANameCounts()
    {
        Record record;
        record.headers = {{"a", QByteArray("1")}, {"a", QByteArray("2")}, {"b", std::nullopt}};
        QCOMPARE(*record.header("a"), QByteArray("2"));
        QCOMPARE(record.header("b"), nullptr);
        QCOMPARE(record.header("c"), nullptr);
        record.key = QByteArray("key");
        record.value = QByteArray("value");
        QCOMPARE(record.cost(), 3 + 5 + 2 + 2 + 1);
        QCOMPARE(Record().cost(), 0);
    }

    void cloudEventsGoAndCome()
    {
        const CloudEvent event{QStringLiteral("0197…"), QStringLiteral("order.created"), sourceOf(QStringLiteral("s1")), fromMillis(1'750'156'200'495),
                               QStringLiteral("NW1"), QStringLiteral("0196")};
        Record record;
        record.headers = toHeaders(event);
        const CloudEvent back = fromHeaders(record);
        QCOMPARE(back.id, event.id);
        QCOMPARE(back.type, event.type);
        QCOMPARE(back.source, QStringLiteral("urn:countersign:s1"));
        QCOMPARE(toMillis(back.time), toMillis(event.time));
        QCOMPARE(back.correlationId, event.correlationId);
        QCOMPARE(back.causationId, event.causationId);
        QCOMPARE(*record.header("ce_specversion"), QByteArray("1.0"));
        QCOMPARE(*record.header("content-type"), QByteArray("application/json"));
        QCOMPARE(*record.header("ce_time"), QByteArray("2025-06-17T10:30:00.495Z"));
    }

    void absentAttributesAreAbsent()
    {
        CloudEvent event;
        event.id = QStringLiteral("x");
        Record record;
        record.headers = toHeaders(event);
        QCOMPARE(record.header("ce_causationid"), nullptr);
        QCOMPARE(record.header("ce_source"), nullptr);
        QVERIFY(fromHeaders(Record()).id.isEmpty());
    }

    void whatCannotBeAKeyIsNotTaken()
    {
        Record record;
        record.headers = {{"ce_id", QByteArray(513, 'x')}, {"ce_source", QByteArray("a\0b", 3)}, {"ce_type", std::nullopt}, {"ce_time", QByteArray("soon")}};
        const CloudEvent event = fromHeaders(record);
        QVERIFY(event.id.isEmpty() && event.source.isEmpty() && event.type.isEmpty());
        QCOMPARE(toMillis(event.time), 0);
    }
};

QTEST_GUILESS_MAIN(HeadersTest)
#include "tst_headers.moc"
