// SPDX-License-Identifier: GPL-3.0-or-later
// What StoreWriter's thread does: takes transactions from the queues, runs them, and finds its way back when the store was away.
#include "backend/storage/storewriterprivate.h"

#include "backend/storage/metastore.h"
#include "backend/support/log.h"

#include <QDateTime>
#include <algorithm>
#include <exception>

namespace cs::storage {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kGroup = 64;       ///< people's transactions that share one commit, at most
constexpr auto kPatience = 10s;          ///< how long a job waits for a database that is away
constexpr auto kLongestPause = 5000ms;
constexpr auto kIdle = 1s;
constexpr auto kProbe = 1s; ///< between two looks whether a store that could not be written can

Status runJob(const StoreWriter::Job &job, Connection &connection)
{
    try {
        return job(connection);
    } catch (const std::exception &e) {
        return Error::fatal(QStringLiteral("A transaction failed: %1").arg(QString::fromUtf8(e.what())));
    }
}

} // namespace

void StoreWriter::Private::setTrouble(const QString &trouble)
{
    const std::lock_guard lock(mutex);
    if (open && trouble != state.trouble && !trouble.isEmpty()) // before that, start() says it to its caller
        qCWarning(lcStorage).noquote() << trouble;
    state.up = trouble.isEmpty();
    state.full = false;
    state.trouble = trouble;
}

void StoreWriter::Private::setFull(const QString &refusal)
{
    setTrouble(refusal);
    nextProbe = Clk::now() + kProbe;
    full = true;
    const std::lock_guard lock(mutex);
    state.full = true;
}

Status StoreWriter::Private::connect()
{
    auto opened = Connection::open(config, Access::ReadWrite);
    if (!opened) {
        setTrouble(opened.error().message);
        nextTry = Clk::now() + pause;
        pause = std::min<Clk::duration>(pause * 2, kLongestPause);
        return opened.error();
    }
    connection = std::move(*opened);
    pause = kFirstPause;
    setTrouble({});
    return Done{};
}

/// The next transaction: one machine's, or as many people's as wait with the same durability. Empty: time to look around,
/// or to end.
auto StoreWriter::Private::take() -> std::vector<Task>
{
    std::unique_lock lock(mutex);
    wake.wait_for(lock, kIdle, [&] { return stopping || !people.empty() || !machines.empty(); });
    std::vector<Task> batch;
    std::deque<Task> &queue = people.empty() ? machines : people;
    const std::size_t most = people.empty() ? 1 : kGroup;
    while (!queue.empty() && batch.size() < most
           && (batch.empty() || batch.front().durability == queue.front().durability)) {
        batch.push_back(std::move(queue.front()));
        queue.pop_front();
    }
    if (!batch.empty())
        room.notify_all();
    return batch;
}

bool StoreWriter::Private::waitForConnection(Clk::time_point deadline, Status *why)
{
    while (!connection) {
        {
            std::unique_lock lock(mutex);
            wake.wait_until(lock, std::min(nextTry, deadline), [&] { return stopping; });
            if (stopping && !why->ok())
                return false;
        }
        *why = connect();
        if (!connection && Clk::now() >= deadline)
            return false;
    }
    return true;
}

/// One transaction with a savepoint for each job, so that one commit serves all and a failure undoes its own part only.
Status StoreWriter::Private::runGroup(const std::vector<Task> &batch, std::vector<Status> *results)
{
    for (std::size_t i = 0; i < batch.size(); ++i) {
        CS_TRY(connection->savepoint());
        Status &status = (*results)[i] = runJob(batch[i].job, *connection);
        CS_TRY(status.ok() ? connection->releaseSavepoint() : connection->rollbackToSavepoint());
    }
    return Done{};
}

/// Fills the result of each job; gives what failed for all of them.
Status StoreWriter::Private::attempt(const std::vector<Task> &batch, std::vector<Status> *results)
{
    Transaction transaction(*connection, batch.front().durability);
    CS_TRY(transaction.started());
    if (batch.size() == 1) {
        Status &status = results->front() = runJob(batch.front().job, *connection);
        if (!status.ok())
            return status.error();
    } else {
        CS_TRY(runGroup(batch, results));
    }
    const Clk::time_point before = Clk::now();
    CS_TRY(transaction.commit());
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clk::now() - before);
    const std::lock_guard lock(mutex);
    state.lastCommitMicros = took.count();
    return Done{};
}

void StoreWriter::Private::runBatch(std::vector<Task> batch)
{
    const Clk::time_point deadline = Clk::now() + kPatience;
    std::vector<Status> results;
    Status whole = Done{};
    for (int turn = 0; turn < 2; ++turn) {
        if (!waitForConnection(deadline, &whole))
            break;
        results.assign(batch.size(), Done{});
        whole = attempt(batch, &results);
        if (!connection->isBroken())
            break;
        connection.reset();
        nextTry = Clk::now();
        whole = Error::unavailable(QStringLiteral("The database went away."));
        setTrouble(whole.error().message);
    }
    if (connection) {
        if (const QString refusal = connection->takeRefusal(); !refusal.isEmpty())
            setFull(refusal);
    }
    written = true;
    for (std::size_t i = 0; i < batch.size(); ++i)
        batch[i].finished(whole.ok() ? results[i] : whole);
}

/// Commits that wrote nothing succeed on a full disk too: what says that it can be written again is a write.
void StoreWriter::Private::probe()
{
    if (!full || !connection || Clk::now() < nextProbe)
        return;
    Transaction transaction(*connection, Durability::Full);
    const Status done = [&]() -> Status {
        CS_TRY(transaction.started());
        CS_TRY(MetaStore(*connection).set(QStringLiteral("writable_at"), QString::number(QDateTime::currentMSecsSinceEpoch())));
        return transaction.commit();
    }();
    if (!done.ok())
        return setFull(done.error().message);
    (void)connection->takeRefusal();
    full = false;
    setTrouble({});
}

/// With nothing to do: copies the log back, and looks for a database that was away.
void StoreWriter::Private::idle()
{
    if (!connection && (Clk::now() < nextTry || !connect().ok()))
        return;
    if (!written)
        return;
    written = false;
    if (const Status status = connection->checkpoint(); !status.ok())
        qCWarning(lcStorage).noquote() << status.error().message;
}

void StoreWriter::Private::work()
{
    for (;;) {
        std::vector<Task> batch = take();
        if (!batch.empty()) {
            runBatch(std::move(batch));
            probe();
            continue;
        }
        if (isStopping())
            return;
        probe();
        idle();
    }
}

void StoreWriter::Private::refuseAll(const Error &error)
{
    std::deque<Task> left;
    {
        const std::lock_guard lock(mutex);
        open = false;
        state.up = false;
        if (state.trouble.isEmpty())
            state.trouble = error.message;
        left.swap(people);
        std::move(machines.begin(), machines.end(), std::back_inserter(left));
        machines.clear();
        room.notify_all();
    }
    for (const Task &task : left)
        task.finished(error);
}

} // namespace cs::storage
