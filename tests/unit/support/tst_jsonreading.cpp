// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/json.h"

#include <QtTest>

using namespace cs;

class JsonReadingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsMembers()
    {
        const json::Value value = *json::parse(R"({"t":"x","n":5,"m":29.99,"b":true,"nothing":null,"empty":""})");
        json::Reader reader(value, {}, nullptr, json::Nulls::Missing);
        QCOMPARE(reader.string("t"), QStringLiteral("x"));
        QCOMPARE(reader.integer("n", 5, 5), 5);
        QCOMPARE(reader.money("m", Currency()).minor(), 2999);
        QVERIFY(reader.boolean("b"));
        QVERIFY(reader.boolean("absent", true));
        QCOMPARE(reader.string("nothing", false), QString());
        QCOMPARE(reader.string("empty", false), QString());
        QCOMPARE(reader.integer("nothing", 1, 2, false, 9), 9);
        QVERIFY(reader.has("t") && !reader.has("nothing") && !reader.has("absent"));
        QVERIFY(reader.errors().isEmpty());
    }

    void aNullIsNoMissingMemberUnlessItIsTakenForOne()
    {
        const json::Value value = *json::parse(R"({"a":null,"b":null,"c":null,"d":null})");
        json::Reader reader(value);
        QVERIFY(reader.has("a"));
        reader.string("a", false);
        reader.integer("b", 0, 9, false);
        reader.boolean("c");
        reader.string("d");
        QCOMPARE(reader.errors().size(), 4);
        QCOMPARE(reader.errors().first().message, QStringLiteral("This must be a text, not null."));
        QCOMPARE(reader.errors().last().message, QStringLiteral("This is missing."));
    }

    void gathersWhatIsWrongByPath()
    {
        const json::Value value = *json::parse(R"({"t":1,"e":"","long":"abcd","zero":"a\u0000","n":1.5,"big":9223372036854775808,
            "neg":-1,"fine":1.234,"text":"1","b":"yes","o":[]})");
        QList<FieldError> errors;
        json::Reader reader(value, QStringLiteral("items[2]"), &errors);
        reader.string("t");
        reader.string("e");
        reader.string("long", false, 3);
        reader.string("zero", false);
        reader.string("absent");
        reader.integer("n", 0, 9);
        reader.integer("big", 0, 9);
        reader.money("neg", Currency());
        reader.money("fine", Currency());
        reader.money("text", Currency());
        reader.boolean("b");
        QCOMPARE(reader.member("o", json::Type::Object), nullptr);
        QStringList fields;
        for (const FieldError &one : errors) {
            QVERIFY(!one.message.isEmpty());
            fields.append(one.field.mid(9));
        }
        QVERIFY(errors.first().field.startsWith(QLatin1String("items[2].")));
        QCOMPARE(fields.join(QLatin1Char(' ')), QStringLiteral("t e long zero absent n big neg fine text b o"));
        QCOMPARE(errors.first().message, QStringLiteral("This must be a text, not a number."));
    }

    void writesByteForByte()
    {
        json::Writer writer;
        writer.beginObject().member("id", u"A\"\\\n\u0001é").member("n", qint64(9007199254740993)).member("m", Money(5, Currency()));
        writer.key("list").beginArray().boolean(true).null().string(u"x").beginObject().endObject().beginArray().endArray().endArray();
        writer.key("raw").raw("1.50").endObject();
        QCOMPARE(writer.bytes(),
                 QByteArray("{\"id\":\"A\\\"\\\\\\n\\u0001\xC3\xA9\",\"n\":9007199254740993,\"m\":0.05,\"list\":[true,null,\"x\",{},[]],\"raw\":1.50}"));
        QCOMPARE(json::Writer().value(*json::parse(writer.bytes())).bytes(), writer.bytes());
    }

    void everyCharacterComesBack()
    {
        QString text;
        for (char16_t c = 0; c < 0x250; ++c)
            text += QChar(c);
        const QByteArray written = json::Writer().string(text).bytes();
        QCOMPARE(json::parse(written)->toString(), text);
    }

    void indentsForPeople()
    {
        QCOMPARE(json::pretty(*json::parse(R"({"a":[1.50,{}],"b":[],"c":{"d":"x"}})")),
                 QByteArray("{\n  \"a\": [\n    1.50,\n    {}\n  ],\n  \"b\": [],\n  \"c\": {\n    \"d\": \"x\"\n  }\n}"));
    }
};

QTEST_GUILESS_MAIN(JsonReadingTest)
#include "tst_jsonreading.moc"
