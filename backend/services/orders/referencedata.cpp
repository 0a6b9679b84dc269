// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/orders/referencedata.h"

#include "backend/storage/auditstore.h"
#include "backend/storage/stockstore.h"
#include "backend/support/json.h"

namespace cs::services {

namespace {

using storage::Connection;
using storage::Product;
using storage::ReferenceStore;

constexpr qsizetype kMostNamed = 100; // in the audit, of those that changed

/// What the file does not speak of stays, and so does the stock, which is adjusted with a reason.
Result<Product> merged(const Product &before, Product given, const QSet<QString> &columns)
{
    given.stock = before.stock;
    if (!columns.contains(QStringLiteral("quantityPerUnit")))
        given.packaging = before.packaging;
    if (!columns.contains(QStringLiteral("discontinued")))
        given.discontinued = before.discontinued;
    if (columns.contains(QStringLiteral("currency")))
        return given;
    const auto price = Money::parse(given.price.toDecimal(), before.price.currency());
    if (!price.ok())
        return Error::invalid(QStringLiteral("%1, unitPrice: %2 Nothing was stored.").arg(given.productId, price.error().message));
    given.price = *price;
    return given;
}

Result<Customer> merged(const Customer &before, Customer given, const QSet<QString> &columns)
{
    const auto keep = [&columns](const QString &column, const QString &was, QString *is) {
        if (!columns.contains(column))
            *is = was;
    };
    keep(QStringLiteral("contactName"), before.contact, &given.contact);
    keep(QStringLiteral("city"), before.city, &given.city);
    keep(QStringLiteral("country"), before.country, &given.country);
    keep(QStringLiteral("phone"), before.phone, &given.phone);
    return given;
}

const QString &idOf(const Product &one)
{
    return one.productId;
}

const QString &idOf(const Customer &one)
{
    return one.customerId;
}

/// What is to be written of a file.
template <typename T> struct Differences
{
    QList<T> added;
    QList<T> changed;
};

template <typename T> Result<Differences<T>> differencesOf(const ReferenceFile<T> &file, const QList<T> &before)
{
    QHash<QString, T> known;
    for (const T &one : before)
        known.insert(idOf(one), one);
    Differences<T> differences;
    for (const T &given : file.rows) {
        const auto found = known.constFind(idOf(given));
        if (found == known.cend()) {
            differences.added.append(given);
            continue;
        }
        const Result<T> now = merged(*found, given, file.columns);
        CS_TRY(now);
        if (*now != *found)
            differences.changed.append(*now);
    }
    return differences;
}

template <typename T>
Status writeAudit(const StoreContext &context, Connection &connection, const QString &what, qint64 read, const Differences<T> &differences, const Actor &by)
{
    json::Writer detail;
    detail.beginObject().member("read", read).member("added", qint64(differences.added.size())).member("changed", qint64(differences.changed.size()));
    detail.key("changedIds").beginArray();
    for (const T &one : differences.changed.first(std::min(kMostNamed, differences.changed.size())))
        detail.string(idOf(one));
    detail.endArray().endObject();
    return storage::AuditStore(connection, context.auditKey)
        .append({{0, context.clock.now(), by, QStringLiteral("reference.add"), what, QString::fromUtf8(detail.take()), {}}});
}

/// `all` reads what is there, and `put` writes rows over it.
template <typename T, typename All, typename Put>
QFuture<Result<ReferenceKept>> keep(StoreContext &context, const QString &what, const ReferenceFile<T> &file, const Actor &by, All all, Put put)
{
    if (const Status may = mayAct(context, by, Right::Administer); !may.ok())
        return answered<ReferenceKept>(may.error());
    return act<ReferenceKept>(context, [&context, what, file, by, all, put](Connection &connection) -> Result<Committed<ReferenceKept>> {
        const Result<QList<T>> before = all(connection);
        CS_TRY(before);
        const auto differences = differencesOf(file, *before);
        CS_TRY(differences);
        CS_TRY(put(connection, differences->added + differences->changed));
        CS_TRY(writeAudit(context, connection, what, file.rows.size(), *differences, by));
        return Committed<ReferenceKept>{{file.rows.size(), differences->added.size(), differences->changed.size()}, {}};
    });
}

} // namespace

QFuture<Result<ReferenceKept>> keepProducts(StoreContext &context, const ReferenceFile<Product> &file, const Actor &by)
{
    const auto put = [](Connection &connection, const QList<Product> &products) -> Status {
        CS_TRY(ReferenceStore(connection).updateProducts(products));
        CS_TRY(storage::StockStore(connection).seed());
        return Done{};
    };
    return keep(context, QStringLiteral("products"), file, by, [](Connection &connection) { return ReferenceStore(connection).products(); }, put);
}

QFuture<Result<ReferenceKept>> keepCustomers(StoreContext &context, const ReferenceFile<Customer> &file, const Actor &by)
{
    const auto put = [](Connection &connection, const QList<Customer> &customers) { return ReferenceStore(connection).updateCustomers(customers); };
    return keep(context, QStringLiteral("customers"), file, by, [](Connection &connection) { return ReferenceStore(connection).customers(); }, put);
}

} // namespace cs::services
