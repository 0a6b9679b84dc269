// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace cs::api {

/// A query field that a route takes.
struct QueryField
{
    QByteArray name;
    QByteArray schema; ///< JSON Schema, as JSON
    QByteArray about;
    bool required = false;
};

/// What callers are told of a route. It stands where the route is added, and /openapi.json is made of it, so that no route is
/// missing there; the query fields that it names are the only ones that are taken.
struct RouteDoc
{
    enum class Shape { Data, List, Whole };

    QByteArray summary; ///< a few words
    QByteArray answer;  ///< JSON Schema, as JSON: of `data`, of each of `data`, or of the whole answer
    Shape shape = Shape::Data;
    QList<QueryField> query{};
    QByteArray body{}; ///< JSON Schema of the body; empty: none
    int status = 200; ///< of success
    QByteArray answerType = QByteArrayLiteral("application/json");
    bool open = false; ///< needs no token
    bool idempotent = false; ///< honours Idempotency-Key
};

} // namespace cs::api
