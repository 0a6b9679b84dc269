// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of the API, to the letter of its description: amounts with exact decimals, times ISO 8601 UTC.
#pragma once

#include "backend/api/httpmessage.h"
#include "backend/domain/approval.h"
#include "backend/domain/notification.h"
#include "backend/domain/user.h"
#include "backend/storage/auditstore.h"
#include "backend/storage/ingeststore.h"
#include "backend/storage/outboxstore.h"
#include "backend/storage/peoplestore.h"
#include "backend/support/json.h"

#include <functional>

namespace cs::api {

void writeOrder(json::Writer &writer, const Order &order);
/// The same with the members that `more` writes behind its own.
void writeOrderAnd(json::Writer &writer, const Order &order, const std::function<void(json::Writer &)> &more);
/// `order` may be null.
void writeApproval(json::Writer &writer, const Approval &approval, const Order *order);
void writeNotification(json::Writer &writer, const Notification &notification);
void writeHistory(json::Writer &writer, const storage::HistoryEntry &entry);
/// A record as it went out, and one that came in: members of the same names.
void writeSentRecord(json::Writer &writer, const storage::OutboxRow &row);
void writeReadRecord(json::Writer &writer, const storage::LoggedEvent &event);
void writeEvent(json::Writer &writer, const storage::LoggedEvent &event);
void writeUser(json::Writer &writer, const User &user);
void writeAuditEntry(json::Writer &writer, const storage::AuditEntry &entry);
void writeToken(json::Writer &writer, const storage::TokenRow &token);

/// A member that is null while the number is not known (below 0).
void writeKnown(json::Writer &writer, QByteArrayView name, qint64 number);

/// `{"success":true,"data":…}` around what `data` writes; with `"message"` when there is one.
Answer dataAnswer(const std::function<void(json::Writer &)> &data, int status = 200, const QString &message = {});

/// `{"success":true,"data":[…],"next":…}`.
template <typename T, typename Write>
Answer listAnswer(const QList<T> &rows, const QString &next, const Write &write)
{
    json::Writer writer;
    writer.beginObject().key("success").boolean(true).key("data").beginArray();
    for (const T &row : rows)
        write(writer, row);
    writer.endArray().key("next");
    if (next.isEmpty())
        writer.null();
    else
        writer.string(next);
    writer.endObject();
    Answer answer;
    answer.body = writer.take();
    return answer;
}

} // namespace cs::api
