// SPDX-License-Identifier: GPL-3.0-or-later
// What a schedule does at its end, when nothing goes wrong any more, and what is looked at on the way.
#include "backend/domain/lifecycle.h"
#include "tests/unit/schedules/world.h"

namespace cs::services::test {

using namespace std::chrono_literals;

namespace {

constexpr int kRounds = 200;
const Actor kAdmin{QStringLiteral("ADMIN001"), QStringLiteral("ADMIN")};

} // namespace

bool World::drainStore(int number)
{
    SimStore &one = store(number);
    bool busy = false;
    while (one.relay(true))
        busy = true;
    for (int i = 0; i < one.readers(); ++i) {
        while (one.read(i, 50, true))
            busy = true;
    }
    const SimStore::Open open = one.open();
    for (int i = 0; i < SimStore::kServices && open.parked; ++i)
        busy = one.resume(i) || busy;
    for (int i = 0; i < kStepCount; ++i)
        busy = (open.steps[i] && one.claim(Step(i))) || busy;
    while (one.settleOne(true))
        busy = true;
    if (open.votes)
        (void)one.approvals().releaseDue().result();
    return (open.approvals && decide(number, true)) || busy;
}

/// Who drives by hand ends by hand.
void World::finishByHand(int number)
{
    for (const Accepted &one : std::as_const(m_accepted)) {
        const std::optional<Order> order = store(one.store).order(one.id);
        if (one.store != number || !order)
            continue;
        if (order->status == OrderStatus::Shipped)
            (void)store(number).orders().setStatus(one.id, OrderStatus::Delivered, kAdmin).result();
        else if (!isFinal(order->status) && m_settings[size_t(number)].drive.isEmpty())
            (void)store(number).orders().cancel(one.id, QStringLiteral("by hand"), kAdmin).result();
    }
}

bool World::looksSettled()
{
    for (int i = 0; i < 2; ++i) {
        const auto open = store(i).rows(QStringLiteral(
            "SELECT (SELECT count(*) FROM outbox WHERE state = 0) + (SELECT count(*) FROM steps WHERE state < 3) + (SELECT count(*) FROM parked)"
            " + (SELECT count(*) FROM surplus_payments WHERE state = 0) + (SELECT count(*) FROM orders WHERE owner LIKE 'urn:countersign:%%1' AND status < 7)").arg(i));
        if (open.first().first().toInt() > 0 || store(i).isBusy())
            return false;
    }
    for (const SimShop::Sale &one : m_shop.sales()) {
        if (!SimShop::isOver(one.stage))
            return false;
    }
    return true;
}

void World::drain()
{
    m_bank.troubled = m_carrier.troubled = false;
    while (m_toCreate-- > 0)
        create(0);
    int quiet = 0;
    for (int round = 0; round < kRounds; ++round) {
        bool busy = drainStore(0);
        busy = drainStore(1) || busy;
        for (int i = 0; i < 6; ++i)
            busy = m_shop.turn(true) || busy;
        while (m_payer.turn())
            busy = true;
        m_clock.advance(15s);
        quiet = busy ? 0 : quiet + 1;
        if (quiet > 8) {
            finishByHand(0);
            finishByHand(1);
        }
        if (!busy && looksSettled()) {
            m_settled = true;
            return;
        }
    }
}

std::optional<Order> World::ownersView(const QString &orderId)
{
    for (const Accepted &one : std::as_const(m_accepted)) {
        if (one.id == orderId)
            return store(one.store).order(orderId);
    }
    return std::nullopt;
}

void World::checkCharge(const QString &orderId)
{
    say([&] { return QStringLiteral("the bank takes money for %1").arg(orderId); });
    const std::optional<Order> order = ownersView(orderId);
    if (order && (order->status == OrderStatus::Pending || order->status == OrderStatus::PendingApproval))
        m_breaches.append(orderId + QStringLiteral(" is paid before its last approval"));
    const SimShop::Sale *sale = m_shop.find(orderId);
    if (sale != nullptr && sale->stage < SimShop::Stage::Asked)
        m_breaches.append(orderId + QStringLiteral(" of the shop is paid before it was asked for"));
}

void World::checkShip(const QString &orderId)
{
    say([&] { return QStringLiteral("the carrier takes %1").arg(orderId); });
    const std::optional<Order> order = ownersView(orderId);
    if (order && order->status < OrderStatus::Reserved)
        m_breaches.append(orderId + QStringLiteral(" is shipped before it is reserved"));
    const SimShop::Sale *sale = m_shop.find(orderId);
    if (sale != nullptr && sale->stage < SimShop::Stage::Asked)
        m_breaches.append(orderId + QStringLiteral(" of the shop is shipped before it was paid"));
}

} // namespace cs::services::test
