// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/jsondoc.h"

#include <QtTest>
#include <random>

using namespace cs::json;

namespace {

/// The cells as a tree of values.
Value treeOf(const Cell &cell)
{
    switch (cell.type()) {
    case Type::Null: return {};
    case Type::Bool: return Value::boolean(cell.toBool());
    case Type::Number: return Value::number(cell.text().toByteArray());
    case Type::String: return Value::string(cell.text().toByteArray());
    case Type::Array: {
        QList<Value> items;
        for (const Cell *one = cell.firstChild(); one != nullptr; one = one->nextSibling())
            items.append(treeOf(*one));
        return Value::array(items);
    }
    case Type::Object: break;
    }
    QList<Value::Member> members;
    for (const Cell *one = cell.firstChild(); one != nullptr; one = one->nextSibling())
        members.append({one->key().toByteArray(), treeOf(*one)});
    return Value::object(members);
}

const QByteArray kSample =
    "{\"a\":[1,-2.50e3,{\"b\":null}],\"Gr\xC3\xB6\xC3\x9F" "e\":\"x\\n\\u00e9\\ud83c\\udf89\\\"\",\"t\":true,\"f\":false,\"e\":{},\"l\":[], "
    "\"n\" : 9223372036854775807 }";

} // namespace

class JsonDocTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsThere()
    {
        Doc doc;
        ParseError error;
        QVERIFY(doc.read(kSample, {}, &error));
        const Cell &root = doc.root();
        QCOMPARE(root.count(), 7);
        const Cell *list = root.firstChild();
        QCOMPARE(list->key().toByteArray(), QByteArray("a"));
        QCOMPARE(list->firstChild()->nextSibling()->text().toByteArray(), QByteArray("-2.50e3"));
        QCOMPARE(doc.raw(*list).toByteArray(), QByteArray(R"([1,-2.50e3,{"b":null}])"));
        QCOMPARE(list->offset(), kSample.indexOf("[1"));
        const Cell *text = list->nextSibling();
        QCOMPARE(text->text().toByteArray(), QByteArray("x\n\xC3\xA9\xF0\x9F\x8E\x89\""));
        const Cell *last = text;
        while (last->nextSibling() != nullptr)
            last = last->nextSibling();
        QCOMPARE(doc.rawMember(*last).toByteArray(), QByteArray(R"("n" : 9223372036854775807)"));
    }

    void agreesWithTheOtherReader_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QList<QByteArray> texts = {
            kSample, "", " ", "5", "\"x\"", "null", "nul", "truee", "[1,2", "[1 2]", "[1,]", "{\"a\":1,}", "{,}", "{\"a\" 1}", "{\"a\":}",
            "{a:1}", "[\"a\"\"b\"]", "[1\"a\"]", "{\"a\":1}x", "{\"a\":1}{}", "\"\\x\"", "\"\\ud800\"", "\"\\u12g4\"", "\"a\nb\"", "\"open",
            "01", "-", "1.", "1e", "+1", ".5", "[[[[]]]]", "{\"a\":{\"a\":{\"a\":1}}}", "{\"a\":1,\"\\u0061\":2}", "\xC3\x28", "[\"\xFF\"]",
            "{\"\":1}", "{\"\":1,\"\":2}", "[]]", "]", ":", "\"\\\\\"", "\"\\\\\\\"\"", "\xEF\xBB\xBF{}", "{\"a\":\"\\", "[\"\\u0000\"]",
            QByteArray(33, '[') + QByteArray(33, ']'), QByteArray(32, '[') + QByteArray(32, ']'), QByteArray(1024 * 1024 + 1, ' '),
            "\"" + QByteArray(200'000, 'x') + "\"", "[\"" + QByteArray(5'000, '\xC3') + "\"]"};
        for (const QByteArray &text : texts)
            QTest::addRow("%lld bytes: %s", qint64(text.size()), text.left(24).constData()) << text;
    }
    void agreesWithTheOtherReader()
    {
        QFETCH(QByteArray, text);
        ParseError expected, error;
        const std::optional<Value> value = parse(text, {}, &expected);
        Doc doc;
        QCOMPARE(doc.read(text, {}, &error), value.has_value());
        if (value)
            QCOMPARE(Writer().value(treeOf(doc.root())).bytes(), Writer().value(*value).bytes());
        else
            QCOMPARE(error.code, expected.code);
        QCOMPARE(error.offset >= 0, !value.has_value());
    }

    void agreesOnDamagedTexts()
    {
        std::mt19937 random(7); // seeded: a failure repeats
        const QByteArray spice = "{}[]\",:\\u0019 eE.-+tfn\n\xC3";
        Doc doc;
        for (int round = 0; round < 20'000; ++round) {
            QByteArray text = kSample;
            for (unsigned i = 0; i <= random() % 3; ++i)
                text[qsizetype(random() % size_t(text.size()))] = spice[qsizetype(random() % size_t(spice.size()))];
            ParseError expected, error;
            const std::optional<Value> value = parse(text, {}, &expected);
            QVERIFY2(doc.read(text, {}, &error) == value.has_value(), text.constData());
            if (value)
                QCOMPARE(Writer().value(treeOf(doc.root())).bytes(), Writer().value(*value).bytes());
            else
                QVERIFY2(!error.code.isEmpty() && error.offset >= 0, text.constData()); // of two faults either may be said first
        }
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("path");
        QTest::addColumn<qint64>("offset");
        const auto row = [](const QByteArray &text, const char *code, const char *path, qint64 offset) {
            QTest::addRow("%s", text.left(40).constData()) << text << QString::fromLatin1(code) << QString::fromLatin1(path) << offset;
        };
        row("{\"a\":[1,{\"b\":tru}]}", "not_json", "a[1].b", 13);
        row("{\"a\":1,\"b\":2,\"a\":3}", "duplicate_key", "a", 13);
        row("{\"x\":{\"a\":1,\"\\u0061\":3}}", "duplicate_key", "x.a", 12);
        row("{\"a\":\"\\ud83c\"}", "not_json", "a", 6);
        row("{\"a\":\"\\udf89\"}", "not_json", "a", 6);
        row("{\"a\":\"b", "not_json", "a", 5);
        row("{\"a\":1", "not_json", "", 6);
        row("{\"a\":1} x", "not_json", "", 8);
        row("[1,\"\xFF\"]", "not_utf8", "", 4);
        row("{\"k\":" + QByteArray(32, '[') + QByteArray(32, ']') + "}", "too_deep", ("k" + QByteArray("[0]").repeated(31)).constData(), 36);
        QByteArray many = "{";
        for (int i = 0; i < 30; ++i)
            many += "\"k" + QByteArray::number(i % 29) + "\":" + QByteArray::number(i) + (i < 29 ? "," : "}");
        row(many, "duplicate_key", "k0", many.lastIndexOf("\"k0\""));
    }
    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, text);
        Doc doc;
        ParseError error;
        QVERIFY(!doc.read(text, {}, &error));
        QTEST(error.code, "code");
        QTEST(error.path, "path");
        QTEST(error.offset, "offset");
        QVERIFY(!error.message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(JsonDocTest)
#include "tst_jsondoc.moc"
