// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/money.h"
#include "backend/support/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>
#include <utility>

namespace cs::json {

/// Limits of what is read; from the bad-record rules: at most 32 levels deep and 1 MiB long.
struct Limits
{
    int maxDepth = 32;
    qsizetype maxBytes = 1024 * 1024;
};

enum class Type : quint8 { Null, Bool, Number, String, Array, Object };

/// A JSON value with its numbers exactly as they were written. A value; any thread. Text is UTF-8.
class Value
{
public:
    using Member = std::pair<QByteArray, Value>;

    Value() = default;
    static Value boolean(bool on);
    static Value number(QByteArray text);
    static Value string(QByteArray utf8);
    static Value array(QList<Value> items);
    static Value object(QList<Member> members);

    Type type() const { return m_type; }
    bool isNull() const { return m_type == Type::Null; }
    bool isObject() const { return m_type == Type::Object; }
    bool isArray() const { return m_type == Type::Array; }
    bool isString() const { return m_type == Type::String; }
    bool isNumber() const { return m_type == Type::Number; }
    bool toBool() const { return m_bool; }
    /// A number's text as it was sent, or a string's UTF-8; empty for the other types.
    const QByteArray &text() const { return m_text; }
    QString toString() const { return QString::fromUtf8(m_text); }
    const QList<Value> &items() const { return m_items; }
    const QList<Member> &members() const { return m_members; }
    /// The member of that name, or nullptr (also when this is no object).
    const Value *find(QByteArrayView name) const;
    /// A whole number that fits 64 bits; an error for a fraction, an exponent or out of range.
    Result<qint64> toInt64() const;
    /// Where it stood in the text that was parsed, in bytes; -1 for a value that was made.
    qint32 offset() const { return m_offset; }
    void setOffset(qint32 offset) { m_offset = offset; }

private:
    Type m_type = Type::Null;
    bool m_bool = false;
    qint32 m_offset = -1;
    QByteArray m_text;
    QList<Value> m_items;
    QList<Member> m_members;
};

/// Why a text was refused, and where.
struct ParseError
{
    QString code;    ///< not_json, not_utf8, too_deep, too_big, duplicate_key
    QString message; ///< a sentence
    QString path;    ///< as far as it was understood: `items[2].price`; empty for the outermost
    qint64 offset = -1; ///< in bytes; -1 where it is not known
};

/// Reads one JSON text (RFC 8259). Refused: not JSON, not UTF-8, deeper or longer than the limits, a key twice in one
/// object, something behind the end. Any thread; each keeps a small buffer of its own.
std::optional<Value> parse(QByteArrayView utf8, const Limits &limits, ParseError *error);
/// The same, with path and byte offset in the words of the error.
Result<Value> parse(QByteArrayView utf8, const Limits &limits = {});

/// What a Reader takes the null of an optional member for.
enum class Nulls { Missing, Wrong };

/// Reads members of one object and gathers what is wrong with each, by its path. Use: read all, then check errors().
class Reader
{
public:
    /// `path` goes in front of the member names in errors ("items[2]"); empty for the outermost.
    explicit Reader(const Value &object, QString path = {}, QList<FieldError> *errors = nullptr, Nulls nulls = Nulls::Wrong);
    Q_DISABLE_COPY_MOVE(Reader)

    /// Text of a string member. Missing, null or empty is an error when `required`; so is any that is longer than `maxLength`
    /// UTF-16 units or holds U+0000, which no database column of text takes.
    QString string(QByteArrayView name, bool required = true, int maxLength = 4096);
    /// A whole number between the bounds.
    qint64 integer(QByteArrayView name, qint64 least, qint64 most, bool required = true, qint64 otherwise = 0);
    /// An exact amount that is not negative.
    Money money(QByteArrayView name, Currency currency, bool required = true);
    bool boolean(QByteArrayView name, bool otherwise = false);
    /// The member, checked for its type; nullptr (with an error when required) if it is not there.
    const Value *member(QByteArrayView name, Type type, bool required = true);

    bool has(QByteArrayView name) const; ///< also when it is a null that is wrong
    QString pathOf(QByteArrayView name) const;
    void fail(QByteArrayView name, const QString &message);
    QList<FieldError> &errors() { return *m_errors; }

private:
    const Value &m_object;
    QString m_path;
    QList<FieldError> m_own;
    QList<FieldError> *m_errors;
    const Nulls m_nulls;
};

/// Writes JSON byte for byte the same for the same calls: no spaces, members in the order of the calls.
class Writer
{
public:
    Writer &beginObject();
    Writer &endObject();
    Writer &beginArray();
    Writer &endArray();
    Writer &key(QByteArrayView name);
    Writer &string(QStringView text);
    Writer &utf8(QByteArrayView text);
    Writer &integer(qint64 number);
    /// Text that is JSON already: a number's text, or a whole value.
    Writer &raw(QByteArrayView json);
    Writer &money(const Money &amount);
    Writer &boolean(bool on);
    Writer &null();
    Writer &value(const Value &value);
    /// key() and the value in one.
    Writer &member(QByteArrayView name, QStringView text) { return key(name).string(text); }
    Writer &member(QByteArrayView name, qint64 number) { return key(name).integer(number); }
    Writer &member(QByteArrayView name, const Money &amount) { return key(name).money(amount); }
    /// The text so far; whole when every begin has its end.
    const QByteArray &bytes() const { return m_bytes; }
    QByteArray take() { return std::move(m_bytes); }

private:
    void comma();
    QByteArray m_bytes;
    bool m_needsComma = false;
};

/// Indented text of a JSON value for people, numbers as sent.
QByteArray pretty(const Value &value);

} // namespace cs::json

Q_DECLARE_TYPEINFO(cs::json::Value, Q_RELOCATABLE_TYPE);
