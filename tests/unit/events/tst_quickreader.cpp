// SPDX-License-Identifier: GPL-3.0-or-later
// The two readers of a description agree: what QuickReader takes, FieldReader takes, and reads the same. And it takes nearly
// all that is good, in whatever order. That decode() as a whole agrees is in tst_readersagree.
#include "backend/events/codec.h"
#include "backend/events/document.h"
#include "tests/unit/events/mutations.h"

#include <QtTest>

using namespace cs;
using namespace cs::events;

namespace {

/// One member of each kind.
struct All
{
    QString text, label, id, loose, person, decimal;
    qint64 number = 0;
    std::optional<qint64> maybe;
    QStringList people, texts;
    TimePoint iso, either;
    std::optional<TimePoint> millis;
    Currency currency;
    Money price;
    std::optional<Money> total;
    RequestPriority priority = RequestPriority::Normal;
    QList<QString> list;
    QByteArray raw, unknown;
    bool operator==(const All &) const = default;
};

constexpr Word<RequestPriority> kWords[] = {{RequestPriority::Low, "LOW"}, {RequestPriority::High, "HIGH"}};

template <typename Io>
void describe(Io &io, All &all)
{
    io.text("text", all.text, Need::Given, 20);
    io.label("label", all.label, Need::Required, 20);
    io.orderId("id", all.id);
    io.looseOrderId("loose", all.loose, Need::Optional);
    io.person("person", "personRef", all.person, Need::Required);
    io.decimal("decimal", all.decimal);
    io.integer("number", all.number, Need::Required, -5, 500);
    io.id("maybe", all.maybe, Need::Optional);
    io.people("people", all.people);
    io.texts("texts", all.texts, Need::Required, 3, 9);
    io.time("iso", all.iso, Need::Required, TimeForm::Iso);
    io.time("either", all.either, Need::Required, TimeForm::Either);
    io.time("millis", all.millis, TimeForm::Millis);
    io.currencyAhead("currency", all.currency, Need::Optional);
    io.money("price", all.price, all.currency);
    io.money("total", all.total, all.currency, Need::Optional);
    io.currency("currency", all.currency);
    io.word("priority", all.priority, Need::Optional, std::span<const Word<RequestPriority>>(kWords));
    io.object("object", Need::Optional, true, [&all](auto &inner) {
        inner.list("list", all.list, Need::Given, 3, [](auto &item, QString &one) { item.text("one", one, Need::Required, 9); });
    });
    io.rawObject("raw", all.raw);
    io.unknown(all.unknown);
}

const QByteArray kAll =
    R"({"text":"Größe \"1\"","label":"MANAGER","id":"A-1","loose":7,"person":9007199254740993,"decimal":-1.25e3,"number":12,"maybe":-0,)"
    R"("people":[1,-2],"texts":["IN_APP","x\u00e4"],"iso":"2025-06-17T10:30:00.495Z","either":1750156200495,"millis":1750156200495,)"
    R"("price":1.5,"total":29.990,"currency":"KWD","priority":"HIGH","object":{"list":[{"one":"a"},{"one":"b","two":[2]}],"more":1},)"
    R"("raw":{"a":[1,{"b":null}]},"source":true,"newer":{"x":1.0}})";

std::optional<All> quickly(const QByteArray &text)
{
    json::Doc doc;
    All all;
    if (!doc.open(text, {}) || !QuickReader(doc).record([&](QuickReader &io) { describe(io, all); }))
        return std::nullopt;
    return all;
}

std::optional<All> byName(const QByteArray &text)
{
    json::Doc doc;
    json::ParseError error;
    All all;
    std::optional<BadRecord> bad;
    if (!doc.read(text, {}, &error))
        return std::nullopt;
    FieldReader fields(doc, &bad);
    if (fields.isObject())
        describe(fields, all);
    return bad ? std::nullopt : std::optional(all);
}

/// Half of the changes put in what other places of texts like this have, so that many results still are JSON.
QByteArray changed(QByteArray text, QRandomGenerator &random)
{
    static const QByteArray pieces[] = {"null", "0", "-1", "1e2", "01", "\"\"", "\"A1\"", "{}", "[]", ",", ":", "}", "]", "{", "[", " ", "\\", "\"", "\\u0000",
                                        "\"x\":1,", "\"text\":\"t\",", "9223372036854775808", "true", "\xC3\xA4", "\xFF", "\n", "1.005", "[1]"};
    for (int times = random.bounded(1, 4); times > 0; --times) {
        const qsizetype at = random.bounded(int(text.size()));
        const qsizetype length = random.bounded(int(std::min<qsizetype>(12, text.size() - at)) + 1);
        switch (random.bounded(4)) {
        case 0: text.remove(at, length); break;
        case 1: text.insert(at, pieces[random.bounded(int(std::size(pieces)))]); break;
        case 2: text.insert(random.bounded(int(text.size())), text.mid(at, length)); break;
        default: { // the value of a member
            const qsizetype start = text.indexOf(':', at) + 1;
            const qsizetype end = text.indexOf(',', start);
            if (start > 0 && end > start)
                text.replace(start, end - start, pieces[random.bounded(int(std::size(pieces)))]);
        }
        }
        if (text.isEmpty())
            text = "{";
    }
    return text;
}

} // namespace

class QuickReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsInOrder()
    {
        const std::optional<All> all = quickly(kAll);
        QVERIFY(all);
        QVERIFY(all == byName(kAll));
        QCOMPARE(all->text, QStringLiteral("Größe \"1\""));
        QCOMPARE(all->decimal, QStringLiteral("-1250"));
        QCOMPARE(all->person, QStringLiteral("9007199254740993"));
        QCOMPARE(all->total->minor(), 29990);
        QCOMPARE(all->list, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(all->unknown, QByteArray(R"("source":true,"newer":{"x":1.0})"));
    }

    void readsWhatIsInAnyOrder()
    {
        QRandomGenerator random(20250617);
        const json::Value value = *json::parse(kAll);
        for (int i = 0; i < 2'000; ++i) {
            QByteArray text;
            mutations::write(mutations::shuffled(value, random), true, random, &text);
            const std::optional<All> all = quickly(text);
            QVERIFY2(all, text.constData());
            QVERIFY2(all == byName(text), text.constData());
        }
    }

    /// What was absent where it was asked for is found when something else is missed, and the object is read anew.
    void findsAnOptionalMemberThatComesLate()
    {
        const QByteArray late = R"({"text":"","label":"L","id":"A","person":1,"number":1,"people":[1,2],"texts":["t"],"decimal":2.5,"price":1,)"
                                R"("iso":"2025-06-17T10:30:00Z","either":1,"loose":"B","object":{"more":{},"list":[{"one":"a"}]},"other":[]})";
        const std::optional<All> all = quickly(late);
        QVERIFY(all);
        QVERIFY(all == byName(late));
        QCOMPARE(all->loose, QStringLiteral("B"));
        QCOMPARE(all->people.size(), 2);
        QCOMPARE(all->unknown, QByteArray(R"("other":[])"));
    }

    void givesUpOnWhatIsWrong()
    {
        QVERIFY(quickly(kAll));
        for (const char *wrong : {R"("label":"M",)", R"("new":1,"new":1,)", R"("new":1 2,)", R"("new":,)", R"("new":[},)", R"("new":01,)", R"("new":1,,)", R"("t\u0065xt":"",)"}) {
            QByteArray text = kAll;
            QVERIFY2(!quickly(text.insert(1, wrong)), text.constData());
        }
        for (const char *text : {R"({"id":"A","label":"L"})", "[]", "", "{", "{}"})
            QVERIFY2(!quickly(text), text);
    }

    void agreesWithTheReaderByName()
    {
        const auto seed = quint32(qEnvironmentVariableIntValue("COUNTERSIGN_SEED"));
        QRandomGenerator random(seed == 0 ? 20250617 : seed);
        int taken = 0, refused = 0, byNameOnly = 0;
        for (int i = 0; i < 60'000; ++i) {
            const QByteArray text = changed(kAll, random);
            const std::optional<All> quick = quickly(text);
            const std::optional<All> slow = byName(text);
            QVERIFY2(!quick || quick == slow, text.constData());
            ++(quick ? taken : slow ? byNameOnly : refused);
        }
        qInfo() << taken << "taken," << byNameOnly << "by name only," << refused << "refused";
        QVERIFY(taken > 1'000 && byNameOnly < taken / 10 && refused > 1'000);
    }
};

QTEST_GUILESS_MAIN(QuickReaderTest)
#include "tst_quickreader.moc"
