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

Result<bool> PaymentStore::put(const Payment &one)
{
    const auto changed = m_connection.run(QStringLiteral("payments.put"),
        {one.orderId, one.paymentId, one.amount.currency().code(), number(one.amount.minor()), codes::of(one.state), one.reportedBy,
            one.reason, timeValue(one.createdAt), timeValue(one.updatedAt)});
    CS_TRY(changed);
    return *changed > 0;
}

Result<bool> PaymentStore::refund(const QString &orderId, TimePoint at)
{
    const auto changed = m_connection.run(QStringLiteral("payments.refund"), {timeValue(at), orderId});
    CS_TRY(changed);
    return *changed > 0;
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
