// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/commontexts.h"

#include "backend/events/wordtable.h"

#include <string_view>

namespace cs::events {

namespace {

constexpr std::u16string_view kWords[] = {
    u"SALES_EXECUTIVE", u"MANAGER", u"FINANCE", u"DIRECTOR", u"ADMIN", u"VIEWER",
    u"ORDER_CREATED", u"ORDER_APPROVAL_REQUESTED", u"ORDER_APPROVAL_COMPLETED", u"ORDER_APPROVAL_REJECTED", u"ORDER_CANCELLED",
    u"ORDER_FULFILLED", u"ORDER_FAILED", u"ORDER_UPDATED", u"ORDER_SHIPPED", u"ORDER_DELIVERED",
    u"CREATE_NOTIFICATION", u"TASK_ASSIGNED", u"TASK_OVERDUE", u"TASK_COMPLETED", u"TASK_COMMENTED", u"LEAD_ASSIGNED", u"DEAL_WON",
    u"DEAL_LOST", u"ACTIVITY_DUE", u"PAYMENT_RECEIVED", u"PAYMENT_DUE",
    u"pending", u"approved", u"paid", u"reserved", u"shipped", u"delivered", u"rejected", u"cancelled", u"failed",
    u"APPROVED", u"REJECTED", u"CANCELLED", u"FAILED", u"RESERVED", u"SHIPPED", u"DELIVERED", u"PENDING", u"SUCCESS", u"INITIATED",
    u"LOW", u"NORMAL", u"HIGH", u"CRITICAL", u"IN_APP", u"EMAIL", u"SMS", u"PUSH", u"lead", u"customer", u"opportunity",
};
/// The words in the order of kWords.
WordTable<QByteArrayView> makeTable()
{
    static QList<QByteArray> bytes;
    for (const std::u16string_view word : kWords)
        bytes.append(QStringView(word.data(), qsizetype(word.size())).toLatin1());
    return WordTable<QByteArrayView>({bytes.cbegin(), bytes.cend()});
}

} // namespace

QString commonText(QByteArrayView utf8)
{
    static const WordTable<QByteArrayView> table = makeTable();
    const int place = table.find(utf8);
    if (place < 0)
        return QString::fromUtf8(utf8);
    const std::u16string_view word = kWords[place]; // as a literal it lasts, so that nobody counts who uses it
    return QString::fromRawData(reinterpret_cast<const QChar *>(word.data()), qsizetype(word.size()));
}

} // namespace cs::events
