// SPDX-License-Identifier: GPL-3.0-or-later
// What a settlement reads and writes.
#include "backend/services/flow/settlement.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/referencestore.h"

namespace cs::services {

using storage::StepRow;

Status Settlement::load(const QStringList &orderIds)
{
    auto orders = storage::OrderStore(m_connection).findMany(orderIds);
    CS_TRY(orders);
    const auto steps = storage::StepStore(m_connection).ofOrders(orderIds);
    CS_TRY(steps);
    for (const Order &order : *orders) {
        SettledOrder entry{order, order.owner == m_context.source, order.version, false, {}, {}};
        for (const StepRow &one : steps->value(order.id))
            entry.steps.insert(one.step, one);
        m_entries.insert(order.id, entry);
    }
    return Done{};
}

const SettledOrder *Settlement::find(const QString &orderId) const
{
    const auto at = m_entries.constFind(orderId);
    return at == m_entries.cend() ? nullptr : &*at;
}

const Order *Settlement::order(const QString &orderId) const
{
    const SettledOrder *entry = find(orderId);
    return entry == nullptr ? nullptr : &entry->order;
}

/// A pipeline record says no price: it is the product's, as of an order that is placed with us.
Status Settlement::fill(const QString &orderId, const AskedOrder &about)
{
    const auto found = m_entries.find(orderId);
    if (found == m_entries.end() || found->ours || !found->order.items.isEmpty() || about.items.isEmpty())
        return Done{};
    Order &order = found->order;
    order.items = about.items;
    order.currency = about.currency;
    if (order.customerId.isEmpty())
        order.customerId = about.customerId;
    if (about.total) {
        order.total = *about.total;
        order.currency = about.total->currency();
    } else if (about.items.size() == 1) {
        OrderItem &item = order.items.first();
        const auto product = storage::ReferenceStore(m_connection).product(item.productId);
        CS_TRY(product);
        const Result<Money> total = *product ? (*product)->price.times(item.quantity) : Result<Money>(Money());
        if (*product && total.ok()) {
            item.price = (*product)->price;
            order.total = *total;
            order.currency = total->currency();
        }
    }
    ++order.version;
    found->refilled = true;
    return Done{};
}

void Settlement::note(const QString &orderId, const QString &act, const QString &detail, const QString &cause)
{
    if (const Order *about = order(orderId)) {
        m_rows.addHistory(*about, about->status, act, detail, cause);
        m_changed.append(orderId);
    }
}

Result<Notice> Settlement::write()
{
    storage::OrderStore orders(m_connection);
    QList<storage::OrderStore::Versioned> moved;
    QList<StepRow> touched;
    QStringList ids = m_entries.keys();
    ids.sort(); // everybody locks rows in this order
    for (const QString &id : std::as_const(ids)) {
        const SettledOrder &entry = *m_entries.constFind(id);
        if (entry.refilled)
            CS_TRY(orders.updateContent(entry.order, entry.versionBefore));
        else if (entry.order.version != entry.versionBefore)
            moved.append({entry.order, entry.versionBefore});
        for (const Step one : entry.touched)
            touched.append(entry.steps.value(one));
    }
    if (!moved.isEmpty())
        CS_TRY(orders.update(moved));
    if (!touched.isEmpty())
        CS_TRY(storage::StepStore(m_connection).put(touched));
    CS_TRY(m_effects.write());
    CS_TRY(m_rows.write());
    m_changed.removeDuplicates();
    return Notice{m_changed, false, false, m_rows.hasOutbox(), m_rows.outboxRows()};
}

} // namespace cs::services
