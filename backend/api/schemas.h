// SPDX-License-Identifier: GPL-3.0-or-later
// JSON Schemas (2020-12) of what the API takes and answers, as JSON. Any thread.
#pragma once

#include "backend/api/routedoc.h"

#include <initializer_list>

namespace cs::api::schema {

/// A member; a name that ends in `?` may be absent.
struct Member
{
    QByteArray name;
    QByteArray schema;
};

QByteArray text(int most = 0); ///< characters; 0: no bound is told
QByteArray time();             ///< ISO 8601, UTC
QByteArray flag();
QByteArray number();           ///< an exact decimal
QByteArray whole(qint64 least, qint64 most);
QByteArray id64();             ///< 64 bits, exact
QByteArray oneOf(const QList<QByteArray> &names);
QByteArray arrayOf(const QByteArray &items);
QByteArray orNull(const QByteArray &schema);
QByteArray anything();
QByteArray object(std::initializer_list<Member> members);
/// One of the schemas below.
QByteArray ref(const QByteArray &name);

/// All that ref() may name, as one JSON object by name.
QByteArray components();

/// `limit` and `after`, of every list that is paged, behind the list's own.
QList<QueryField> paged(QList<QueryField> own = {});

} // namespace cs::api::schema
