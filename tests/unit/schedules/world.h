// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/schedules/simshop.h"

#include <array>

namespace cs::services::test {

/// One schedule: two stores, a shop, a second payer, a client of the pipeline and people, moved in an order that the seed
/// decides; then everything is delivered. The same seed is the same schedule.
class World final
{
public:
    using Stores = std::array<SimStore *, 2>;
    World(quint64 seed, Stores stores, bool traces);
    Q_DISABLE_COPY_MOVE(World)

    void run();

    struct Accepted
    {
        QString id;
        int store = 0;
    };
    const QList<Accepted> &accepted() const { return m_accepted; }
    const QStringList &trace() const { return m_trace; }
    const QStringList &breaches() const { return m_breaches; } ///< seen on the way
    SimStore &store(int number) const { return *m_stores[size_t(number)]; }
    const SimKafka &kafka() const { return m_kafka; }
    const SimBank &bank() const { return m_bank; }
    const SimCarrier &carrier() const { return m_carrier; }
    const SimShop &shop() const { return m_shop; }
    qint64 stockOf(int store) const { return m_settings[size_t(store)].stock; }
    bool isSettled() const { return m_settled; }

private:
    void prepare();
    void act();
    void create(int store);
    void place();
    bool decide(int store, bool calm);
    void cancel(int store);
    void byHand(int store);
    void repeatRecord();
    void move(int store);
    bool drainStore(int store);
    void drain();
    void finishByHand(int store);
    bool looksSettled();
    void checkCharge(const QString &orderId);
    void checkShip(const QString &orderId);
    std::optional<Order> ownersView(const QString &orderId);
    template <typename Say>
    void say(Say words)
    {
        if (m_traces)
            m_trace.append(words());
    }

    Random m_random;
    const Stores m_stores;
    const bool m_traces;
    SimClock m_clock;
    SimKafka m_kafka;
    SimBank m_bank{m_clock, m_random};
    SimCarrier m_carrier{m_clock, m_random};
    SimParts m_parts{m_clock, m_kafka, m_bank, m_carrier};
    SimShop m_shop;
    SimPayer m_payer;
    std::array<SimStore::Settings, 2> m_settings;
    QList<Accepted> m_accepted;
    int m_toCreate = 0;
    int m_toPlace = 0;
    int m_made = 0;
    bool m_settled = false;
    QStringList m_trace;
    QStringList m_breaches;
};

} // namespace cs::services::test
