// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/json.h"

#include <QtTest>

using namespace cs;

class JsonParseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("path");
        QTest::addColumn<qint64>("offset");
        int number = 0;
        const auto row = [&number](const QByteArray &text, const char *code, const char *path, qint64 offset) {
            QTest::addRow("%d %s", ++number, text.left(40).constData()) << text << QString::fromLatin1(code) << QString::fromLatin1(path) << offset;
        };
        row("", "not_json", "", 0);
        row("  ", "not_json", "", 2);
        row("{", "not_json", "", 0);
        row("[1,2", "not_json", "", 0);
        row("[1}", "not_json", "", 0);
        row("{\"a\":1]", "not_json", "", 0);
        row("[1,]", "not_json", "[1]", 3);
        row("[,1]", "not_json", "[0]", 1);
        row("[1 2]", "not_json", "", 3);
        row("{\"a\":}", "not_json", "a", 5);
        row("{\"a\" 1}", "not_json", "", 5);
        row("{a:1}", "not_json", "", 1);
        row("{\"a\":1,}", "not_json", "", 7);
        row("{\"a\":[1}", "not_json", "a", 7);
        row("[01]", "not_json", "[0]", 1);
        row("[1.]", "not_json", "[0]", 1);
        row("[.5]", "not_json", "[0]", 1);
        row("[+1]", "not_json", "[0]", 1);
        row("[1e]", "not_json", "[0]", 1);
        row("[-]", "not_json", "[0]", 1);
        row("[NaN]", "not_json", "[0]", 1);
        row("[nul]", "not_json", "[0]", 1);
        row("[truex]", "not_json", "[0]", 1);
        row("{\"i\":[1,{\"p\":tru}]}", "not_json", "i[1].p", 13);
        row("1 2", "not_json", "", 0);
        row("\"a\" x", "not_json", "", 4);
        row("[1] ]", "not_json", "", 4);
        row("{\"a\":1}}", "not_json", "", 7);
        row("{\"a\":1} x", "not_json", "", 0);
        row("'a'", "not_json", "", 0);
        row("\xEF\xBB\xBF{}", "not_json", "", 0);
        row("[\"a\nb\"]", "not_json", "", 3);
        row("[\"abc", "not_json", "", 1);
        row("[\"\\x\"]", "not_json", "[0]", 1);
        row("[\"\\u12\"]", "not_json", "[0]", 1);
        row("{\"a\":\"\\ud800\"}", "not_json", "a", 5);
        row("[\"a\xFF\"]", "not_utf8", "", 3);
        row("[\"\xC3\xA9\xC0\xAF\"]", "not_utf8", "", 4);
        row("[\"\xED\xA0\x80\"]", "not_utf8", "", 2);
        row("{\"b\":{\"a\":1,\"a\":2}}", "duplicate_key", "b.a", 12);
        row("{\"a\":1,\"\\u0061\":2}", "duplicate_key", "a", 7);
        row("[" + manyMembers(40) + "]", "duplicate_key", "[0].k39", 1 + manyMembers(40).lastIndexOf("\"k39"));
        row(QByteArray(33, '[') + QByteArray(33, ']'), "too_deep", QByteArray("[0]").repeated(32).constData(), 32);
        row("{\"a\":" + QByteArray(100'000, '['), "not_json", "", 0);
        row("{\"a\":" + QByteArray(50'000, '[') + QByteArray(50'000, ']') + "}", "too_deep",
            ("a" + QByteArray("[0]").repeated(31)).constData(), 36);
        row('"' + QByteArray(1024 * 1024, 'x') + '"', "too_big", "", 1024 * 1024);
    }
    /// {"k0":0, … ,"k39":0,"k39":0}: the last key stands twice.
    static QByteArray manyMembers(int count)
    {
        QByteArray text = "{";
        for (int i = 0; i <= count; ++i)
            text += (i > 0 ? ",\"k" : "\"k") + QByteArray::number(std::min(i, count - 1)) + "\":0";
        return text + "}";
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        text.detach();
        json::ParseError error;
        QVERIFY(!json::parse(text, {}, &error));
        QTEST(error.code, "code");
        QTEST(error.path, "path");
        QTEST(error.offset, "offset");
        QVERIFY(error.message.endsWith(QLatin1Char('.')));
        QVERIFY(!json::parse(text).ok());
    }

    void everyCutAndFlipIsSafe()
    {
        const QByteArray good = R"({"a":[1,-2.5e3,true,null,"x\n\u00e9"],"b":{"c":{},"d":[]}})";
        json::ParseError error;
        QVERIFY(json::parse(good, {}, &error));
        for (qsizetype size = 0; size < good.size(); ++size)
            QVERIFY2(!json::parse(good.first(size), {}, &error), good.first(size).constData());
        for (qsizetype at = 0; at < good.size(); ++at) {
            for (const char c : {'"', '\\', '{', ']', ',', ':', '\0', '\xFF', '9'}) {
                QByteArray flipped = good;
                flipped[at] = c;
                if (!json::parse(flipped, {}, &error)) // else it is JSON still, by chance
                    QVERIFY2(error.offset >= 0 && error.offset <= flipped.size(), flipped.constData());
            }
        }
    }

    void keepsNumbersAsSent()
    {
        const json::Value value = *json::parse("[9007199254740993,29.99,1e400,-0,14.0,123456789012345678901234567890,-9223372036854775808]");
        const QList<json::Value> &items = value.items();
        QCOMPARE(items[0].text(), QByteArray("9007199254740993"));
        QCOMPARE(*items[0].toInt64(), 9007199254740993);
        QCOMPARE(items[1].text(), QByteArray("29.99"));
        QCOMPARE(items[2].text(), QByteArray("1e400"));
        QVERIFY(!items[1].toInt64().ok() && !items[2].toInt64().ok() && !items[5].toInt64().ok());
        QCOMPARE(items[3].text(), QByteArray("-0"));
        QCOMPARE(items[4].text(), QByteArray("14.0"));
        QCOMPARE(*items[6].toInt64(), std::numeric_limits<qint64>::min());
        QCOMPARE(json::Writer().value(value).bytes(),
                 QByteArray("[9007199254740993,29.99,1e400,-0,14.0,123456789012345678901234567890,-9223372036854775808]"));
    }

    void readsEveryKindAndItsPlace()
    {
        const QByteArray text = " {\"a\" : [ true , false, null ] , \"\\u00e9\":\"\\ud83d\\ude00\\u0000\\/\", \"o\":{}, \"n\": 7 } ";
        const json::Value value = *json::parse(text);
        QVERIFY(value.isObject());
        QCOMPARE(value.offset(), 1);
        QVERIFY(value.find("a")->items()[0].toBool());
        QVERIFY(value.find("a")->items()[2].isNull());
        QCOMPARE(value.find("\xC3\xA9")->text(), QByteArray("\xF0\x9F\x98\x80\0/", 6));
        QVERIFY(value.find("o")->isObject());
        QCOMPARE(value.find("n")->offset(), text.indexOf('7'));
        QCOMPARE(value.find("a")->items()[1].offset(), text.indexOf("false"));
        QCOMPARE(value.find("b"), nullptr);
        for (const char *alone : {"1", " 1 ", "\"a\"", "null", "true ", "[]", "{}", "-0.5E-7"})
            QVERIFY2(json::parse(alone).ok(), alone);
        QVERIFY(json::parse(QByteArray(32, '[') + QByteArray(32, ']')).ok());
        QVERIFY(json::parse('"' + QByteArray(1024 * 1024 - 2, 'x') + '"').ok());
    }
};

QTEST_GUILESS_MAIN(JsonParseTest)
#include "tst_jsonparse.moc"
