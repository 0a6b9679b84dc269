// SPDX-License-Identifier: GPL-3.0-or-later
// The reference point in C: what the libraries under ours can do with nothing around them. Batches from librdkafka, decoded by
// simdjson, as one row per event and one per person to be told, with the offsets in the same transaction. It has no inbox, no
// orders, no approvals, no history, and trusts its input.
// usage: reference_ingest BOOTSTRAP TOPIC EVENTS FILE
#include <librdkafka/rdkafka.h>
#include <simdjson.h>
#include <sqlite3.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void giveUp(const char *why)
{
    std::fprintf(stderr, "reference_ingest: %s\n", why);
    std::exit(1);
}

class Store
{
public:
    explicit Store(const std::string &file)
    {
        if (sqlite3_open(file.c_str(), &m_db) != SQLITE_OK)
            giveUp(sqlite3_errmsg(m_db));
        run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
            "CREATE TABLE events (id INTEGER PRIMARY KEY, topic TEXT, part INT, offs INT, order_id TEXT, type TEXT, at TEXT, actor TEXT,"
            " level TEXT, value TEXT, UNIQUE (topic, part, offs));"
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, event INT, person TEXT, role TEXT, channel TEXT, state INT, message TEXT);"
            "CREATE INDEX notes_by_person ON notes (person, state);"
            "CREATE TABLE positions (part INTEGER PRIMARY KEY, next INT);");
        m_event = prepare("INSERT OR IGNORE INTO events (topic, part, offs, order_id, type, at, actor, level, value) VALUES (?,?,?,?,?,?,?,?,?)");
        m_note = prepare("INSERT INTO notes (event, person, role, channel, state, message) VALUES (?,?,?,'IN_APP',0,?)");
        m_position = prepare("INSERT INTO positions VALUES (?,?) ON CONFLICT (part) DO UPDATE SET next = excluded.next");
    }
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;
    ~Store()
    {
        for (sqlite3_stmt *one : {m_event, m_note, m_position})
            sqlite3_finalize(one);
        sqlite3_close(m_db);
    }

    void run(const char *sql)
    {
        if (sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            giveUp(sqlite3_errmsg(m_db));
    }
    void add(const rd_kafka_message_t &record, simdjson::ondemand::document &event)
    {
        const std::string_view order = event["orderId"];
        const std::string_view type = event["eventType"];
        const std::string_view at = event["timestamp"];
        const std::string_view actor = event["triggeredBy"]["userId"];
        const std::string_view level = event["approvalLevel"];
        text(m_event, 1, rd_kafka_topic_name(record.rkt));
        sqlite3_bind_int(m_event, 2, record.partition);
        sqlite3_bind_int64(m_event, 3, record.offset);
        int place = 4;
        for (const std::string_view one : {order, type, at, actor, level})
            text(m_event, place++, one);
        text(m_event, 9, {static_cast<const char *>(record.payload), record.len});
        step(m_event);
        const sqlite3_int64 id = sqlite3_last_insert_rowid(m_db);
        m_people.clear();
        for (auto person : event["notifiers"])
            m_people.emplace_back(std::string_view(person["userId"]), std::string_view(person["role"]));
        const std::string_view message = event["message"];
        for (const auto &[person, role] : m_people) {
            sqlite3_bind_int64(m_note, 1, id);
            text(m_note, 2, person);
            text(m_note, 3, role);
            text(m_note, 4, message);
            step(m_note);
        }
    }
    void keepPosition(int part, int64_t next)
    {
        sqlite3_bind_int(m_position, 1, part);
        sqlite3_bind_int64(m_position, 2, next);
        step(m_position);
    }

private:
    sqlite3_stmt *prepare(const char *sql)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_db, sql, -1, &statement, nullptr) != SQLITE_OK)
            giveUp(sqlite3_errmsg(m_db));
        return statement;
    }
    static void text(sqlite3_stmt *statement, int place, std::string_view value)
    {
        sqlite3_bind_text(statement, place, value.data(), int(value.size()), nullptr); // SQLITE_STATIC: it outlives the step
    }
    void step(sqlite3_stmt *statement)
    {
        if (sqlite3_step(statement) != SQLITE_DONE)
            giveUp(sqlite3_errmsg(m_db));
        sqlite3_reset(statement);
    }

    sqlite3 *m_db = nullptr;
    sqlite3_stmt *m_event = nullptr;
    sqlite3_stmt *m_note = nullptr;
    sqlite3_stmt *m_position = nullptr;
    std::vector<std::pair<std::string_view, std::string_view>> m_people;
};

rd_kafka_t *subscribe(const char *bootstrap, const char *topic)
{
    std::array<char, 512> why{};
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    const std::string group = "reference-" + std::to_string(Clock::now().time_since_epoch().count());
    const std::map<const char *, const char *> settings{
        {"bootstrap.servers", bootstrap}, {"group.id", group.c_str()}, {"auto.offset.reset", "earliest"}};
    for (const auto &[name, value] : settings) {
        if (rd_kafka_conf_set(conf, name, value, why.data(), why.size()) != RD_KAFKA_CONF_OK)
            giveUp(why.data());
    }
    rd_kafka_t *consumer = rd_kafka_new(RD_KAFKA_CONSUMER, conf, why.data(), why.size());
    if (consumer == nullptr)
        giveUp(why.data());
    rd_kafka_poll_set_consumer(consumer);
    rd_kafka_topic_partition_list_t *topics = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(topics, topic, RD_KAFKA_PARTITION_UA);
    rd_kafka_subscribe(consumer, topics);
    rd_kafka_topic_partition_list_destroy(topics);
    return consumer;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 5)
        giveUp("BOOTSTRAP TOPIC EVENTS FILE");
    const long wanted = std::atol(argv[3]);
    Store store(argv[4]);
    rd_kafka_t *consumer = subscribe(argv[1], argv[2]);
    rd_kafka_queue_t *queue = rd_kafka_queue_get_consumer(consumer);
    std::vector<rd_kafka_message_t *> batch(2000);
    simdjson::ondemand::parser parser;
    std::string padded;
    Clock::time_point begin;
    for (long got = 0; got < wanted;) {
        const ssize_t count = rd_kafka_consume_batch_queue(queue, 100, batch.data(), batch.size());
        if (count <= 0)
            continue;
        if (got == 0)
            begin = Clock::now();
        store.run("BEGIN");
        std::map<int, int64_t> next;
        for (ssize_t i = 0; i < count; ++i) {
            rd_kafka_message_t *record = batch[std::size_t(i)];
            if (record->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
                padded.assign(static_cast<const char *>(record->payload), record->len);
                padded.reserve(record->len + simdjson::SIMDJSON_PADDING);
                auto event = parser.iterate(padded.data(), padded.size(), padded.capacity());
                store.add(*record, event.value());
                next[record->partition] = record->offset + 1;
                ++got;
            }
            rd_kafka_message_destroy(record);
        }
        for (const auto &[part, offset] : next)
            store.keepPosition(part, offset);
        store.run("COMMIT");
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::printf("rate %.1f\n", double(wanted) / seconds);
    rd_kafka_queue_destroy(queue);
    rd_kafka_consumer_close(consumer);
    rd_kafka_destroy(consumer);
    return 0;
}
