// SPDX-License-Identifier: GPL-3.0-or-later
// Rows per second of the writer alone, in the shape of ingest: each event is an order.approval.requested of a foreign order
// that the store has never seen. Prints figures; never passes or fails by time.
// usage: bench_store [EVENTS] [BATCH] [DB-URL]
#include "backend/storage/approvalstore.h"
#include "backend/storage/ingeststore.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/storewriter.h"
#include "backend/support/ids.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <chrono>
#include <cstdio>
#include <ctime>

using namespace cs;
using namespace cs::storage;

namespace {

struct Batch
{
    QList<LoggedEvent> events;
    QList<QByteArray> keys;
    QList<Order> orders;
    QList<Approval> approvals;
    QList<Notification> notifications;
    PartitionState state;
    qint64 expected = -1;
};

const QString kTopic = QStringLiteral("order.approval.requested");
const QString kGroup = QStringLiteral("notification-group");

QByteArray valueOf(const QString &id)
{
    return QByteArray("{\"orderId\":\"") + id.toUtf8()
        + "\",\"eventType\":\"ORDER_APPROVAL_REQUESTED\",\"timestamp\":\"2026-11-20T10:30:00.000Z\",\"triggeredBy\":{\"userId\":"
          "\"USR001\",\"role\":\"SALES_EXECUTIVE\"},\"approvalLevel\":\"MANAGER\",\"notifiers\":[{\"userId\":\"MGR001\",\"role\":"
          "\"MANAGER\"},{\"userId\":\"ADM001\",\"role\":\"ADMIN\"}],\"message\":\"Order " + id.toUtf8() + " needs the approval of a manager.\"}";
}

Notification noteFor(const Order &order, const QString &user, const QString &role)
{
    Notification note;
    note.orderId = order.id;
    note.userId = user;
    note.role = role;
    note.state = NotificationState::Delivered;
    note.kind = kTopic;
    note.title = QStringLiteral("Approval needed");
    note.message = QStringLiteral("Order %1 needs the approval of a manager.").arg(order.id);
    note.createdAt = order.createdAt;
    note.sentAt = order.createdAt;
    note.businessKey = keyHash({order.id.toUtf8(), user.toUtf8()});
    return note;
}

void addEvent(qint64 number, Batch *batch)
{
    Order order;
    order.id = QStringLiteral("ORD%1").arg(number);
    order.status = OrderStatus::PendingApproval;
    order.createdBy = {QStringLiteral("USR001"), QStringLiteral("SALES_EXECUTIVE")};
    order.owner = QStringLiteral("urn:other");
    order.family = QStringLiteral("oms");
    order.levels = {QStringLiteral("MANAGER")};
    order.createdAt = order.updatedAt = fromMillis(1'790'000'000'000 + number);
    LoggedEvent event;
    event.record = {kTopic, 0, number, toMillis(order.createdAt), order.id.toUtf8(), valueOf(order.id), {}};
    event.type = QStringLiteral("ORDER_APPROVAL_REQUESTED");
    event.orderId = order.id;
    event.receivedAt = order.createdAt;
    Approval approval;
    approval.orderId = order.id;
    approval.level = QStringLiteral("MANAGER");
    approval.requestedAt = order.createdAt;
    batch->keys.append(keyHash({"order.approval.requested", QByteArray::number(number)}));
    batch->notifications << noteFor(order, QStringLiteral("MGR001"), QStringLiteral("MANAGER"))
                         << noteFor(order, QStringLiteral("ADM001"), QStringLiteral("ADMIN"));
    batch->events.append(event);
    batch->approvals.append(approval);
    batch->orders.append(order);
}

std::shared_ptr<Batch> makeBatch(qint64 from, int size)
{
    auto batch = std::make_shared<Batch>();
    for (qint64 i = from; i < from + size; ++i)
        addEvent(i, batch.get());
    batch->state = {kTopic, 0, from + size, 0, from + size, 0, 0};
    batch->expected = from == 0 ? -1 : from;
    return batch;
}

/// Processor time, which other programs on the machine do not lengthen. While the writer works, nothing else here does.
qint64 micros(std::clock_t ticks)
{
    return qint64(double(ticks) * 1e6 / CLOCKS_PER_SEC);
}

QList<qint64> g_micros(7); ///< per part; the writer's thread only

Status store(Connection &connection, const Batch &batch)
{
    std::clock_t last = std::clock();
    int part = 0;
    const auto mark = [&] {
        const std::clock_t now = std::clock();
        g_micros[part++] += micros(now - last);
        last = now;
    };
    IngestStore ingest(connection);
    CS_TRY(ingest.advance(kGroup, {}, batch.state, batch.expected));
    CS_TRY(ingest.seenBefore(kGroup, batch.keys));
    mark();
    CS_TRY(ingest.addToInbox(storage::IngestStore::inboxRows(kGroup, batch.keys, batch.orders.first().createdAt)));
    mark();
    CS_TRY(ingest.log(batch.events));
    mark();
    QStringList ids;
    for (const Order &order : batch.orders)
        ids.append(order.id);
    CS_TRY(OrderStore(connection).findMany(ids));
    mark();
    CS_TRY(OrderStore(connection).insertUnlessKnown(batch.orders));
    mark();
    CS_TRY(ApprovalStore(connection).request(batch.approvals));
    mark();
    CS_TRY(NotificationStore(connection).add(batch.notifications));
    mark();
    return Done{};
}

struct Took
{
    double seconds = 0;
    double processor = 0;
};

Result<Took> run(StoreWriter &writer, const QList<std::shared_ptr<Batch>> &batches)
{
    const auto before = std::chrono::steady_clock::now();
    const std::clock_t ticks = std::clock();
    QList<QFuture<Status>> done;
    for (const auto &batch : batches) {
        done.append(writer.submit(Priority::Machine, Durability::Normal,
            [batch](Connection &connection) { return store(connection, *batch); }));
    }
    for (QFuture<Status> &one : done)
        CS_TRY(one.result());
    return Took{std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count(),
        double(micros(std::clock() - ticks)) / 1e6};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int events = argc > 1 ? std::atoi(argv[1]) : 200'000;
    const int size = argc > 2 ? std::atoi(argv[2]) : 2'000;
    QTemporaryDir folder;
    StoreWriter writer(DatabaseConfig::fromUrl(argc > 3 ? QString::fromLocal8Bit(argv[3]) : QString(), folder.path()).value());
    if (const Status started = writer.start(); !started.ok()) {
        std::fprintf(stderr, "%s\n", qPrintable(started.error().toString()));
        return 1;
    }
    // Made ahead of the clock, 20 batches at a time, so that the figure is the writer's alone.
    Took all;
    qint64 stored = 0;
    while (stored < events) {
        QList<std::shared_ptr<Batch>> batches;
        for (int i = 0; i < 20 && stored < events; ++i, stored += size)
            batches.append(makeBatch(stored, size));
        const Result<Took> took = run(writer, batches);
        if (!took) {
            std::fprintf(stderr, "%s\n", qPrintable(took.error().toString()));
            return 1;
        }
        all.seconds += took->seconds;
        all.processor += took->processor;
    }
    std::printf("store: %lld events in %.2f s = %.0f events/s (7 rows each, batches of %d)\n", static_cast<long long>(stored),
        all.seconds, double(stored) / all.seconds, size);
    std::printf("  processor time %.2f s, or %.2f us an event: %.0f events/s on a core of its own\n", all.processor,
        all.processor * 1e6 / double(stored), double(stored) / all.processor);
    const char *const parts[] = {"offset, seen", "inbox", "event log", "find orders", "orders", "approvals", "notifications"};
    for (int i = 0; i < 7; ++i)
        std::printf("  %-14s %6.2f us an event\n", parts[i], double(g_micros.at(i)) / double(stored));
    return 0;
}
