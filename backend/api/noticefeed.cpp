// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/noticefeed.h"

#include "backend/api/jsonanswers.h"
#include "backend/services/notification/notificationacts.h"
#include "backend/storage/notificationstore.h"

#include <QSet>
#include <condition_variable>
#include <limits>
#include <mutex>

namespace cs::api {

namespace {

constexpr int kPage = 20;       ///< notifications in flight to one reader
constexpr int kLate = 1000;     ///< looked through for those that were committed late
constexpr int kCheckEvery = 5;  ///< polls

} // namespace

/// One open WebSocket. The feed's thread alone uses what stands below `dirty`.
struct NoticeFeed::Reader
{
    Request request; ///< for its token
    Actor actor;
    std::shared_ptr<SocketOut> out;
    std::atomic<bool> dirty = true;
    qint64 last = 0;
    /// Another process may commit a lower id after a higher one: what came above `floor` is looked through again for a while.
    qint64 floor = 0;
    qint64 nextFloor = 0;
    QSet<qint64> sent; ///< above floor
};

struct NoticeFeed::State
{
    std::mutex mutex;
    std::condition_variable wake;
    QList<std::shared_ptr<Reader>> readers;
    bool poked = false;
    bool stop = false;

    void poke(const std::function<bool(const Reader &)> &which)
    {
        const std::lock_guard lock(mutex);
        for (const auto &reader : readers) {
            if (which(*reader))
                reader->dirty = poked = true;
        }
        wake.notify_all();
    }
};

namespace {

class Client final : public SocketClient
{
public:
    Client(const Calls &calls, std::shared_ptr<NoticeFeed::State> state, std::shared_ptr<NoticeFeed::Reader> reader)
        : m_calls(calls), m_state(std::move(state)), m_reader(std::move(reader))
    {
    }

    void opened(const std::shared_ptr<SocketOut> &out) override
    {
        m_reader->out = out;
        {
            const std::lock_guard lock(m_state->mutex);
            m_state->readers.append(m_reader);
        }
        drained();
    }
    void drained() override
    {
        m_state->poke([this](const NoticeFeed::Reader &one) { return &one == m_reader.get() && one.dirty; });
    }
    void closed() override
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->readers.removeOne(m_reader);
    }
    void received(const QByteArray &text) override
    {
        const Status done = acknowledge(text);
        if (!done.ok())
            m_reader->out->send(errorAnswer(done.error()).body);
    }

private:
    Status acknowledge(const QByteArray &text)
    {
        const auto message = json::parse(text);
        CS_TRY(message);
        if (!message->isObject() || message->members().size() != 1)
            return Error::invalid(QStringLiteral("A message is {\"ack\":id}."));
        json::Reader reader(*message);
        const qint64 id = reader.integer("ack", 1, std::numeric_limits<qint64>::max());
        CS_TRY(checkFields(reader.errors()));
        CS_TRY(m_calls.wait(services::acknowledgeNotification(m_calls.context().store, id, m_reader->actor)));
        return Done{};
    }

    const Calls &m_calls;
    const std::shared_ptr<NoticeFeed::State> m_state;
    const std::shared_ptr<NoticeFeed::Reader> m_reader;
};

} // namespace

NoticeFeed::NoticeFeed(const Calls &calls) : m_calls(calls), m_state(std::make_shared<State>()) {}

NoticeFeed::~NoticeFeed()
{
    stop();
}

void NoticeFeed::start()
{
    m_receiver = std::make_unique<QObject>();
    QObject::connect(&m_calls.context().store.changes, &services::Changes::notificationsAdded, m_receiver.get(),
                     [state = m_state](const QStringList &people) {
                         state->poke([&people](const Reader &one) { return people.isEmpty() || people.contains(one.actor.userId); });
                     }, Qt::DirectConnection);
    m_thread = std::thread([this] { run(); });
}

void NoticeFeed::stop()
{
    m_receiver.reset();
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stop = true;
        m_state->wake.notify_all();
    }
    if (m_thread.joinable())
        m_thread.join();
}

std::unique_ptr<SocketClient> NoticeFeed::client(const Request &request, const Actor &actor)
{
    auto reader = std::make_shared<Reader>();
    reader->request.headers = request.headers;
    reader->actor = actor;
    return std::make_unique<Client>(m_calls, m_state, std::move(reader));
}

void NoticeFeed::run()
{
    int polls = 0;
    std::unique_lock lock(m_state->mutex);
    while (!m_state->stop) {
        const bool poked = m_state->wake.wait_for(lock, kPoll, [this] { return m_state->stop || m_state->poked; });
        if (m_state->stop)
            return;
        m_state->poked = false;
        const auto readers = m_state->readers;
        lock.unlock();
        const bool check = !poked && ++polls % kCheckEvery == 0;
        for (const auto &reader : readers) {
            feed(*reader, !poked);
            if (check)
                checkToken(*reader);
        }
        lock.lock();
    }
}

void NoticeFeed::feed(Reader &reader, bool again)
{
    if (!reader.dirty.exchange(false) && !again)
        return;
    if (reader.out->waiting() > 0) {
        reader.dirty = true; // drained() comes back to it
        if (reader.out->waiting() > 0)
            return;
    }
    const qint64 above = again ? reader.floor : reader.last;
    const int limit = again ? kLate : kPage;
    const auto found = m_calls.read<QList<Notification>>([user = reader.actor.userId, above, limit](storage::Connection &connection) {
        return storage::NotificationStore(connection).unacknowledged(user, above, limit);
    });
    if (!found.ok())
        return; // the next poll tries again
    int count = 0;
    for (const Notification &one : *found) {
        if (reader.sent.contains(one.id))
            continue;
        if (++count > kPage)
            break;
        json::Writer writer;
        writeNotification(writer, one);
        reader.out->send(writer.take());
        reader.sent.insert(one.id);
        reader.last = std::max(reader.last, one.id);
    }
    if (count >= kPage)
        reader.dirty = true;
}

/// Every ten seconds: closes the socket of who may not read any more, and forgets what nobody can be late for.
void NoticeFeed::checkToken(Reader &reader)
{
    const auto actor = m_calls.actorOf(reader.request, Access::Person);
    if (!actor.ok() && actor.error().kind == ErrorKind::Unauthorized)
        reader.out->close(SocketClose::Policy, "The token does not hold any more.");
    reader.floor = std::exchange(reader.nextFloor, reader.last);
    reader.sent.removeIf([floor = reader.floor](qint64 one) { return one <= floor; });
}

} // namespace cs::api
