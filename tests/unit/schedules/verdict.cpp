// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/schedules/verdict.h"

#include "backend/domain/lifecycle.h"

#include <QSet>

namespace cs::services::test {

namespace {

using Key = std::pair<QString, QString>; ///< order, topic

/// Gathers what does not hold.
class Judge final
{
public:
    explicit Judge(const World &world) : m_world(world) {}
    QStringList judge();

private:
    void judgeAccepted();
    void judgeMoney(const QString &id, bool delivered, qint64 total);
    void judgeShop();
    void judgeHistory(int number);
    void judgeApprovals(int number);
    void judgeStock(int number);
    void judgeRecords(int number);
    void judgeSteps(int number);
    void says(const QString &what) { m_breaches.append(what); }

    const World &m_world;
    QStringList m_breaches;
};

/// The status that a record of that topic tells, -1: none.
int rankOf(const QString &topic, const QByteArray &value)
{
    if (topic != QLatin1String("order-events") && topic != QLatin1String("ecommerce.order.status.updated"))
        return -1;
    const qsizetype at = value.indexOf("\"status\":\"");
    if (at < 0)
        return -1;
    const qsizetype from = at + 10;
    const auto status = statusFromName(QString::fromLatin1(value.mid(from, value.indexOf('"', from) - from)).toLower());
    return status ? int(*status) : -1;
}

void Judge::judgeMoney(const QString &id, bool delivered, qint64 total)
{
    const qint64 kept = m_world.bank().keptOf(id);
    if (kept != (delivered ? total : 0))
        says(QStringLiteral("%1: %2 were kept, of %3, %4").arg(id).arg(kept).arg(total).arg(delivered ? QStringLiteral("delivered") : QStringLiteral("not delivered")));
    int standing = 0;
    for (const SimBank::Charge &one : m_world.bank().chargesOf(id))
        standing += one.paidBack ? 0 : 1;
    if (standing > 1)
        says(QStringLiteral("%1 has %2 payments").arg(id).arg(standing));
}

void Judge::judgeAccepted()
{
    for (const World::Accepted &one : m_world.accepted()) {
        const std::optional<Order> order = m_world.store(one.store).order(one.id);
        if (!order) {
            says(one.id + QStringLiteral(" was accepted and is not in the store"));
            continue;
        }
        if (!isFinal(order->status))
            says(QStringLiteral("%1 has come to no end: %2").arg(one.id, statusName(order->status)));
        judgeMoney(one.id, order->status == OrderStatus::Delivered, order->total.minor());
        if (order->status == OrderStatus::Delivered && !m_world.carrier().hasShipped(one.id)) {
            const auto byHand = m_world.store(one.store).rows(QStringLiteral("SELECT 1 FROM steps WHERE outcome = 'By hand.' AND order_id = '%1'").arg(one.id));
            if (byHand.isEmpty())
                says(one.id + QStringLiteral(" is delivered and was never shipped"));
        }
    }
}

/// Who calls off what may be on its way keeps goods and money together, or neither.
void Judge::judgeShop()
{
    for (const SimShop::Sale &one : m_world.shop().sales()) {
        if (!SimShop::isOver(one.stage)) {
            says(QStringLiteral("%1 of the shop has come to no end: %2").arg(one.id).arg(int(one.stage)));
            continue;
        }
        const bool delivered = one.stage == SimShop::Stage::Delivered;
        const bool either = one.cancelledLate && m_world.carrier().hasShipped(one.id) && m_world.bank().keptOf(one.id) > 0;
        judgeMoney(one.id, delivered || either, one.total.minor());
    }
}

/// Invariant 3: only along the lifecycle, each move with who made it.
void Judge::judgeHistory(int number)
{
    QHash<QString, OrderStatus> last;
    for (const storage::Row &row : m_world.store(number).rows(QStringLiteral(
             "SELECT h.order_id, h.status, h.user_id, h.act FROM order_history h JOIN orders o ON o.id = h.order_id WHERE o.owner LIKE 'urn:countersign:%%1' ORDER BY h.id").arg(number))) {
        const QString id = row.at(0).toString();
        const auto status = OrderStatus(row.at(1).toInt());
        const auto before = last.constFind(id);
        if (before == last.cend() ? status != OrderStatus::Pending : status != *before && !mayFollow(*before, status))
            says(QStringLiteral("%1 goes to %2 by %3").arg(id, statusName(status), row.at(3).toString()));
        if (row.at(2).toString().isEmpty() && row.at(3).toString() != QLatin1String("foreign_not_counted"))
            says(QStringLiteral("%1: nobody did %2").arg(id, row.at(3).toString()));
        last.insert(id, status);
    }
    for (auto one = last.cbegin(); one != last.cend(); ++one) {
        if (const auto order = m_world.store(number).order(one.key()); order && order->status != *one)
            says(QStringLiteral("%1 is %2, its history says %3").arg(one.key(), statusName(order->status), statusName(*one)));
    }
}

/// Invariant 4: four eyes, and nothing approved that was not granted at each level.
void Judge::judgeApprovals(int number)
{
    QSet<std::pair<QString, QString>> deciders;
    for (const storage::Row &row : m_world.store(number).rows(QStringLiteral(
             "SELECT a.order_id, a.level, a.state, a.decided_by, o.created_by, o.submitted_by, o.status FROM approvals a JOIN orders o ON o.id = a.order_id"))) {
        const QString id = row.at(0).toString();
        const QString by = row.at(3).toString();
        const auto state = ApprovalState(row.at(2).toInt());
        if (state != ApprovalState::Approved && state != ApprovalState::Rejected)
            continue;
        if (by == row.at(4).toString() || by == row.at(5).toString())
            says(QStringLiteral("%1: its maker %2 decided %3").arg(id, by, row.at(1).toString()));
        if (deciders.contains({id, by}))
            says(QStringLiteral("%1: %2 decided two levels").arg(id, by));
        deciders.insert({id, by});
    }
    for (const storage::Row &row : m_world.store(number).rows(QStringLiteral(
             "SELECT o.id FROM orders o WHERE o.owner LIKE 'urn:countersign:%%1' AND o.status BETWEEN 2 AND 7 AND EXISTS "
             "(SELECT 1 FROM approvals a WHERE a.order_id = o.id AND a.round = o.round AND a.state <> 1)").arg(number)))
        says(QStringLiteral("%1 went on without all its levels").arg(row.at(0).toString()));
}

void Judge::judgeStock(int number)
{
    SimStore &store = m_world.store(number);
    const qint64 sold = store.rows(QStringLiteral("SELECT coalesce(sum(quantity), 0) FROM reservations WHERE state = 2 AND product_id = 'P1'")).first().first().toLongLong();
    const storage::Row row = store.rows(QStringLiteral("SELECT on_hand, reserved FROM stock WHERE product_id = 'P1'")).first();
    if (row.at(0).toLongLong() != m_world.stockOf(number) - sold || row.at(0).toLongLong() < 0)
        says(QStringLiteral("store %1 has %2 on hand: %3 less %4 were due").arg(number).arg(row.at(0).toLongLong()).arg(m_world.stockOf(number)).arg(sold));
    if (row.at(1).toLongLong() != 0)
        says(QStringLiteral("store %1 still holds %2").arg(number).arg(row.at(1).toLongLong()));
}

void Judge::judgeSteps(int number)
{
    for (const storage::Row &row : m_world.store(number).rows(QStringLiteral(
             "SELECT order_id, step, state FROM steps WHERE state < 3 UNION ALL SELECT order_id, -1, 0 FROM parked "
             "UNION ALL SELECT order_id, -2, 0 FROM surplus_payments WHERE state = 0")))
        says(QStringLiteral("store %1: %2, step %3 in state %4 is left").arg(number).arg(row.at(0).toString()).arg(row.at(1).toInt()).arg(row.at(2).toInt()));
}

/// Invariant 2: each outbox row is on its topic, once or more, in the order of its key; and tells the lifecycle in its order.
void Judge::judgeRecords(int number)
{
    const QByteArray source = m_world.store(number).context().source.toUtf8();
    QHash<Key, QStringList> sent;
    QSet<QString> seen;
    const auto &topics = m_world.kafka().topics();
    for (auto topic = topics.cbegin(); topic != topics.cend(); ++topic) {
        for (const QList<events::Record> &list : *topic) {
            for (const events::Record &one : list) {
                const QByteArray *from = one.header("ce_source");
                const QByteArray *id = one.header("ce_id");
                if (from == nullptr || id == nullptr || *from != source || seen.contains(QString::fromLatin1(*id)))
                    continue;
                seen.insert(QString::fromLatin1(*id));
                sent[{QString::fromUtf8(one.key.value_or(QByteArray())), topic.key()}].append(QString::fromLatin1(*id));
            }
        }
    }
    QHash<Key, QStringList> due;
    QHash<Key, int> ranks;
    for (const storage::Row &row : m_world.store(number).rows(QStringLiteral("SELECT order_key, topic, event_id, value FROM outbox ORDER BY id"))) {
        const Key key(row.at(0).toString(), row.at(1).toString());
        due[key].append(row.at(2).toString());
        const int rank = rankOf(key.second, row.at(3).toByteArray());
        if (rank >= 0 && rank <= ranks.value(key, -1))
            says(QStringLiteral("%1 on %2: %3 comes late or twice").arg(key.first, key.second, statusName(OrderStatus(rank))));
        if (rank >= 0)
            ranks.insert(key, rank);
    }
    for (auto one = due.cbegin(); one != due.cend(); ++one) {
        if (sent.value(one.key()) != *one)
            says(QStringLiteral("%1 on %2: %3 records were due, %4 were sent, or in another order")
                     .arg(one.key().first, one.key().second).arg(one->size()).arg(sent.value(one.key()).size()));
    }
}

QStringList Judge::judge()
{
    m_breaches = m_world.breaches();
    if (!m_world.isSettled())
        says(QStringLiteral("something never comes to rest"));
    judgeAccepted();
    judgeShop();
    for (int i = 0; i < 2; ++i) {
        judgeHistory(i);
        judgeApprovals(i);
        judgeStock(i);
        judgeSteps(i);
        judgeRecords(i);
    }
    return m_breaches;
}

} // namespace

QStringList verdictOn(const World &world)
{
    return Judge(world).judge();
}

} // namespace cs::services::test
