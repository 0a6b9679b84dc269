// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/events/ingestjob.h"
#include "backend/services/events/relayqueue.h"
#include "backend/services/flow/commandintake.h"
#include "backend/services/flow/doers.h"
#include "backend/services/orders/approvalservice.h"
#include "backend/services/orders/orderservice.h"
#include "tests/unit/schedules/simproviders.h"

namespace cs::services::test {

/// Stands still until it is moved.
class SimClock final : public Clock
{
public:
    TimePoint now() const override { return fromMillis(m_ms); }
    void set(qint64 ms) { m_ms = ms; }
    void advance(Millis by) { m_ms += by.count(); }

private:
    qint64 m_ms = 0;
};

struct SimParts
{
    SimClock &clock;
    SimKafka &kafka;
    SimBank &bank;
    SimCarrier &carrier;
};

/// One store with its relay, its ingest consumer and all services of an order's way: the program's own code, moved step by
/// step. What it keeps between steps is what a crash loses.
class SimStore final
{
public:
    struct Settings
    {
        QStringList publish;
        QString drive;
        qint64 stock = 0;
        bool takesOrders = false;
        bool sharesGroups = false; ///< payment, shipping and order read in groups that both stores are in
    };
    /// `member`: 0 or 1. Opens a store in memory, which is emptied by each begin().
    explicit SimStore(int member);
    void begin(const SimParts &parts, Random &random, const Settings &settings);
    /// Forgets all but what is in the store.
    void crash();

    StoreContext &context() { return *m_context; }
    OrderService &orders() { return *m_orders; }
    ApprovalService &approvals() { return *m_approvals; }
    int readers() const { return int(m_readers.size()); }

    // Steps; false: there was nothing to do. `calm`: nothing goes wrong.
    bool relay(bool calm);
    bool read(int reader, int most, bool calm);
    bool resume(int service);
    static constexpr int kServices = 5;
    /// What there is to do, by one query.
    struct Open
    {
        bool parked = false;
        bool steps[kStepCount] = {};
        bool votes = false;
        bool approvals = false;
    };
    Open open();
    bool claim(Step step);
    bool settleOne(bool calm);
    bool isBusy() const { return !m_inFlight.isEmpty(); }

    template <typename T>
    T in(const std::function<Result<T>(storage::Connection &)> &job)
    {
        Result<T> result = m_writer.submitFor<T>(storage::Priority::Machine, storage::Durability::Normal, job).result();
        if (!result.ok())
            qFatal("%s", qPrintable(result.error().toString()));
        return std::move(result).value();
    }
    /// Rows of a query on the store.
    QList<storage::Row> rows(const QString &sql);
    std::optional<Order> order(const QString &id);

private:
    struct Reader
    {
        CommandPlace place;
        QStringList topics;
        bool ingests = false;
        bool shared = false;
        OffsetBook book;
        QHash<SimKafka::Place, qint64> next;
        int generation = -1;
    };
    struct InFlight
    {
        QString service;
        Step step;
        QList<Work> work;
    };
    void empty(qint64 stock);
    void addReaders(const Settings &settings);
    void assign(Reader &reader);
    bool holds(const Reader &reader, const SimKafka::Place &place) const;
    QList<events::Record> gather(Reader &reader, int most);
    bool store(Reader &reader, const QList<events::Record> &records, bool fails);
    template <typename T>
    bool tries(bool fails, const std::function<Result<T>(storage::Connection &)> &job);
    Place ingestPlace(const Reader &reader) const;

    const int m_member;
    storage::DatabaseConfig m_database;
    storage::StoreWriter m_writer;
    Changes m_changes;
    const SimParts *m_parts = nullptr;
    std::optional<SimParts> m_partsKept;
    Random *m_random = nullptr;
    Settings m_settings;
    std::shared_ptr<const Directory> m_people;
    std::unique_ptr<RandomIdSource> m_ids;
    std::unique_ptr<StoreContext> m_context;
    std::unique_ptr<OrderService> m_orders;
    std::unique_ptr<ApprovalService> m_approvals;
    std::unique_ptr<StepDoer> m_payment;
    std::unique_ptr<StepDoer> m_shipping;
    QList<Reader> m_readers;
    std::unique_ptr<RelayQueue> m_queue;
    QList<InFlight> m_inFlight;
};

} // namespace cs::services::test
