// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/json.h"

#include <QRandomGenerator>
#include <algorithm>

// Changes a JSON text at random: what other systems write, and what nobody should.
namespace cs::events::mutations {

inline bool oneIn(QRandomGenerator &random, int times)
{
    return random.bounded(times) == 0;
}

/// Values of every type, and such as readers stumble over.
inline json::Value oddValue(QRandomGenerator &random)
{
    static const char *const texts[] = {
        "null", "true", "false", "0", "-0", "-1", "1.5", "1e2", "1E+2", "1e400", "1e-400", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "-9223372036854775809", "253402300800000", "0.1000", "123456789012345678901234567890.5", "9000000000000000.00", "1000001",
        R"("")", R"("x")", R"("a\u0000b")", R"("\u00e4\ud83d\ude00")", R"("null")", R"("7")", R"("currency")", R"("2025-06-17T10:30:00+02:00")",
        R"("2025-02-30T10:30:00Z")", R"("JPY")", R"("KWD")", R"("usd")", R"(".")", R"("a b")", "[]", "{}", "[[]]", R"({"a":{"b":[1,{"c":null}]}})", "[null]",
        R"([1,"x",{}])", R"({"userId":"U","role":null})", R"([{"productId":"P","quantity":1,"price":1}])",
    };
    if (oneIn(random, 40))
        return json::Value::string(QByteArray(random.bounded(20'000), 'x'));
    return *json::parse(texts[random.bounded(int(std::size(texts)))]);
}

inline json::Value wrapped(json::Value value, QRandomGenerator &random)
{
    for (int depth = random.bounded(1, 40); depth > 0; --depth)
        value = oneIn(random, 2) ? json::Value::array({value}) : json::Value::object({{"n", value}});
    return value;
}

inline json::Value changedObject(QList<json::Value::Member> members, QRandomGenerator &random)
{
    const int at = members.isEmpty() ? 0 : random.bounded(int(members.size()));
    const int kind = members.isEmpty() ? 5 : random.bounded(8);
    switch (kind) {
    case 0: members.removeAt(at); break;
    case 1: members.insert(random.bounded(int(members.size()) + 1), members.at(at)); break;
    case 2: members[at].second = oddValue(random); break;
    case 3: members[at].first = members.at(random.bounded(int(members.size()))).first; break;
    case 4: std::swap(members[at].second, members[random.bounded(int(members.size()))].second); break;
    case 5: members.insert(random.bounded(int(members.size()) + 1), {"x" + QByteArray::number(random.bounded(9)), oddValue(random)}); break;
    case 6:
        for (int i = random.bounded(120); i > 0; --i)
            members.insert(random.bounded(int(members.size()) + 1), {"more" + QByteArray::number(i), oddValue(random)});
        break;
    default: std::shuffle(members.begin(), members.end(), random);
    }
    return json::Value::object(members);
}

inline json::Value changedList(QList<json::Value> items, QRandomGenerator &random)
{
    static constexpr int counts[] = {0, 1, 2, 16, 17, 100, 101};
    const json::Value one = items.isEmpty() || oneIn(random, 3) ? oddValue(random) : items.first();
    if (oneIn(random, 2))
        items.insert(random.bounded(int(items.size()) + 1), one);
    else
        items = QList<json::Value>(oneIn(random, 30) ? 1'000 + 9'000 * random.bounded(2) + random.bounded(2) : counts[random.bounded(7)], one);
    return json::Value::array(items);
}

/// One change somewhere inside.
inline json::Value changed(const json::Value &value, QRandomGenerator &random)
{
    if (oneIn(random, 12))
        return oneIn(random, 4) ? wrapped(value, random) : oddValue(random);
    QList<json::Value::Member> members = value.members();
    QList<json::Value> items = value.items();
    if (oneIn(random, 2) && !members.isEmpty()) {
        json::Value &inner = members[random.bounded(int(members.size()))].second;
        inner = changed(inner, random);
        return json::Value::object(members);
    }
    if (oneIn(random, 2) && !items.isEmpty()) {
        json::Value &inner = items[random.bounded(int(items.size()))];
        inner = changed(inner, random);
        return json::Value::array(items);
    }
    return value.isObject() ? changedObject(members, random) : value.isArray() ? changedList(items, random) : oddValue(random);
}

/// The members of each object in some other order.
inline json::Value shuffled(const json::Value &value, QRandomGenerator &random)
{
    QList<json::Value> items = value.items();
    for (json::Value &one : items)
        one = shuffled(one, random);
    QList<json::Value::Member> members = value.members();
    for (auto &[name, one] : members)
        one = shuffled(one, random);
    std::shuffle(members.begin(), members.end(), random);
    return value.isObject() ? json::Value::object(members) : value.isArray() ? json::Value::array(items) : value;
}

/// As JSON, here and there with white space, escapes where none are needed, and a member twice.
inline void write(const json::Value &value, bool plain, QRandomGenerator &random, QByteArray *to)
{
    const auto space = [&] { to->append(!plain && oneIn(random, 8) ? QByteArrayView(" \n\r\t").sliced(random.bounded(4), 1) : QByteArrayView()); };
    const auto text = [&](const QByteArray &utf8) {
        json::Writer writer;
        QByteArray escaped = writer.utf8(utf8).take();
        if (!plain && oneIn(random, 25) && utf8.size() > 0 && utf8.at(0) >= '0' && utf8.at(0) <= 'z' && utf8.at(0) != '\\')
            escaped.replace(1, 1, "\\u00" + QByteArray::number(uint(utf8.at(0)), 16));
        to->append(escaped);
    };
    const auto list = [&](const auto &all, char open, char close, auto one) {
        to->append(open);
        for (qsizetype i = 0; i < all.size(); ++i) {
            to->append(i > 0 ? "," : "");
            space();
            one(all.at(i));
            space();
        }
        to->append(close);
    };
    space();
    if (value.isObject())
        list(value.members(), '{', '}', [&](const json::Value::Member &one) { text(one.first), space(), to->append(':'), write(one.second, plain, random, to); });
    else if (value.isArray())
        list(value.items(), '[', ']', [&](const json::Value &one) { write(one, plain, random, to); });
    else if (value.isString())
        text(value.text());
    else
        to->append(value.isNumber() ? value.text() : value.isNull() ? QByteArray("null") : value.toBool() ? QByteArray("true") : QByteArray("false"));
    space();
}

/// Cuts, bits and pieces that may leave no JSON.
inline void damage(QByteArray *text, QRandomGenerator &random)
{
    static const char *const pieces[] = {",", ":", "{", "}", "[", "]", "\"", "\\", "\\u0000", "\\ud800", " ", "\n", "\f", "0", "-", "e1", "null", "\xC3\xA4", "\xFF", "\xED\xA0\x80", "{}{}"};
    const int size = int(text->size());
    const int at = size == 0 ? 0 : random.bounded(size);
    switch (random.bounded(6)) {
    case 0: text->truncate(at); break;
    case 1: text->remove(at, random.bounded(1, 9)); break;
    case 2: text->insert(at, text->mid(size == 0 ? 0 : random.bounded(size), random.bounded(1, 30))); break;
    case 3: text->insert(at, pieces[random.bounded(int(std::size(pieces)))]); break;
    case 4: text->append(pieces[random.bounded(int(std::size(pieces)))]); break;
    default:
        if (size > 0)
            (*text)[at] = char((*text)[at] ^ char(1 << random.bounded(8)));
    }
}

} // namespace cs::events::mutations
