// SPDX-License-Identifier: GPL-3.0-or-later
// decode() takes good records in one pass over an index. Whatever comes, it says the same as the readers that go from byte to
// byte and by name: the same event, or the same error with the same path and offset.
//   COUNTERSIGN_SEED=N    another run; a failure prints the seed of its text
//   COUNTERSIGN_ROUNDS=N  more texts
#include "backend/events/codec.h"
#include "tests/unit/events/mutations.h"
#include "tests/unit/events/samples.h"

#include <QtTest>

using namespace cs;
using namespace cs::events;

namespace {

QList<Record> sampleRecords()
{
    QList<Record> records;
    for (const samples::Sample &one : samples::kOmsSamples)
        records.append(samples::on(one.topic, one.value));
    for (const samples::Sample &one : samples::kSamples)
        records.append(samples::on(one.topic, one.value));
    return records;
}

/// A record made of a sample, and nothing else than that and the seed.
Record recordOf(const QList<Record> &samples, quint32 seed)
{
    QRandomGenerator random(seed);
    Record record = samples.at(random.bounded(int(samples.size())));
    json::Value value = *json::parse(*record.value);
    for (int changes = random.bounded(4); changes > 0; --changes)
        value = mutations::changed(value, random);
    if (random.bounded(2) == 0)
        value = mutations::shuffled(value, random);
    QByteArray text;
    mutations::write(value, random.bounded(2) == 0, random, &text);
    for (int damages = random.bounded(4) == 0 ? random.bounded(1, 4) : 0; damages > 0; --damages)
        mutations::damage(&text, random);
    record.value = text;
    if (random.bounded(10) == 0) // the right value in the wrong place
        record.topic = samples.at(random.bounded(int(samples.size()))).topic;
    return record;
}

/// All that is said of a record, as text.
QString said(const Decoded &decoded)
{
    if (decoded.bad)
        return QStringLiteral("%1 at %2, %3: %4").arg(decoded.bad->code, decoded.bad->path, QString::number(decoded.bad->offset), decoded.bad->message);
    return decoded.family + QLatin1Char(' ') + QString::number(decoded.event.index()) + QLatin1Char(' ') + QString::fromUtf8(encode(decoded.event));
}

} // namespace

class ReadersAgreeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onWhateverComes()
    {
        const QList<Record> samples = sampleRecords();
        const int rounds = std::max(qEnvironmentVariableIntValue("COUNTERSIGN_ROUNDS"), 5'000);
        const auto start = quint32(qEnvironmentVariableIntValue("COUNTERSIGN_SEED"));
        int good = 0;
        for (quint32 seed = start; seed < start + quint32(rounds); ++seed) {
            const Record record = recordOf(samples, seed);
            const Decoded quick = decode(record);
            const QString name = QStringLiteral("COUNTERSIGN_SEED=%1, %2: %3").arg(seed).arg(record.topic, QString::fromUtf8(record.value->left(1'000)));
            if (const QString ours = said(quick), theirs = said(decodeByName(record)); ours != theirs)
                QFAIL(qPrintable(QStringLiteral("%1\n  quickly: %2\n  by name: %3").arg(name, ours.left(1'000), theirs.left(1'000))));
            good += quick.bad ? 0 : 1;
        }
        qInfo() << good << "good of" << rounds;
        QVERIFY(good > rounds / 5 && good < rounds * 4 / 5);
    }

    /// Shapes that a random walk meets too seldom.
    void onOddShapes_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *name, const char *topic, const QByteArray &value) { QTest::newRow(name) << QByteArray(topic) << value; };
        const QByteArray many = [] {
            QByteArray text;
            for (int i = 0; i < 200; ++i)
                text += ",\"k" + QByteArray::number(i) + "\":{\"a\":[" + QByteArray::number(i) + "]}";
            return text;
        }();
        const QByteArray pipeline = R"("productId":"p","id":"o","quantity":2,"customerId":"c")";
        row("many members, good", "order-events", '{' + pipeline + many + '}');
        row("many members, one twice", "order-events", '{' + pipeline + many + ",\"k7\":1}");
        row("an escaped name", "order-events", R"({"productId":"p","\u0069d":"o","quantity":2,"customerId":"c"})");
        row("an escaped name twice", "order-events", '{' + pipeline + R"(,"\u0069d":"o"})");
        row("an escaped name that decides", "order-events", '{' + pipeline + R"(,"d\u0061ta":{}})");
        row("a name as a text", "order-events", R"({"x":"data","productId":"id","id":"productId","quantity":2,"customerId":"data"})");
        row("10,000 people", "NOTIFICATION_REQUEST_TOPIC",
            samples::named("notification").value->replace("[7,", '[' + QByteArray("7,").repeated(9'999)));
        row("10,001 people", "NOTIFICATION_REQUEST_TOPIC",
            samples::named("notification").value->replace("[7,", '[' + QByteArray("7,").repeated(10'000)));
        row("an optional member late", "ecommerce.payment.success",
            R"({"orderId":"A1","timestamp":"2025-06-17T10:30:00.000Z","paymentId":"p-1","amount":29.99,"status":"S","currency":"KWD","customerId":"C"})");
        row("a currency that the kind has no use for", "ecommerce.order.status.updated",
            R"({"orderId":"A1","customerId":"C","timestamp":"2025-06-17T10:30:00.000Z","status":"APPROVED","currency":"EUR","new":1})");
        row("a currency that is none, elsewhere", "ecommerce.order.status.updated",
            R"({"currency":"EU","orderId":"A1","customerId":"C","timestamp":"2025-06-17T10:30:00.000Z","status":"APPROVED"})");
        row("a currency that is null", "ecommerce.payment.success",
            R"({"orderId":"A1","timestamp":"2025-06-17T10:30:00.000Z","paymentId":"p-1","currency":null,"amount":29.99})");
        row("a person and a reference", "USER_EVENT_TOPIC", R"({"userRef":"U","eventId":"e","tenantId":4,"userId":7,"timestamp":1,"eventType":"T"})");
        row("no person, and a reference", "USER_EVENT_TOPIC", R"({"userRef":"U","eventId":"e","tenantId":4,"userId":null,"timestamp":1,"eventType":"T"})");
        row("brackets that do not fit", "ecommerce.payment.success",
            R"({"paymentId":"p","orderId":"A1","timestamp":"2025-06-17T10:30:00.000Z","x":[{"y":1],"z":{"a":2}}})");
        row("a list that ends as an object", "order-events", R"({"id":"o","customerId":"c","x":[1},"productId":"p","quantity":1})");
        row("a value too many", "order-events", R"({"quantity":2 3,"id":"o","customerId":"c","productId":"p"})");
        row("a comma too many", "order-events", R"({"quantity":2,"id":"o","customerId":"c","productId":"p",})");
        row("no value", "order-events", R"({"quantity":,"id":"o","customerId":"c","productId":"p"})");
        row("space before colons", "order-events", "{\"quantity\" :2 , \"id\"\n: \"o\",\"customerId\"\t:\"c\" ,\"productId\" :\"p\" }");
    }
    void onOddShapes()
    {
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, value);
        const Record record = samples::on(topic, value);
        QCOMPARE(said(decode(record)), said(decodeByName(record)));
    }
};

QTEST_GUILESS_MAIN(ReadersAgreeTest)
#include "tst_readersagree.moc"
