// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/paymentstore.h"

#include "backend/storage/codes.h"
#include "backend/storage/values.h"

namespace cs::storage {

namespace {

Payment readPayment(const Row &row)
{
    Payment payment;
    payment.orderId = row.at(0).toString();
    payment.paymentId = row.at(1).toString();
    const Currency currency = readCurrency(row.at(2));
    payment.amount = Money(row.at(3).toLongLong(), currency);
    payment.refunded = Money(row.at(4).toLongLong(), currency);
    payment.state = codes::read(row.at(5), PaymentState::Refunded);
    payment.reportedBy = row.at(6).toString();
    payment.reason = row.at(7).toString();
    payment.createdAt = readTime(row.at(8));
    payment.updatedAt = readTime(row.at(9));
    return payment;
}

} // namespace

Result<qint64> PaymentStore::put(const QList<Payment> &payments)
{
    Rows rows(10, payments.size());
    for (const Payment &one : payments) {
        rows.add(one.orderId, one.paymentId, one.amount.currency().code(), one.amount.minor(), 0, codes::of(one.state), one.reportedBy,
            one.reason, timeValue(one.createdAt), timeValue(one.updatedAt));
    }
    return m_connection.runMany(QStringLiteral("payments.put"), rows);
}

Result<qint64> PaymentStore::refund(const QStringList &orderIds, TimePoint at)
{
    const auto changed = m_connection.selectIn(QStringLiteral("payments.refund"), {timeValue(at)}, QVariantList(orderIds.cbegin(), orderIds.cend()));
    CS_TRY(changed);
    return changed->size();
}

Result<QHash<QString, Payment>> PaymentStore::ofOrders(const QStringList &orderIds)
{
    QVariantList ids;
    for (const QString &id : orderIds)
        ids.append(id);
    const auto rows = m_connection.selectIn(QStringLiteral("payments.ofOrders"), {}, ids);
    CS_TRY(rows);
    QHash<QString, Payment> found;
    for (const Row &row : *rows) {
        const Payment payment = readPayment(row);
        found.insert(payment.orderId, payment);
    }
    return found;
}

Result<std::optional<Payment>> PaymentStore::find(const QString &orderId)
{
    const auto found = ofOrders({orderId});
    CS_TRY(found);
    const auto at = found->constFind(orderId);
    return at == found->cend() ? std::nullopt : std::optional<Payment>(*at);
}

} // namespace cs::storage
