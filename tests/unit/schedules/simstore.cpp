// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/schedules/simstore.h"

#include "backend/events/catalogue.h"
#include "backend/services/flow/duesteps.h"
#include "backend/storage/claimstore.h"
#include "backend/storage/peoplestore.h"
#include "backend/storage/referencestore.h"
#include "backend/storage/stockstore.h"

#include <algorithm>

namespace cs::services::test {

using storage::Connection;

namespace {

constexpr int kNever = -1;

storage::DatabaseConfig inMemory()
{
    storage::DatabaseConfig config;
    config.path = QStringLiteral(":memory:");
    return config;
}

QList<User> people()
{
    QList<User> users;
    const auto add = [&users](const char *id, Role role) { users.append({QString::fromLatin1(id), QString::fromLatin1(id), role, {}, false}); };
    add("EMP01", Role::SalesExecutive);
    for (const char *id : {"MGR001", "MGR002"})
        add(id, Role::Manager);
    for (const char *id : {"FIN001", "FIN002"})
        add(id, Role::Finance);
    add("ADMIN001", Role::Admin);
    return users;
}

/// A service's groups and their topics, as the catalogue has them.
QList<std::pair<std::pair<QString, QString>, QStringList>> serviceGroups()
{
    QList<std::pair<std::pair<QString, QString>, QStringList>> groups;
    const QStringList services{QStringLiteral("order"), QStringLiteral("payment"), QStringLiteral("inventory"), QStringLiteral("shipping"),
                               QStringLiteral("notification")};
    for (const events::TopicEntry &entry : events::catalogue()) {
        for (const events::MessageInfo &message : entry.messages) {
            for (const events::ReaderInfo &reader : message.readBy) {
                const bool ingest = reader.group == QLatin1String("notification-group") || reader.group == QLatin1String("notification-retry");
                if (ingest || !services.contains(reader.service))
                    continue;
                const std::pair name(reader.service, reader.group);
                auto at = std::find_if(groups.begin(), groups.end(), [&](const auto &one) { return one.first == name; });
                if (at == groups.end())
                    at = groups.insert(groups.end(), {name, {}});
                at->second.append(entry.name);
            }
        }
    }
    return groups;
}

QStringList ingestedTopics()
{
    QStringList names;
    for (const events::TopicInfo &one : events::topics()) {
        if (one.consumed && one.family != QLatin1String("requests"))
            names.append(one.name);
    }
    return names;
}

bool mayBeShared(const QString &group)
{
    static const QStringList names{QStringLiteral("order-service"), QStringLiteral("payment-service"), QStringLiteral("payment-events"),
                                   QStringLiteral("shipping-service")};
    return names.contains(group);
}

QString serviceOf(Step step)
{
    return QString::fromUtf16(ruleOf(step).service);
}

} // namespace

SimStore::SimStore(int member) : m_member(member), m_database(inMemory()), m_writer(m_database)
{
    if (const Status started = m_writer.start(); !started.ok())
        qFatal("%s", qPrintable(started.error().toString()));
    m_people = std::make_shared<const Directory>(people());
    in<qint64>([](Connection &connection) -> Result<qint64> {
        CS_TRY(storage::PeopleStore(connection).putUsers(people()));
        CS_TRY(storage::ReferenceStore(connection).putProducts({{QStringLiteral("P1"), {}, {}, Money(500, Currency()), 0, false},
                                                                {QStringLiteral("P2"), {}, {}, Money(40'000, Currency()), 0, false}}));
        return storage::StockStore(connection).seed();
    });
}

void SimStore::empty(qint64 stock)
{
    static const QStringList kept{QStringLiteral("users"), QStringLiteral("products"), QStringLiteral("stock"), QStringLiteral("meta"),
                                  QStringLiteral("migrations")};
    static QStringList tables;
    if (tables.isEmpty()) {
        for (const storage::Row &row : rows(QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"))) {
            if (!kept.contains(row.at(0).toString()))
                tables.append(row.at(0).toString());
        }
    }
    in<bool>([stock](Connection &connection) -> Result<bool> {
        for (const QString &one : std::as_const(tables))
            CS_TRY(connection.selectText(QStringLiteral("DELETE FROM ") + one, {}));
        CS_TRY(connection.selectText(QStringLiteral("UPDATE stock SET on_hand = ?, reserved = 0"), {stock}));
        return true;
    });
}

void SimStore::begin(const SimParts &parts, Random &random, const Settings &settings)
{
    m_partsKept.reset();
    m_partsKept.emplace(parts);
    m_parts = &*m_partsKept;
    m_random = &random;
    m_settings = settings;
    empty(settings.stock);
    const QString id = QStringLiteral("0194a000-0000-7000-8000-00000000000%1").arg(m_member);
    m_ids = std::make_unique<RandomIdSource>(parts.clock, random() | 1);
    m_context.reset(new StoreContext{parts.clock, *m_ids, m_writer, m_changes, m_database, id, events::sourceOf(id), QByteArray(32, 'k'), defaultPolicy(),
                                     settings.publish, false, {}});
    m_context->drive = settings.drive;
    m_orders = std::make_unique<OrderService>(*m_context);
    m_approvals = std::make_unique<ApprovalService>(*m_context);
    m_payment = paymentDoer(gatewayTo(parts.bank), parts.clock);
    m_shipping = shippingDoer(carrierTo(parts.carrier), parts.clock);
    m_readers.clear();
    addReaders(settings);
    m_inFlight.clear();
    m_queue = std::make_unique<RelayQueue>();
}

void SimStore::addReaders(const Settings &settings)
{
    static const auto groups = serviceGroups();
    static const QStringList ingested = ingestedTopics();
    const QString mine = QStringLiteral("-%1").arg(m_member);
    Reader ingest;
    ingest.place.group = QStringLiteral("countersign") + mine;
    ingest.topics = ingested;
    ingest.ingests = true;
    m_readers.append(ingest);
    for (const auto &[name, topics] : groups) {
        if (name.second == QLatin1String("order-events") && !settings.takesOrders)
            continue;
        Reader reader;
        reader.shared = settings.sharesGroups && mayBeShared(name.second);
        reader.place.service = name.first;
        reader.place.group = reader.shared ? name.second : name.second + mine;
        reader.topics = topics;
        m_readers.append(reader);
    }
}

void SimStore::crash()
{
    m_inFlight.clear();
    m_queue = std::make_unique<RelayQueue>();
    for (Reader &one : m_readers)
        one.generation = kNever;
    in<qint64>([this](Connection &connection) { return storage::ClaimStore(connection).takeBackAll(m_parts->clock.now()); });
}

bool SimStore::holds(const Reader &reader, const SimKafka::Place &place) const
{
    return !reader.shared || m_parts->kafka.isHeldBy(m_member, place);
}

/// At the greater of stored and committed, as the consumers do.
void SimStore::assign(Reader &reader)
{
    reader.generation = m_parts->kafka.generation();
    const auto stored = in<QList<storage::PartitionState>>([&](Connection &connection) {
        return storage::IngestStore(connection).partitions(reader.place.group, reader.place.epoch);
    });
    reader.book.reset(stored);
    reader.next.clear();
    for (const QString &topic : std::as_const(reader.topics)) {
        for (int i = 0; i < SimKafka::kPartitions; ++i) {
            const SimKafka::Place place(topic, i);
            if (holds(reader, place))
                reader.next.insert(place, std::max<qint64>({reader.book.next(topic, i), m_parts->kafka.committed(reader.place.group, place), 0}));
        }
    }
}

/// From any partitions, each in its order.
QList<events::Record> SimStore::gather(Reader &reader, int most)
{
    QList<events::Record> records;
    const int places = int(reader.topics.size()) * SimKafka::kPartitions;
    const int start = below(*m_random, places);
    for (int i = 0; i < places && records.size() < most; ++i) {
        const int at = (start + i) % places;
        const QString &topic = reader.topics[at / SimKafka::kPartitions];
        const SimKafka::Place place(topic, at % SimKafka::kPartitions);
        const auto next = reader.next.find(place);
        const QList<events::Record> &all = m_parts->kafka.partition(topic, place.second);
        while (next != reader.next.end() && *next < all.size() && records.size() < most) {
            const events::Record &one = all[(*next)++];
            if (reader.book.isOld(one))
                continue;
            reader.book.take(one, false);
            records.append(one);
        }
    }
    return records;
}

bool SimStore::read(int number, int most, bool calm)
{
    Reader &reader = m_readers[number];
    if (reader.generation != m_parts->kafka.generation())
        assign(reader);
    if (!calm && oneIn(*m_random, 12)) { // the fetch position went back
        for (qint64 &next : reader.next)
            next = std::max<qint64>(0, next - below(*m_random, 4));
    }
    const QList<events::Record> records = gather(reader, most);
    if (records.isEmpty())
        return false;
    const bool fails = !calm && oneIn(*m_random, 12);
    if (!store(reader, records, fails)) {
        if (calm)
            qFatal("a batch could not be stored");
        crash();
    } else if (calm || !oneIn(*m_random, 4)) { // else it ended before it told Kafka
        for (const events::Record &one : records)
            m_parts->kafka.commit(reader.place.group, {one.topic, one.partition}, one.offset + 1);
    }
    return true;
}

template <typename T>
bool SimStore::tries(bool fails, const std::function<Result<T>(Connection &)> &job)
{
    const auto result = m_writer.submitFor<T>(storage::Priority::Machine, storage::Durability::Normal, [&](Connection &connection) -> Result<T> {
        Result<T> done = job(connection);
        return done.ok() && fails ? Result<T>(Error::unavailable(QStringLiteral("killed"))) : done;
    }).result();
    if (!result.ok() && !fails && result.error().kind != ErrorKind::Conflict)
        qFatal("%s", qPrintable(result.error().toString()));
    return result.ok();
}

Place SimStore::ingestPlace(const Reader &reader) const
{
    return {reader.place.group, {}, false, false};
}

bool SimStore::store(Reader &reader, const QList<events::Record> &records, bool fails)
{
    if (!reader.ingests) {
        IntakeBatch batch = takeCommands(records, reader.place, *m_context);
        batch.steps = reader.book.steps();
        return tries<Notice>(fails, [&](Connection &connection) { return storeCommands(connection, batch, reader.place, *m_context); });
    }
    const Place place = ingestPlace(reader);
    QList<PreparedRecord> prepared;
    for (const events::Record &one : records)
        prepared.append(prepareRecord(one, place, *m_context, m_parts->clock.now()));
    PreparedBatch batch = prepareBatch(prepared, m_people, place, *m_context, m_parts->clock.now());
    batch.steps = reader.book.steps();
    return tries<BatchOutcome>(fails, [&](Connection &connection) { return storeBatch(connection, batch, place, *m_context); });
}

/// The real queue says what may go; an acknowledgement may be lost, and the relay may end before it notes one.
bool SimStore::relay(bool calm)
{
    const RelayQueue::Time now{m_parts->clock.now().time_since_epoch()};
    if (!m_queue->hasReady())
        m_queue->add(in<QList<storage::OutboxRow>>([](Connection &connection) { return storage::OutboxStore(connection).pending(0, 500); }));
    const storage::OutboxRow *row = m_queue->take(now);
    if (row == nullptr)
        return false;
    const qint64 id = row->id;
    if (!calm && oneIn(*m_random, 20)) {
        m_queue->failed(id, now);
        return true;
    }
    m_parts->kafka.append(row->record, toMillis(m_parts->clock.now()));
    if (!calm && oneIn(*m_random, 12)) {
        m_queue->failed(id, now);
        return true;
    }
    m_queue->delivered(id);
    const bool dies = !calm && oneIn(*m_random, 25);
    tries<bool>(dies, [&](Connection &connection) -> Result<bool> {
        CS_TRY(storage::OutboxStore(connection).markSent({{id, 0, 0, m_parts->clock.now()}}));
        return true;
    });
    m_queue->forget(id);
    if (dies)
        crash();
    return true;
}

bool SimStore::resume(int service)
{
    constexpr const char16_t *kNames[kServices] = {u"order", u"payment", u"inventory", u"shipping", u"notification"};
    return in<Resumed>([&](Connection &connection) { return resumeParked(connection, QString::fromUtf16(kNames[service]), *m_context); }).records > 0;
}

SimStore::Open SimStore::open()
{
    const auto now = toMillis(m_parts->clock.now());
    const storage::Row row = in<QList<storage::Row>>([now](Connection &connection) {
        return connection.selectText(QStringLiteral("SELECT (SELECT count(*) FROM parked), (SELECT coalesce(sum(DISTINCT 1 << step), 0) FROM steps WHERE state < 3 AND due_at <= ?),"
                                                    " (SELECT count(*) FROM surplus_payments WHERE state = 0 AND due_at <= ?),"
                                                    " (SELECT count(*) FROM votes WHERE state = 0 AND release_at <= ?), (SELECT count(*) FROM approvals WHERE state = 0)"),
                                     {now, now, now});
    }).first();
    Open open;
    open.parked = row.at(0).toInt() > 0;
    for (int i = 0; i < kStepCount; ++i)
        open.steps[i] = (row.at(1).toInt() >> i & 1) != 0;
    for (const Step step : {Step::Payment, Step::Refund})
        open.steps[int(step)] |= row.at(2).toInt() > 0;
    open.votes = row.at(3).toInt() > 0;
    open.approvals = row.at(4).toInt() > 0;
    return open;
}

bool SimStore::claim(Step step)
{
    const Due due = in<Due>([&](Connection &connection) -> Result<Due> {
        const auto some = isDue(connection, step, m_parts->clock.now());
        CS_TRY(some);
        return *some ? takeDue(*m_context, connection, serviceOf(step), step, 10) : Result<Due>(Due{});
    });
    if (!due.work.isEmpty())
        m_inFlight.append({serviceOf(step), step, due.work});
    return due.claimed > 0;
}

bool SimStore::settleOne(bool calm)
{
    if (m_inFlight.isEmpty())
        return false;
    const InFlight one = m_inFlight.takeAt(below(*m_random, m_inFlight.size()));
    StepDoer &doer = one.service == QLatin1String("payment") ? *m_payment : *m_shipping;
    const QList<StepOutcome> outcomes = doer.perform(one.work);
    if (!calm && oneIn(*m_random, 10)) { // killed between what was done and the note of it
        crash();
        return true;
    }
    in<Notice>([&](Connection &connection) { return settle(*m_context, connection, one.service, outcomes); });
    return true;
}

QList<storage::Row> SimStore::rows(const QString &sql)
{
    return in<QList<storage::Row>>([&](Connection &connection) { return connection.selectText(sql, {}); });
}

std::optional<Order> SimStore::order(const QString &id)
{
    return in<std::optional<Order>>([&](Connection &connection) { return storage::OrderStore(connection).find(id); });
}

} // namespace cs::services::test
