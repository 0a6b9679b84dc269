// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/placing.h"

#include "backend/services/orders/actrows.h"
#include "backend/support/json.h"

namespace cs::services {

using events::Fact;

namespace {

QString newOrderId(IdSource &ids)
{
    return QStringLiteral("ord_") + ids.uuid7().remove(QLatin1Char('-'));
}

Status mayName(const Actor &creator, const Actor &submitter)
{
    if (creator.userId == submitter.userId || mayDo(submitter, Right::ImportOrders))
        return Done{};
    return Error{ErrorKind::Forbidden,
                 QStringLiteral("The role %1 may not name another creator.").arg(submitter.role),
                 {{QStringLiteral("createdBy"), QStringLiteral("must be the one who submits the order")}}};
}

events::FactContext createdContext(const StoreContext &context, const Order &order, const Actor &submitter, bool asPipeline)
{
    events::FactContext fact;
    fact.order = order;
    fact.actor = submitter;
    fact.at = order.createdAt;
    fact.source = context.source;
    fact.placedAsPipeline = asPipeline;
    fact.typeIds = context.typeIds;
    if (asPipeline)
        fact.driver = order.family;
    return fact;
}

Order orderOf(StoreContext &context, const NewOrder &wanted, const Money &total, const Actor &submitter)
{
    Order order;
    order.id = wanted.id.isEmpty() ? newOrderId(context.ids) : wanted.id;
    order.customerId = wanted.customerId;
    order.currency = wanted.currency;
    order.items = wanted.items;
    order.total = total;
    order.createdBy = *wanted.createdBy;
    if (order.createdBy.userId != submitter.userId)
        order.submittedBy = submitter.userId;
    order.owner = context.source;
    order.family = wanted.family;
    order.createdAt = order.updatedAt = context.clock.now();
    return order;
}

/// History names both moves of an order that nobody is asked about.
Status addCreation(ActRows &rows, const PlacedOrder &placed)
{
    const Order &order = placed.order;
    const QString event = placed.created.isEmpty() ? QString() : placed.created.first().eventId;
    rows.addRecords(placed.created, order.id, {});
    rows.addHistory(
        order, OrderStatus::Pending, QStringLiteral("created"),
        order.submittedBy.isEmpty()
            ? QStringLiteral("Created by %1.").arg(order.createdBy.userId)
            : QStringLiteral("Created by %1, submitted by %2.").arg(order.createdBy.userId, order.submittedBy),
        event);
    if (order.status == OrderStatus::PendingApproval)
        return rows.addLevelRequest(order, {}, placed.why, event);
    rows.addApprovedUnasked(order, placed.why, event);
    return Done{};
}

QByteArray auditDetail(const QList<PlacedOrder> &placed)
{
    json::Writer to;
    to.beginObject();
    if (placed.size() == 1) {
        const Order &order = placed.first().order;
        to.member("customerId", order.customerId)
            .member("total", order.total)
            .member("currency", order.currency.code());
        to.member("createdBy", order.createdBy.userId);
    } else {
        to.key("orders").beginArray();
        for (const PlacedOrder &one : placed)
            to.string(one.order.id);
        to.endArray();
    }
    return to.endObject().take();
}

} // namespace

Result<PlacedOrder> placeOrder(StoreContext &context, const NewOrder &order, const Actor &submitter)
{
    NewOrder wanted = order;
    if (!wanted.createdBy)
        wanted.createdBy = submitter;
    CS_TRY(mayName(*wanted.createdBy, submitter));
    const Result<Money> total = validate(wanted);
    if (!total.ok())
        return total.error();
    PlacedOrder placed;
    placed.order = orderOf(context, wanted, *total, submitter);
    const PolicyAnswer answer = levelsFor(context.policy, *total);
    placed.order.levels = answer.levels;
    placed.order.status = answer.levels.isEmpty() ? OrderStatus::Approved : OrderStatus::PendingApproval;
    placed.why = answer.why;
    placed.contentHash = contentHash(wanted);
    placed.created = events::recordsOf(Fact::Created, createdContext(context, placed.order, submitter, wanted.announceAsPipeline), context.publish,
                                       context.ids);
    return placed;
}

Result<NewOutboxRows> storePlaced(StoreContext &context, storage::Connection &connection, const QList<PlacedOrder> &placed,
                                  const Actor &submitter, const QString &audit)
{
    if (placed.isEmpty())
        return NewOutboxRows();
    QList<Order> orders;
    QList<QByteArray> hashes;
    ActRows rows(context, connection, submitter, context.clock.now());
    for (const PlacedOrder &one : placed) {
        orders.append(one.order);
        hashes.append(one.contentHash);
        CS_TRY(addCreation(rows, one));
    }
    CS_TRY(storage::OrderStore(connection).insert(orders, hashes));
    const QString subject = placed.size() == 1 ? orders.first().id : QStringLiteral("%1 orders").arg(placed.size());
    if (!audit.isEmpty())
        rows.addAudit(audit, subject, auditDetail(placed));
    CS_TRY(rows.write());
    return rows.outboxRows();
}

Error otherContent(const QString &orderId)
{
    const QString what = QStringLiteral("%1 already exists with other content.").arg(orderId);
    return {ErrorKind::Conflict, QStringLiteral("orderId: ") + what, {{QStringLiteral("orderId"), what}}};
}

ImportOutcome compareWithKnown(const PlacedOrder &placed, const storage::KnownOrder &known)
{
    ImportOutcome outcome;
    outcome.orderId = placed.order.id;
    outcome.status = known.status;
    outcome.total = placed.order.total;
    outcome.contentHash = placed.contentHash;
    const bool same = known.contentHash == placed.contentHash;
    outcome.kind = same ? ImportOutcome::Kind::Exists : ImportOutcome::Kind::Failed;
    if (!same)
        outcome.error = otherContent(placed.order.id);
    return outcome;
}

Result<Order> ownOrder(storage::Connection &connection, const StoreContext &context, const QString &id)
{
    const Result<std::optional<Order>> found = storage::OrderStore(connection).find(id);
    if (!found.ok())
        return found.error();
    if (!*found)
        return Error::notFound(QStringLiteral("There is no order %1.").arg(id));
    if ((*found)->owner != context.source)
        return Error::forbidden(
            QStringLiteral("Order %1 belongs to another system (%2); only its owner changes it.")
                .arg(id, (*found)->owner));
    return **found;
}

} // namespace cs::services
