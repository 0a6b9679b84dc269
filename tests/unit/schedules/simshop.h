// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/codec.h"
#include "tests/unit/schedules/simstore.h"

namespace cs::services::test {

/// Reads some topics of SimKafka as another system does: each partition in its order, in any order across them, once.
class SimReading final
{
public:
    explicit SimReading(QStringList topics = {}) : m_topics(std::move(topics)) {}
    /// The next record of any of them.
    std::optional<events::Record> next(const SimKafka &kafka, Random &random);

private:
    QStringList m_topics;
    QHash<SimKafka::Place, qint64> m_next;
};

/// A shop that owns its orders, asks for approvals here and lets the payment, inventory and shipping services here work for it;
/// it speaks `oms` and `ecommerce`, and may name neither itself nor its records.
class SimShop final
{
public:
    enum class Stage { New, Announced, Waits, Approved, Asked, Paid, Shipped, Delivered, Rejected, Failed, Cancelled };
    struct Sale
    {
        QString id;
        Money total;
        qint64 quantity = 1;
        Stage stage = Stage::New;
        bool cancelledLate = false; ///< after the payment was asked for: goods may be on their way
        int idle = 0;
    };
    SimShop(const SimParts &parts, Random &random, bool named) : m_parts(parts), m_random(random), m_named(named) {}
    void add(const QString &id, Money total, qint64 quantity) { m_sales.append({id, total, quantity, Stage::New, false, 0}); }
    const QList<Sale> &sales() const { return m_sales; }
    const Sale *find(const QString &id) const;
    /// Takes a record, or a step with some order. False: there is nothing to do but to wait. `calm`: it cancels only what waits
    /// for too long.
    bool turn(bool calm);
    static bool isOver(Stage stage) { return stage >= Stage::Delivered; }

private:
    bool take();
    void step(Sale &sale);
    void cancel(Sale &sale);
    void say(const QString &topic, const QByteArray &members, const Sale &sale);

    const SimParts &m_parts;
    Random &m_random;
    const bool m_named;
    QList<Sale> m_sales;
    int m_said = 0;
    SimReading m_reading{{QStringLiteral("order.approval.completed"), QStringLiteral("order.approval.rejected"),
                          QStringLiteral("ecommerce.payment.success"), QStringLiteral("ecommerce.payment.failed"),
                          QStringLiteral("ecommerce.shipping.status")}};
};

/// Another payment service that hears the same commands, pays some orders a second time, and says so sooner or later.
class SimPayer final
{
public:
    SimPayer(const SimParts &parts, Random &random) : m_parts(parts), m_random(random) {}
    void payFor(const QString &orderId) { m_orders.append(orderId); }
    bool turn();

private:
    const SimParts &m_parts;
    Random &m_random;
    QStringList m_orders;
    int m_said = 0;
    SimReading m_reading{{QStringLiteral("ecommerce.order.payment.initiated")}};
};

} // namespace cs::services::test
