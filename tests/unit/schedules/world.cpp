// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/schedules/world.h"

#include "backend/domain/lifecycle.h"

#include <algorithm>

namespace cs::services::test {

using namespace std::chrono_literals;

namespace {

constexpr qint64 kStart = 1'795'252'440'000;
const Actor kAdmin{QStringLiteral("ADMIN001"), QStringLiteral("ADMIN")};
const Actor kSales{QStringLiteral("EMP01"), QStringLiteral("SALES_EXECUTIVE")};

/// Right and wrong people: who may decide, and who never may.
Actor someone(Random &random, const QString &level)
{
    static const QStringList managers{QStringLiteral("MGR001"), QStringLiteral("MGR002")};
    static const QStringList finance{QStringLiteral("FIN001"), QStringLiteral("FIN002")};
    if (oneIn(random, 8))
        return {QStringLiteral("EMP01"), level};
    return {(level == QLatin1String("FINANCE") ? finance : managers)[below(random, 2)], level};
}

Mood someMood(Random &random)
{
    const int number = below(random, 10);
    return number < 6 ? Mood::Pays : number < 7 ? Mood::Refuses : number < 9 ? Mood::PaysLater : Mood::RefusesLater;
}

} // namespace

World::World(quint64 seed, Stores stores, bool traces)
    : m_random(seed * 0x9E3779B97F4A7C15ULL + 1), m_stores(stores), m_traces(traces), m_shop(m_parts, m_random, !oneIn(m_random, 3)), m_payer(m_parts, m_random)
{
}

void World::prepare()
{
    m_clock.set(kStart);
    m_bank.charging = [this](const QString &id) { checkCharge(id); };
    m_bank.payingBack = [this](const QString &key) { say([&] { return QStringLiteral("the bank pays back: %1").arg(key); }); };
    m_carrier.shipping = [this](const QString &id) { checkShip(id); };
    const bool shares = oneIn(m_random, 3);
    for (int i = 0; i < 2; ++i) {
        SimStore::Settings &settings = m_settings[size_t(i)];
        settings.publish = {QStringLiteral("oms")};
        if (!oneIn(m_random, 3))
            settings.publish.append(QStringLiteral("ecommerce"));
        if (oneIn(m_random, 2))
            settings.publish.append(QStringLiteral("orders"));
        settings.drive = oneIn(m_random, 10) ? QString() : oneIn(m_random, 3) ? QStringLiteral("pipeline") : QStringLiteral("ecommerce");
        settings.stock = 1 + below(m_random, 12);
        settings.takesOrders = i == 0;
        settings.sharesGroups = shares;
        m_stores[size_t(i)]->begin(m_parts, m_random, settings);
    }
    m_toCreate = 1 + below(m_random, 3);
    m_toPlace = oneIn(m_random, 3) ? 1 : 0;
    for (int i = below(m_random, 3); i > 0; --i) {
        const qint64 quantity = 1 + below(m_random, 3);
        const QString id = QStringLiteral("S%1").arg(i);
        m_shop.add(id, Money(500 * quantity, Currency()), quantity);
        m_bank.setMood(id, someMood(m_random));
    }
}

void World::create(int number)
{
    const QString id = QStringLiteral("O%1").arg(++m_made);
    NewOrder order;
    order.id = id;
    order.customerId = QStringLiteral("C1");
    order.items = {{QStringLiteral("P1"), {}, 1 + below(m_random, 3), Money(500 + below(m_random, 3), Currency())}};
    if (!oneIn(m_random, 2)) // for a manager, or finance too
        order.items.append({QStringLiteral("P2"), {}, 1, Money(oneIn(m_random, 2) ? 120'000 : 600'000, Currency())});
    m_bank.setMood(id, someMood(m_random));
    if (oneIn(m_random, 10))
        m_carrier.refuse(id);
    if (oneIn(m_random, 4))
        m_payer.payFor(id);
    const auto made = store(number).orders().create(order, kSales).result();
    if (made.ok())
        m_accepted.append({id, number});
    say([&] { return QStringLiteral("store %1 makes %2: %3").arg(number).arg(id, made.ok() ? statusName(made->status) : made.error().message); });
}

/// A client of the pipeline places an order: the store that takes orders becomes its owner.
void World::place()
{
    const QString id = QStringLiteral("L%1").arg(++m_made);
    m_bank.setMood(id, someMood(m_random));
    const QByteArray value = "{\"id\":\"" + id.toUtf8() + "\",\"customerId\":\"C2\",\"productId\":\"P1\",\"quantity\":2,\"status\":\"pending\",\"trace\":\"t-1\"}";
    m_kafka.append({QStringLiteral("order-events"), id.toUtf8(), value, {{"ce_id", "client-" + id.toUtf8()}, {"ce_source", "urn:client"}}}, toMillis(m_clock.now()));
    m_accepted.append({id, 0});
    say([&] { return QStringLiteral("a client places %1").arg(id); });
}

bool World::decide(int number, bool calm)
{
    const auto waiting = store(number).rows(QStringLiteral(
        "SELECT a.order_id, a.level, o.version, o.owner FROM approvals a JOIN orders o ON o.id = a.order_id AND o.round = a.round WHERE a.state = 0 ORDER BY 1, 2"));
    if (waiting.isEmpty())
        return false;
    const storage::Row row = waiting[below(m_random, waiting.size())];
    DecisionRequest request;
    request.orderId = row.at(0).toString();
    request.level = row.at(1).toString();
    request.version = row.at(2).toInt();
    request.verdict = !calm && oneIn(m_random, 6) ? Verdict::Reject : Verdict::Approve;
    request.reason = QStringLiteral("because");
    request.holdFor = !calm && oneIn(m_random, 4) ? Millis(9000) : Millis(0);
    const Actor actor = someone(m_random, request.level);
    const auto decided = store(number).approvals().decide(request, actor).result();
    say([&] { return QStringLiteral("store %1: %2 decides %3 %4: %5").arg(number).arg(actor.userId, request.orderId, request.level, decided.ok() ? QStringLiteral("ok") : decided.error().message); });
    return decided.ok();
}

void World::cancel(int number)
{
    if (m_accepted.isEmpty())
        return;
    const QString id = m_accepted[below(m_random, m_accepted.size())].id;
    const auto cancelled = store(number).orders().cancel(id, QStringLiteral("changed"), kAdmin).result();
    say([&] { return QStringLiteral("store %1 cancels %2: %3").arg(number).arg(id, cancelled.ok() ? QStringLiteral("ok") : cancelled.error().message); });
}

void World::byHand(int number)
{
    if (m_accepted.isEmpty())
        return;
    const QString id = m_accepted[below(m_random, m_accepted.size())].id;
    const auto moved = store(number).orders().setStatus(id, oneIn(m_random, 2) ? OrderStatus::Shipped : OrderStatus::Delivered, kAdmin).result();
    say([&] { return QStringLiteral("store %1 moves %2 by hand: %3").arg(number).arg(id, moved.ok() ? statusName(moved->status) : moved.error().message); });
}

/// Some record is on its topic twice.
void World::repeatRecord()
{
    QStringList names = m_kafka.topics().keys();
    if (names.isEmpty())
        return;
    std::sort(names.begin(), names.end());
    const QString topic = names[below(m_random, names.size())];
    const QList<events::Record> list = m_kafka.partition(topic, below(m_random, SimKafka::kPartitions));
    if (list.isEmpty())
        return;
    const events::Record one = list[below(m_random, list.size())];
    m_kafka.append({one.topic, one.key, one.value, one.headers}, one.timestampMs);
    say([&] { return QStringLiteral("again on %1: %2").arg(topic, QString::fromUtf8(one.value.value_or(QByteArray()))); });
}

void World::move(int number)
{
    SimStore &one = store(number);
    const int what = below(m_random, 12);
    bool done = false;
    if (what < 4)
        done = one.relay(false);
    else if (what < 9)
        done = one.read(what == 4 ? 0 : below(m_random, one.readers()), 1 + below(m_random, 6), false);
    else if (what == 9)
        done = one.resume(below(m_random, SimStore::kServices));
    else if (what == 10)
        done = one.claim(Step(below(m_random, kStepCount)));
    else
        done = one.settleOne(false);
    if (done)
        say([&] { return QStringLiteral("store %1: step of kind %2").arg(number).arg(what); });
}

void World::act()
{
    const int number = below(m_random, 2);
    switch (below(m_random, 40)) {
    case 0:
    case 1: return m_toCreate > 0 ? (--m_toCreate, create(number)) : void();
    case 2: return m_toPlace > 0 ? (--m_toPlace, place()) : void();
    case 3:
    case 4: decide(number, false); return;
    case 5: return oneIn(m_random, 4) ? cancel(number) : void();
    case 6: return oneIn(m_random, 4) ? byHand(number) : void();
    case 7: return repeatRecord();
    case 8: m_clock.advance(Millis(1000 * (1 + below(m_random, 40)))); return;
    case 9:
    case 10: m_shop.turn(false); return;
    case 11: m_payer.turn(); return;
    case 12: return oneIn(m_random, 5) ? store(number).crash() : void();
    case 13: return oneIn(m_random, 3) ? m_kafka.rebalance() : void();
    case 14: (void)store(number).approvals().releaseDue().result(); return;
    default: move(number);
    }
}

void World::run()
{
    prepare();
    for (int i = 120 + below(m_random, 200); i > 0; --i)
        act();
    drain();
}

} // namespace cs::services::test
