// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/acceptance/shop.h"
#include "tests/support/parts.h"

#include <QJsonDocument>
#include <csignal>

using namespace cs::test;

namespace {

const QByteArray kGood = R"({"orderId":"%1","customerId":"C1","items":[{"productId":"P1","quantity":2,"price":4.50}]})";
constexpr int kPatience = 60'000;

QByteArray good(const QByteArray &id)
{
    return QByteArray(kGood).replace("%1", id);
}

QByteArray orderWith(const QByteArray &item, const QByteArray &more = {})
{
    return R"({"orderId":"BAD","customerId":"C1",)" + more + R"("items":[{"productId":"P1",)" + item + "}]}";
}

/// One line, which the program's name begins: what a person reads in a terminal.
bool isOneLine(const QByteArray &err)
{
    return err.startsWith("countersignd: ") && err.count('\n') == 1 && err.endsWith('\n');
}

} // namespace

/// What is wrong is named by line, field and reason; what is right goes on.
class TestBadInput final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void importNamesLineAndField_data();
    void importNamesLineAndField();
    void importTellsEveryBadLine();
    void sameIdWithOtherContent();
    void orderByApiNamesEachField();
    void bodyTooBig();
    void lineTooLong();
    void recordThatIsNotJson();
    void wrongUsage_data();
    void wrongUsage();
    void fileThatIsNotThere();

private:
    Shop m_shop;
};

void TestBadInput::initTestCase()
{
    std::signal(SIGPIPE, SIG_IGN);
    CS_REQUIRE(Program::find(QStringLiteral("countersignd")));
    CS_VERIFY(m_shop.open());
}

void TestBadInput::importNamesLineAndField_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArrayList>("words");
    QTest::newRow("malformed") << QByteArray(R"({"orderId":"BAD", "items":[)") << QByteArrayList{"has no end", "byte"};
    QTest::newRow("not an object") << QByteArray("[1,2]") << QByteArrayList{"object"};
    QTest::newRow("negative quantity") << orderWith(R"("quantity":-3,"price":1)") << QByteArrayList{"items[0].quantity", "1"};
    QTest::newRow("fraction of a piece") << orderWith(R"("quantity":1.5,"price":1)") << QByteArrayList{"items[0].quantity", "whole"};
    QTest::newRow("too many decimals") << orderWith(R"("quantity":1,"price":1.999)") << QByteArrayList{"items[0].price", "decimals"};
    QTest::newRow("negative price") << orderWith(R"("quantity":1,"price":-1)") << QByteArrayList{"items[0].price", "negative"};
    QTest::newRow("unknown currency") << orderWith(R"("quantity":1,"price":1)", R"("currency":"ABC",)") << QByteArrayList{"currency", "ABC"};
    QTest::newRow("no customer") << QByteArray(R"({"orderId":"BAD","items":[{"productId":"P1","quantity":1,"price":1}]})")
                                 << QByteArrayList{"customerId"};
    QTest::newRow("no items") << QByteArray(R"({"orderId":"BAD","customerId":"C1","items":[]})") << QByteArrayList{"items"};
    QTest::newRow("key twice") << QByteArray(R"({"orderId":"BAD","orderId":"BAD2"})") << QByteArrayList{"orderId"};
    QTest::newRow("not UTF-8") << QByteArray("{\"orderId\":\"\xff\"}") << QByteArrayList{"UTF-8"};
}

void TestBadInput::importNamesLineAndField()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArrayList, words);
    const QByteArray tag = QByteArray(QTest::currentDataTag()).replace(' ', '-');
    const QByteArray file = good(tag + "-1") + '\n' + line + '\n' + good(tag + "-3") + '\n';
    const Finished done = m_shop.command({QStringLiteral("import"), QStringLiteral("-")}, file);
    QCOMPARE(done.status, 1);
    QVERIFY2(isOneLine(done.err), done.err.constData());
    QVERIFY2(done.err.startsWith("countersignd: line 2: "), done.err.constData());
    for (const QByteArray &word : words)
        QVERIFY2(done.err.contains(word), done.err.constData());
    QCOMPARE(done.out, "3 orders read: 2 created, 0 already there, 1 failed; total USD 18.00\n");
    QCOMPARE(m_shop.call("GET", QStringLiteral("/api/orders/") + QString::fromUtf8(tag) + QStringLiteral("-3")).status, 200);
    QCOMPARE(m_shop.call("GET", QStringLiteral("/api/orders/BAD")).status, 404);
}

void TestBadInput::importTellsEveryBadLine()
{
    const QByteArray file = "nonsense\n" + good("EACH-2") + "\n\n" + orderWith(R"("quantity":0,"price":1.001)") + '\n';
    const Finished done = m_shop.command({QStringLiteral("import"), QStringLiteral("-")}, file);
    QCOMPARE(done.status, 1);
    const QByteArrayList lines = done.err.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].startsWith("countersignd: line 1: "), lines[0].constData());
    QVERIFY2(lines[1].startsWith("countersignd: line 4: "), lines[1].constData());
    QVERIFY2(lines[1].contains("items[0].quantity") && lines[1].contains("items[0].price"), lines[1].constData());
    QVERIFY(done.out.startsWith("3 orders read: 1 created, 0 already there, 2 failed;"));
}

void TestBadInput::sameIdWithOtherContent()
{
    const QByteArray other = good("TWICE").replace("4.50", "4.51");
    const Finished done = m_shop.command({QStringLiteral("import"), QStringLiteral("-")}, good("TWICE") + '\n' + other + '\n' + good("TWICE") + '\n');
    QCOMPARE(done.status, 1);
    QVERIFY2(isOneLine(done.err), done.err.constData());
    QVERIFY2(done.err.startsWith("countersignd: line 2: ") && done.err.contains("orderId: TWICE already exists"), done.err.constData());
    QVERIFY2(done.out.startsWith("3 orders read: 1 created, 1 already there, 1 failed;"), done.out.constData());
    const HttpAnswer again = m_shop.call("POST", QStringLiteral("/api/orders"), other, QStringLiteral("EMP01"));
    QCOMPARE(again.status, 409);
    QVERIFY2(again.body.contains("TWICE"), again.body.constData());
}

void TestBadInput::orderByApiNamesEachField()
{
    const QByteArray body = R"({"customerId":"","currency":"ABC","items":[{"productId":"P1","quantity":-1,"price":1}]})";
    const HttpAnswer answer = m_shop.call("POST", QStringLiteral("/api/orders"), body, QStringLiteral("EMP01"));
    QCOMPARE(answer.status, 400);
    const QJsonObject told = QJsonDocument::fromJson(answer.body).object();
    QCOMPARE(told[QLatin1String("success")], QJsonValue(false));
    QStringList fields;
    for (const QJsonValue &one : told[QLatin1String("errors")].toArray()) {
        fields.append(one[QLatin1String("field")].toString());
        QVERIFY(!one[QLatin1String("message")].toString().isEmpty());
    }
    fields.sort();
    QCOMPARE(fields, (QStringList{QStringLiteral("currency"), QStringLiteral("customerId"), QStringLiteral("items[0].quantity")}));
    QCOMPARE(m_shop.call("POST", QStringLiteral("/api/orders"), "{nonsense", QStringLiteral("EMP01")).status, 400);
}

void TestBadInput::bodyTooBig()
{
    const QByteArray huge = R"({"customerId":")" + QByteArray(10 * 1024 * 1024, 'x') + "\"}";
    const HttpAnswer answer = m_shop.call("POST", QStringLiteral("/api/orders"), huge, QStringLiteral("EMP01"));
    QCOMPARE(answer.status, 413);
    QVERIFY2(answer.body.contains("1048576 bytes"), answer.body.constData());
    QCOMPARE(m_shop.call("POST", QStringLiteral("/api/orders"), good("AFTERHUGE"), QStringLiteral("EMP01")).status, 201);
}

void TestBadInput::lineTooLong()
{
    const QByteArray file = R"({"orderId":")" + QByteArray(10 * 1024 * 1024, 'x') + "\"}\n" + good("AFTERLONG") + '\n';
    const Finished done = m_shop.command({QStringLiteral("import"), QStringLiteral("-")}, file);
    QCOMPARE(done.status, 1);
    QVERIFY2(isOneLine(done.err) && done.err.startsWith("countersignd: line 1: ") && done.err.contains("1 MiB"), done.err.constData());
    QVERIFY(done.out.startsWith("2 orders read: 1 created, 0 already there, 1 failed;"));
}

void TestBadInput::recordThatIsNotJson()
{
    const QString topic = QStringLiteral("order.created");
    const QByteArray neighbour = R"({"orderId":"NEXT1","eventType":"ORDER_CREATED","timestamp":"2025-06-17T10:30:00Z",)"
                                 R"("triggeredBy":{"userId":"USER789","role":"SALES_EXECUTIVE"},"message":"made"})";
    CS_VERIFY(produce(m_shop.broker(), topic, "NEXT1", "{not json", {QStringLiteral("trace=t1")}));
    CS_VERIFY(produce(m_shop.broker(), topic, "NEXT1", neighbour));
    QTRY_COMPARE_WITH_TIMEOUT(m_shop.call("GET", QStringLiteral("/api/orders/NEXT1")).status, 200, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_shop.metric("countersign_events_bad_total", "topic=\"order.created\",reason=\"not_json\""), 1.0, kPatience);
    QJsonObject bad;
    for (const QJsonValue &event : m_shop.list(QStringLiteral("/api/events?topic=order.created"))) {
        if (event[QLatin1String("bad")].isObject())
            bad = event.toObject();
    }
    QCOMPARE(bad[QLatin1String("bad")][QLatin1String("code")].toString(), QStringLiteral("not_json"));
    QVERIFY(!bad[QLatin1String("bad")][QLatin1String("message")].toString().isEmpty());
    QCOMPARE(bad[QLatin1String("value")].toString(), QStringLiteral("{not json"));

    const auto letters = [this] { return consume(m_shop.broker(), QStringLiteral("NOTIFICATION_DLQ")); };
    QTRY_VERIFY_WITH_TIMEOUT(letters().ok() && letters()->size() == 1, kPatience);
    const ReadRecord letter = letters()->first();
    QCOMPARE(letter.value, "{not json");
    QCOMPARE(letter.key, "NEXT1");
    QCOMPARE(letter.header("trace"), "t1");
    QCOMPARE(letter.header("kafka_dlt-original-topic"), topic.toUtf8());
    QCOMPARE(letter.header("kafka_dlt-original-consumer-group"), "notification-group");
    for (const char *name : {"kafka_dlt-exception-message", "kafka_dlt-exception-fqcn"})
        QVERIFY2(!letter.header(name).isEmpty(), name);
}

void TestBadInput::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *name, const QString &arguments, const QByteArray &word) {
        QTest::newRow(name) << arguments.split(u' ') << word;
    };
    row("unknown command", QStringLiteral("frobnicate"), "frobnicate");
    row("unknown option", QStringLiteral("serve --frobnicate"), "--frobnicate");
    row("no file", QStringLiteral("import"), "FILE");
    row("two files", QStringLiteral("import a b"), "b");
    row("port that is none", QStringLiteral("serve --port 70000"), "port");
    row("family that is none", QStringLiteral("serve --publish oms,nonsense"), "nonsense");
    row("no role", QStringLiteral("users add X"), "--role");
    row("format that is none", QStringLiteral("import --format xml a"), "xml");
}

void TestBadInput::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, word);
    const Finished done = m_shop.command(arguments);
    QCOMPARE(done.status, 2);
    QCOMPARE(done.out, "");
    QVERIFY2(isOneLine(done.err) && done.err.contains(word), done.err.constData());
}

void TestBadInput::fileThatIsNotThere()
{
    const Finished done = m_shop.command({QStringLiteral("import"), QStringLiteral("/nowhere/orders.jsonl")});
    QCOMPARE(done.status, 1);
    QVERIFY2(isOneLine(done.err) && done.err.contains("/nowhere/orders.jsonl"), done.err.constData());
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
