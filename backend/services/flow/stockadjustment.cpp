// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/stockadjustment.h"

#include "backend/domain/reason.h"
#include "backend/storage/auditstore.h"
#include "backend/storage/stockstore.h"
#include "backend/support/json.h"

namespace cs::services {

namespace {

constexpr qsizetype kLongestProductId = 256; // as of an order's items

QList<FieldError> wrongFields(const StockAdjustment &adjustment)
{
    QList<FieldError> wrong;
    if (adjustment.productId.trimmed().isEmpty() || adjustment.productId.size() > kLongestProductId)
        wrong.append({QStringLiteral("productId"), QStringLiteral("A product id has 1 to %1 characters.").arg(kLongestProductId)});
    if (adjustment.delta.has_value() == adjustment.count.has_value())
        wrong.append({QStringLiteral("delta"), QStringLiteral("Say either by how much (delta) or how many were counted (count).")});
    if (adjustment.delta && (*adjustment.delta == 0 || std::abs(*adjustment.delta) > kMostStock))
        wrong.append({QStringLiteral("delta"), QStringLiteral("This must be from -1,000,000,000 to 1,000,000,000, and not 0.")});
    if (adjustment.count && (*adjustment.count < 0 || *adjustment.count > kMostStock))
        wrong.append({QStringLiteral("count"), QStringLiteral("This must be from 0 to 1,000,000,000.")});
    const QString reason = adjustment.reason.trimmed();
    if (reason.isEmpty())
        wrong.append({QStringLiteral("reason"), QStringLiteral("A reason is needed: it is kept with the change.")});
    else if (reason.size() > kLongestReason || reason.contains(QChar::Null))
        wrong.append({QStringLiteral("reason"), QStringLiteral("A reason has at most 1,000 characters.")});
    return wrong;
}

/// Why the level cannot become `after`, in words; empty: it can.
QString whyNot(const StockLevel &level, qint64 after)
{
    if (after < 0)
        return QStringLiteral("Only %1 of %2 are on hand.").arg(level.onHand).arg(level.productId);
    if (after < level.reserved)
        return QStringLiteral("%1 of %2 are reserved for orders, so that no fewer can be on hand; %3 would be.").arg(level.reserved).arg(level.productId).arg(after);
    if (after > kMostStock)
        return QStringLiteral("More than 1,000,000,000 of %1 would be on hand.").arg(level.productId);
    return {};
}

Status writeAudit(const StoreContext &context, storage::Connection &connection, const storage::StockChange &change, const Actor &by)
{
    const QByteArray detail = json::Writer().beginObject().key("delta").integer(change.delta).key("before").integer(change.onHand - change.delta)
                                  .key("after").integer(change.onHand).member("reason", change.reason).endObject().take();
    return storage::AuditStore(connection, context.auditKey).append({{0, change.at, by, QStringLiteral("stock.adjust"), change.productId, QString::fromUtf8(detail), {}}});
}

/// A count begins the stock of a product that had none; a difference does not, as there it is rather a slip of the pen.
Result<StockLevel> levelToAdjust(storage::StockStore &store, const StockAdjustment &adjustment)
{
    auto found = store.lockedLevel(adjustment.productId);
    CS_TRY(found);
    if (!found->has_value() && adjustment.count) {
        CS_TRY(store.begin(adjustment.productId));
        found = store.lockedLevel(adjustment.productId);
        CS_TRY(found);
    }
    if (!found->has_value())
        return Error::notFound(QStringLiteral("There is no stock of a product %1; to begin it, say how many were counted (count).").arg(adjustment.productId));
    return **found;
}

Result<Committed<StockLevel>> adjust(const StoreContext &context, storage::Connection &connection, const StockAdjustment &adjustment, const Actor &by)
{
    storage::StockStore store(connection);
    const auto found = levelToAdjust(store, adjustment);
    CS_TRY(found);
    StockLevel level = *found;
    if (adjustment.count && adjustment.seen && *adjustment.seen != level.onHand)
        return Error::conflict(QStringLiteral("%1 of %2 are on hand by now, not %3: look again, then say what was counted.")
                                   .arg(level.onHand).arg(level.productId).arg(*adjustment.seen));
    const qint64 delta = adjustment.delta ? *adjustment.delta : *adjustment.count - level.onHand;
    if (const QString why = whyNot(level, level.onHand + delta); !why.isEmpty())
        return Error::conflict(why);
    storage::StockChange change{0, level.productId, delta, 0, adjustment.reason.trimmed(), by.userId, context.clock.now()};
    const auto onHand = store.adjust(change);
    CS_TRY(onHand);
    change.onHand = level.onHand = *onHand;
    CS_TRY(writeAudit(context, connection, change, by));
    return Committed<StockLevel>{level, {}};
}

} // namespace

QFuture<Result<StockLevel>> adjustStock(StoreContext &context, const StockAdjustment &adjustment, const Actor &by)
{
    if (const Status may = mayAct(context, by, Right::AdjustStock); !may.ok())
        return answered<StockLevel>(may.error());
    if (const QList<FieldError> wrong = wrongFields(adjustment); !wrong.isEmpty())
        return answered<StockLevel>(Error::invalid(wrong.first().message, wrong));
    return act<StockLevel>(context, [&context, adjustment, by](storage::Connection &connection) { return adjust(context, connection, adjustment, by); });
}

} // namespace cs::services
