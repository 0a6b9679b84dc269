// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/actor.h"
#include "backend/support/clock.h"
#include "backend/support/money.h"

#include <QList>
#include <QString>
#include <optional>

namespace cs {

/// The states of an order's life; lifecycle.h says which follows which.
enum class OrderStatus {
    Pending, PendingApproval, Approved, PaymentPending, Paid, Reserved, Shipped, Delivered, Rejected, Cancelled, Failed
};
inline constexpr int kOrderStatusCount = 11;

struct OrderItem
{
    QString productId;
    QString name; ///< may be empty
    qint64 quantity = 0; ///< 1 to 1,000,000
    Money price; ///< of one unit, in the order's currency
    bool operator==(const OrderItem &) const = default;
};

/// An order as it is stored. A value: copied whole between threads.
struct Order
{
    QString id; ///< 1 to 64 characters of A-Z a-z 0-9 . _ : -
    QString customerId;
    Currency currency;
    QList<OrderItem> items; ///< empty for a foreign order of which only the id is known
    Money total;
    OrderStatus status = OrderStatus::Pending;
    Actor createdBy;
    QString submittedBy; ///< who sent or imported it, where that is not the creator
    QString owner; ///< ce_source of the store that owns it, or the foreign source that first announced it
    QString family; ///< the topic family it came by, empty when entered here
    QStringList levels; ///< roles whose approval it needs, in turn (fixed when a round begins)
    int level = 0; ///< index into levels of the one that is asked now
    int round = 1; ///< an edit opens the next
    int version = 1; ///< grows with each change
    TimePoint createdAt;
    TimePoint updatedAt;

    /// The level whose decision is awaited, or empty.
    QString waitingFor() const { return status == OrderStatus::PendingApproval ? levels.value(level) : QString(); }
};

/// What somebody asks to be made into an order; validated by validate().
struct NewOrder
{
    QString id; ///< empty: an id is made
    QString customerId;
    Currency currency;
    QList<OrderItem> items;
    std::optional<Actor> createdBy; ///< of an imported order; else whoever submits it
    QString family;                 ///< the topic family it came by; empty when entered here
    bool announceAsPipeline = false; ///< placed with us in the pipeline's form: its first record on `order-events` is ours to write
};

/// Checks the ranges that the docs of Order and OrderItem give (1 to 1,000 items) and the total's overflow.
/// Names every field that is wrong, with `items[2].quantity` as path.
Result<Money> validate(const NewOrder &order);
/// SHA-256 over customer, currency, creator and items (without the products' names): equal for the same order sent again.
QByteArray contentHash(const NewOrder &order);
bool isValidOrderId(QStringView id);

} // namespace cs
