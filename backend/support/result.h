// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <utility>
#include <variant>

namespace cs {

/// What kind of failure it is, and so what the caller may do about it. The HTTP status and the exit status follow it.
enum class ErrorKind {
    Invalid,      ///< the input is wrong; the same call can never succeed (400, 422)
    Unauthorized, ///< nobody is signed in, or the token is not known (401)
    Forbidden,    ///< the person may not do this: role or four eyes (403)
    NotFound,     ///< the thing does not exist (404)
    Conflict,     ///< it was true when it was read, and is not any more; read again (409)
    TooLarge,     ///< over a stated limit (413)
    Unavailable,  ///< broker, database or file is away; the same call may succeed later (503)
    Fatal         ///< a defect or a damaged store; stop using the part (500)
};

/// One field of an input that is wrong. `field` is a path such as `items[2].price`; `message` is a sentence.
struct FieldError
{
    QString field;
    QString message;
    bool operator==(const FieldError &) const = default;
};

/// A failure as a value: its kind, a sentence for the person, and the fields that are wrong. Immutable; any thread.
struct Error
{
    ErrorKind kind = ErrorKind::Fatal;
    QString message;
    QList<FieldError> fields;

    /// The message with the fields behind it, on one line, as the command line prints it.
    QString toString() const;
    /// True when the same call may succeed later.
    bool isRetriable() const { return kind == ErrorKind::Unavailable; }

    static Error invalid(QString message, QList<FieldError> fields = {}) { return {ErrorKind::Invalid, std::move(message), std::move(fields)}; }
    static Error field(const QString &field, const QString &message);
    static Error unauthorized(QString message) { return {ErrorKind::Unauthorized, std::move(message), {}}; }
    static Error forbidden(QString message) { return {ErrorKind::Forbidden, std::move(message), {}}; }
    static Error notFound(QString message) { return {ErrorKind::NotFound, std::move(message), {}}; }
    static Error conflict(QString message) { return {ErrorKind::Conflict, std::move(message), {}}; }
    static Error tooLarge(QString message) { return {ErrorKind::TooLarge, std::move(message), {}}; }
    static Error unavailable(QString message) { return {ErrorKind::Unavailable, std::move(message), {}}; }
    static Error fatal(QString message) { return {ErrorKind::Fatal, std::move(message), {}}; }
};

/// A value or an Error. No exception crosses a boundary of ours.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_data(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_data(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_data.index() == 0; }
    explicit operator bool() const { return ok(); }
    /// The value. Calling it without ok() is a defect.
    const T &value() const & { return std::get<0>(m_data); }
    T &value() & { return std::get<0>(m_data); }
    T &&value() && { return std::get<0>(std::move(m_data)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }
    const Error &error() const { return std::get<1>(m_data); }
    T valueOr(T other) const { return ok() ? value() : std::move(other); }

private:
    std::variant<T, Error> m_data;
};

/// Success without a value.
struct Done
{
};
using Status = Result<Done>;

} // namespace cs

/// Returns the error of a Status or Result expression to the caller.
#define CS_TRY(expression)                                                                                             \
    do {                                                                                                               \
        if (auto csTryResult = (expression); !csTryResult.ok())                                                        \
            return csTryResult.error();                                                                                \
    } while (false)
