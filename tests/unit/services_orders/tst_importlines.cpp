// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/csvorders.h"
#include "backend/services/orders/filekind.h"
#include "backend/services/orders/orderimport.h"

#include <QBuffer>
#include <QTest>

using namespace cs;
using namespace cs::services;

class TestImportLines final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineOfTheBookIsReadExactly();
    void aMalformedLineSaysWhatIsWrong_data();
    void aMalformedLineSaysWhatIsWrong();
    void anOrderAsTheApiWritesItKeepsItsId();
    void everyWrongFieldIsNamed();
    void membersCanBeMapped();
    void aMalformedRowSaysWhatIsWrong_data();
    void aMalformedRowSaysWhatIsWrong();
    void otherSeparatorsAreFound_data();
    void otherSeparatorsAreFound();
    void aCommaThatGroupsIsNoDecimalSign();
    void aMissingColumnIsNamed();
    void aColumnThatIsThereTwiceIsRefused();
    void aMappedColumnMustBeThere();
    void aColumnIdIsTheOrdersUnlessItCountsRows();
    void whatIsNoTextSaysWhatToDo_data();
    void whatIsNoTextSaysWhatToDo();
    void whatWasReadAheadIsNotCounted();
};

void TestImportLines::aLineOfTheBookIsReadExactly()
{
    const ImportLine read = parseJsonLine(
        R"({"orderId": "NW1", "customerId": "VINET", "currency": "USD", "createdBy": {"userId": "EMP05", "role": "SALES_EXECUTIVE"}, )"
        R"("orderDate": "1996-07-04", "items": [{"productId": "P011", "name": "Queso", "quantity": 12, "price": 14.0}]})",
        1);
    QVERIFY2(read.order.ok(), read.order.ok() ? "" : qPrintable(read.order.error().message));
    QCOMPARE(read.order->items.first().price.minor(), 1400);
    QCOMPARE(read.order->createdBy->userId, u"EMP05"_qs);
}

void TestImportLines::anOrderAsTheApiWritesItKeepsItsId()
{
    const QByteArray rest = R"("customerId":"C","items":[{"productId":"P","quantity":1,"price":1}]})";
    const auto idOf = [&rest](const char *start, const QHash<QString, QString> &mapping = {}) {
        const ImportLine read = parseJsonLine(start + rest, 1, mapping);
        return read.order.ok() ? read.order->id : read.order.error().message;
    };
    QCOMPARE(idOf(R"({"id":"ord_1",)"), u"ord_1"_qs);
    QCOMPARE(idOf(R"({"id":"x","orderId":"A-1",)"), u"A-1"_qs);
    QCOMPARE(idOf(R"({"id":7,)"), QString()); // the number of a row, say
    QCOMPARE(idOf(R"({"id":"x","number":"A-2",)", {{u"orderId"_qs, u"number"_qs}}), u"A-2"_qs);
}

void TestImportLines::aMalformedLineSaysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("words");
    const auto order = [](const char *item, const char *more = "") {
        return QByteArray(R"({"customerId":"C",)") + more + R"("items":[)" + item + "]}";
    };
    const char *good = R"({"productId":"P","quantity":1,"price":1})";
    QTest::newRow("not JSON") << QByteArray("{") << QString() << QString();
    QTest::newRow("a list") << QByteArray("[]") << QString() << u"object"_qs;
    QTest::newRow("not UTF-8") << QByteArray("{\"customerId\":\"\xff\"}") << QString() << QString();
    QTest::newRow("a key twice") << QByteArray(R"({"customerId":"A","customerId":"B"})") << QString()
                                 << u"customerId"_qs;
    QTest::newRow("no customer") << QByteArray(R"({"items":[{"productId":"P","quantity":1,"price":1}]})")
                                 << u"customerId"_qs << u"missing"_qs;
    QTest::newRow("customer is a number")
        << QByteArray(R"({"customerId":7,"items":[]})") << u"customerId"_qs << u"a text"_qs;
    QTest::newRow("no items") << QByteArray(R"({"customerId":"C"})") << u"items"_qs << u"missing"_qs;
    QTest::newRow("empty items") << order("") << u"items"_qs << u"1 to 1000"_qs;
    QTest::newRow("items is an object") << QByteArray(R"({"customerId":"C","items":{}})") << u"items"_qs
                                        << u"a list"_qs;
    QTest::newRow("item is a text") << order("\"P\"") << u"items[0]"_qs << u"object"_qs;
    QTest::newRow("no product") << order(R"({"quantity":1,"price":1})") << u"items[0].productId"_qs << u"missing"_qs;
    QTest::newRow("negative quantity") << order(R"({"productId":"P","quantity":-1,"price":1})")
                                       << u"items[0].quantity"_qs << u"1 to 1000000"_qs;
    QTest::newRow("quantity 0") << order(R"({"productId":"P","quantity":0,"price":1})") << u"items[0].quantity"_qs
                                << u"1 to 1000000"_qs;
    QTest::newRow("quantity too high") << order(R"({"productId":"P","quantity":1000001,"price":1})")
                                       << u"items[0].quantity"_qs << u"1 to 1000000"_qs;
    QTest::newRow("half a piece") << order(R"({"productId":"P","quantity":1.5,"price":1})") << u"items[0].quantity"_qs
                                  << u"whole number"_qs;
    QTest::newRow("quantity as text") << order(R"({"productId":"P","quantity":"1","price":1})")
                                      << u"items[0].quantity"_qs << u"a number"_qs;
    QTest::newRow("no price") << order(R"({"productId":"P","quantity":1})") << u"items[0].price"_qs << u"missing"_qs;
    QTest::newRow("too many decimals") << order(R"({"productId":"P","quantity":1,"price":1.005})")
                                       << u"items[0].price"_qs << u"decimals"_qs;
    QTest::newRow("negative price") << order(R"({"productId":"P","quantity":1,"price":-1})") << u"items[0].price"_qs
                                    << u"negative"_qs;
    QTest::newRow("price out of range") << order(R"({"productId":"P","quantity":1,"price":1e300})")
                                        << u"items[0].price"_qs << QString();
    QTest::newRow("total out of range") << order(R"({"productId":"P","quantity":1000000,"price":90000000000000})")
                                        << u"items[0]"_qs << u"out of range"_qs;
    QTest::newRow("unknown currency") << order(good, R"("currency":"XQQ",)") << u"currency"_qs << u"XQQ"_qs;
    QTest::newRow("decimals of yen") << order(R"({"productId":"P","quantity":1,"price":1.5})", R"("currency":"JPY",)")
                                     << u"items[0].price"_qs << u"decimals"_qs;
    QTest::newRow("bad order id") << order(good, R"("orderId":"a b",)") << u"orderId"_qs << u"1 to 64"_qs;
    QTest::newRow("creator is a text") << order(good, R"("createdBy":"EMP01",)") << u"createdBy"_qs << u"an object"_qs;
    QTest::newRow("creator without id") << order(good, R"("createdBy":{"role":"MANAGER"},)") << u"createdBy.userId"_qs
                                        << u"missing"_qs;
    QTest::newRow("U+0000") << order(good, R"("orderId":"a\u0000",)") << u"orderId"_qs << u"U+0000"_qs;
}

void TestImportLines::aMalformedLineSaysWhatIsWrong()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, field);
    QFETCH(const QString, words);
    const ImportLine read = parseJsonLine(line, 17);
    QCOMPARE(read.line, 17);
    QVERIFY(!read.order.ok());
    const Error error = read.order.error();
    QCOMPARE(error.kind, ErrorKind::Invalid);
    QVERIFY2(error.message.startsWith(field.isEmpty() ? u"line 17: "_qs : u"line 17: %1: "_qs.arg(field)),
             qPrintable(error.message));
    QVERIFY2(error.message.contains(words), qPrintable(error.message));
    if (!field.isEmpty())
        QCOMPARE(error.fields.first().field, field);
}

void TestImportLines::everyWrongFieldIsNamed()
{
    const ImportLine read = parseJsonLine(
        R"({"items":[{"productId":"P","quantity":0,"price":1},{"productId":"","quantity":1,"price":-1}]})", 2);
    QVERIFY(!read.order.ok());
    QStringList fields;
    for (const FieldError &one : read.order.error().fields)
        fields.append(one.field);
    QCOMPARE(fields,
             (QStringList{u"customerId"_qs, u"items[0].quantity"_qs, u"items[1].productId"_qs, u"items[1].price"_qs}));
}

void TestImportLines::membersCanBeMapped()
{
    const QHash<QString, QString> mapping{
        {u"customerId"_qs, u"customer"_qs}, {u"items"_qs, u"lines"_qs}, {u"productId"_qs, u"sku"_qs}};
    const ImportLine read =
        parseJsonLine(R"({"customer":"C","lines":[{"sku":"P","quantity":2,"price":1.50}]})", 1, mapping);
    QVERIFY2(read.order.ok(), read.order.ok() ? "" : qPrintable(read.order.error().message));
    QCOMPARE(read.order->items.first().productId, u"P"_qs);
    const ImportLine bad = parseJsonLine(R"({"customer":"C","lines":[{"quantity":2,"price":1.50}]})", 1, mapping);
    QCOMPARE(bad.order.error().fields.first().field, u"lines[0].sku"_qs);
}

void TestImportLines::aMalformedRowSaysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("message");
    QTest::newRow("too few fields") << QByteArray("A,C,P\n") << u"line 2: The row has 3 fields, the header 6."_qs;
    QTest::newRow("open quote") << QByteArray("A,C,\"P,1,1,USD\n") << u"line 2: A quote is not closed; what follows it was not read."_qs;
    QTest::newRow("text behind a quote") << QByteArray("A,C,\"P\"x,1,1,USD\n")
                                         << u"line 2: There is text behind a closing quote."_qs;
    QTest::newRow("not UTF-8") << QByteArray("A,C,\xff,1,1,USD\n") << u"line 2: The row is not UTF-8 text."_qs;
    QTest::newRow("a character cut short") << QByteArray("A,Caf\xe9,P,1,1,USD\n") << u"line 2: The row is not UTF-8 text."_qs;
    QTest::newRow("unknown currency") << QByteArray("A,C,P,1,1,XQQ\n") << u"line 2: currency: "_qs;
    QTest::newRow("price is a word") << QByteArray("A,C,P,1,one,USD\n") << u"line 2: items[0].price: "_qs;
    QTest::newRow("second item") << QByteArray("A,C,P,1,1,USD\nA,C,P,-1,1,USD\n") << u"line 2: items[1].quantity: "_qs;
    QTest::newRow("another customer") << QByteArray("A,C,P,1,1,USD\nA,D,P,1,1,USD\n")
                                      << u"line 2: customerId: This differs"_qs;
}

void TestImportLines::aMalformedRowSaysWhatIsWrong()
{
    QFETCH(const QByteArray, rows);
    QFETCH(const QString, message);
    QByteArray text = "orderId,customerId,productId,quantity,price,currency\n" + rows;
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    const auto orders = CsvOrders::open(buffer, {});
    QVERIFY(orders.ok());
    const auto read = (*orders)->next();
    QVERIFY(read && !read->order.ok());
    QVERIFY2(read->order.error().message.startsWith(message), qPrintable(read->order.error().message));
    QVERIFY(!(*orders)->next());
}

void TestImportLines::otherSeparatorsAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray header = "orderId,customerId,productId,quantity,price,name\n";
    QTest::newRow("comma") << header + "A,C,P,2,18.60,\"Tofu; firm\"\n";
    QTest::newRow("semicolon") << QByteArray(header).replace(',', ';') + "A;C;P;2;18.60;\"Tofu; firm\"\n";
    QTest::newRow("semicolon, decimal comma") << QByteArray(header).replace(',', ';') + "A;C;P;2;18,60;\"Tofu; firm\"\n";
    QTest::newRow("tab") << QByteArray(header).replace(',', '\t') + "A\tC\tP\t2\t18.60\tTofu; firm\n";
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + QByteArray(header).replace(',', ';') + "A;C;P;2;18.60;\"Tofu; firm\"\r\n";
}

void TestImportLines::otherSeparatorsAreFound()
{
    QFETCH(QByteArray, text);
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    const auto orders = CsvOrders::open(buffer, {});
    QVERIFY2(orders.ok(), orders.ok() ? "" : qPrintable(orders.error().message));
    const auto read = (*orders)->next();
    QVERIFY(read);
    QVERIFY2(read->order.ok(), read->order.ok() ? "" : qPrintable(read->order.error().message));
    QCOMPARE(read->order->items.first().price.minor(), 1860);
    QCOMPARE(read->order->items.first().name, u"Tofu; firm"_qs);
}

void TestImportLines::aCommaThatGroupsIsNoDecimalSign()
{
    QByteArray text = "customerId;productId;quantity;price\nC;P;1;1,234\nC;P;1;1.234,50\n";
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    const auto orders = CsvOrders::open(buffer, {});
    QVERIFY(orders.ok());
    for (int line = 0; line < 2; ++line) {
        const auto read = (*orders)->next();
        QVERIFY(read && !read->order.ok());
        QVERIFY2(read->order.error().message.contains(u"price"_qs), qPrintable(read->order.error().message));
    }
}

void TestImportLines::aMissingColumnIsNamed()
{
    QByteArray text = "orderId,customerId,productId,quantity\n";
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    const auto orders = CsvOrders::open(buffer, {{u"price"_qs, u"unit price"_qs}});
    QVERIFY(!orders.ok());
    QCOMPARE(orders.error().message, u"line 1: unit price: There is no such column."_qs);
}

void TestImportLines::aColumnThatIsThereTwiceIsRefused()
{
    QByteArray text = "orderId,customerId,orderId,productId,quantity,price\nA,C,B,P,1,1\n";
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    const auto orders = CsvOrders::open(buffer, {});
    QVERIFY(!orders.ok());
    QCOMPARE(orders.error().message, u"line 1: orderId: There are two columns of this name."_qs);
}

void TestImportLines::aMappedColumnMustBeThere()
{
    QByteArray text = "id,customerId,productId,quantity,price\n";
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    const auto orders = CsvOrders::open(buffer, {{u"orderId"_qs, u"number"_qs}});
    QVERIFY(!orders.ok());
    QCOMPARE(orders.error().message, u"line 1: number: There is no such column."_qs);
}

void TestImportLines::aColumnIdIsTheOrdersUnlessItCountsRows()
{
    const auto idsOf = [](QByteArray csv) {
        QBuffer file(&csv);
        (void)file.open(QIODevice::ReadOnly);
        const auto orders = CsvOrders::open(file, {});
        QStringList ids;
        while (const auto line = orders.ok() ? (*orders)->next() : std::nullopt)
            ids.append(line->order.ok() ? line->order->id : line->order.error().message);
        return ids;
    };
    QCOMPARE(idsOf("id,customerId,productId,quantity,price\nA-1,C,P,1,1\nA-1,C,Q,1,1\nA-2,C,P,1,1\n"), (QStringList{u"A-1"_qs, u"A-2"_qs}));
    QCOMPARE(idsOf("id,customerId,productId,quantity,price\n1,C,P,1,1\n2,C,Q,1,1\n"), (QStringList{QString(), QString()}));
    QCOMPARE(idsOf("id,orderId,customerId,productId,quantity,price\nx,7,C,P,1,1\n"), QStringList{u"7"_qs});
}

void TestImportLines::whatIsNoTextSaysWhatToDo_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("words");
    const QString utf16 = u"UTF-16: save it as UTF-8"_qs;
    QTest::newRow("gzip") << QByteArray("\x1F\x8B\x08\0", 4) << u"compressed (gzip): unpack it first"_qs;
    QTest::newRow("bzip2") << QByteArray("BZh91AY") << u"compressed (bzip2)"_qs;
    QTest::newRow("xz") << QByteArray("\xFD" "7zXZ\0\0\4", 8) << u"compressed (xz)"_qs;
    QTest::newRow("zstd") << QByteArray("\x28\xB5\x2F\xFD$") << u"compressed (zstd)"_qs;
    QTest::newRow("spreadsheet") << QByteArray("PK\3\4\x14") << u"save the sheet as CSV"_qs;
    QTest::newRow("UTF-16, little end first") << QByteArray("\xFF\xFE{\0", 4) << utf16;
    QTest::newRow("UTF-16, big end first") << QByteArray("\xFE\xFF\0{", 4) << utf16;
    QTest::newRow("UTF-16 without a mark") << QByteArray("{\0\"\0", 4) << utf16;
    QTest::newRow("UTF-32") << QByteArray("\xFF\xFE\0\0", 4) << u"UTF-32"_qs;
    QTest::newRow("something else") << QByteArray("\1\2\3\4") << u"no text"_qs;
    QTest::newRow("JSON Lines") << QByteArray("{\"orderId\":\"A\"}") << QString();
    QTest::newRow("with a mark") << QByteArray("\xEF\xBB\xBF{}") << QString();
    QTest::newRow("empty lines first") << QByteArray("\r\n\t{}") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("a letter") << QByteArray("o") << QString();
}

void TestImportLines::whatIsNoTextSaysWhatToDo()
{
    QFETCH(QByteArray, head);
    QFETCH(QString, words);
    const Status checked = checkIsText(head);
    QCOMPARE(checked.ok(), words.isEmpty());
    QVERIFY2(checked.ok() || checked.error().message.contains(words), checked.ok() ? "" : qPrintable(checked.error().message));
    QBuffer csv(&head);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const auto opened = CsvOrders::open(csv, {});
    QCOMPARE(!opened.ok() && opened.error().message.contains(words), true); // the good ones have no columns
}

void TestImportLines::whatWasReadAheadIsNotCounted()
{
    QByteArray text = "one\ntwo\r\n\nend";
    QBuffer file(&text);
    QVERIFY(file.open(QIODevice::ReadOnly));
    LineReader reader(file);
    QCOMPARE(reader.peek(2), QByteArrayView("on"));
    QList<qint64> ends;
    QByteArray line;
    while (reader.next(&line) == LineReader::Got::Line)
        ends.append(reader.bytesRead());
    QCOMPARE(ends, (QList<qint64>{4, 9, 10, 13}));
}

QTEST_APPLESS_MAIN(TestImportLines)
#include "tst_importlines.moc"
