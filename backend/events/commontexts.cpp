// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/commontexts.h"

#include "backend/support/samebytes.h"

#include <array>
#include <vector>

namespace cs::events {

namespace {

constexpr const char *kWords[] = {
    "SALES_EXECUTIVE", "MANAGER", "FINANCE", "DIRECTOR", "ADMIN", "VIEWER",
    "ORDER_CREATED", "ORDER_APPROVAL_REQUESTED", "ORDER_APPROVAL_COMPLETED", "ORDER_APPROVAL_REJECTED", "ORDER_CANCELLED",
    "ORDER_FULFILLED", "ORDER_FAILED", "ORDER_UPDATED", "ORDER_SHIPPED", "ORDER_DELIVERED",
    "CREATE_NOTIFICATION", "TASK_ASSIGNED", "TASK_OVERDUE", "TASK_COMPLETED", "TASK_COMMENTED", "LEAD_ASSIGNED", "DEAL_WON",
    "DEAL_LOST", "ACTIVITY_DUE", "PAYMENT_RECEIVED", "PAYMENT_DUE",
    "pending", "approved", "paid", "reserved", "shipped", "delivered", "rejected", "cancelled", "failed",
    "APPROVED", "REJECTED", "CANCELLED", "FAILED", "RESERVED", "SHIPPED", "DELIVERED", "PENDING", "SUCCESS", "INITIATED",
    "LOW", "NORMAL", "HIGH", "CRITICAL", "IN_APP", "EMAIL", "SMS", "PUSH", "lead", "customer", "opportunity",
};
constexpr size_t kSlots = 256;

bool isLetter(char c)
{
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'z';
}

size_t slotOf(QByteArrayView text)
{
    const auto byte = [text](qsizetype at) { return size_t(static_cast<unsigned char>(text[at])); };
    return (byte(0) * 5 + byte(text.size() - 1) * 17 + byte(text.size() / 2) * 31 + size_t(text.size()) * 7) % kSlots;
}

struct Entry
{
    QByteArray utf8;
    QString text;
};

struct Table
{
    Table()
    {
        for (const char *word : kWords) {
            const QByteArray utf8(word);
            buckets[slotOf(utf8)].push_back({utf8, QString::fromLatin1(utf8)});
        }
    }
    std::array<std::vector<Entry>, kSlots> buckets;
};

} // namespace

QString commonText(QByteArrayView utf8)
{
    static const Table table;
    // Ids mostly end with a digit and sentences with a point; the words never do.
    if (utf8.size() < 3 || utf8.size() > 24 || !isLetter(utf8.back()))
        return QString::fromUtf8(utf8);
    for (const Entry &one : table.buckets[slotOf(utf8)]) {
        if (sameBytes(one.utf8, utf8))
            return one.text;
    }
    return QString::fromUtf8(utf8);
}

} // namespace cs::events
