// SPDX-License-Identifier: GPL-3.0-or-later
// Orders per second through their whole life, from their creation to DELIVERED, with sandboxes that answer at once: on the
// in-process broker with one family published, and on a real Kafka with all five; each on SQLite and on PostgreSQL. Then the
// milliseconds from the start of POST /api/orders to the commit of DELIVERED, for orders that come one by one. Every service
// runs in this one process, and each step goes over its topic. Prints figures; never passes or fails by time.
// usage: bench_lifecycle [ORDERS] [POSTED] [ROUNDS] [WAY]...   POSTED 0: none; a WAY is [kafka|embedded]-[sqlite|postgres]-[one|three|all]
#include "backend/services/core/storecontext.h"
#include "backend/services/orders/orderservice.h"
#include "backend/services/security/security.h"
#include "backend/storage/referencestore.h"
#include "backend/storage/stockstore.h"
#include "tests/benchmarks/figures.h"
#include "tests/benchmarks/rig.h"
#include "tests/support/http.h"
#include "tests/support/parts.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstdlib>
#include <thread>

using namespace cs;
using namespace cs::bench;
using namespace std::chrono_literals;

namespace {

constexpr int kChunk = 250;   ///< orders to a transaction, as an import has them
constexpr int kFirst = 10;    ///< posted orders that open partitions and are not counted
const QString kDelivered = QStringLiteral("SELECT count(*) FROM orders WHERE status = 7");
const Actor kAdmin{QStringLiteral("ADM001"), QStringLiteral("ADMIN")};

struct Way
{
    bool kafka = false;
    bool postgres = false;
    QString families; ///< one, three, all

    QString name() const
    {
        const QString broker = kafka ? QStringLiteral("Kafka") : QStringLiteral("in-process broker");
        const QString store = postgres ? QStringLiteral("PostgreSQL") : QStringLiteral("SQLite");
        return QStringLiteral("%1, %2, %3").arg(broker, store, families == u"all" ? QStringLiteral("five families") : families == u"one" ? QStringLiteral("one family") : QStringLiteral("three families"));
    }
    QString published() const
    {
        if (families == u"one")
            return QStringLiteral("ecommerce");
        return families == u"all" ? QStringLiteral("oms,requests,orders,pipeline,ecommerce") : QStringLiteral("oms,orders,ecommerce");
    }
};

Way wayOf(const QString &text)
{
    const QStringList parts = text.split(u'-');
    return {parts.value(0) == u"kafka", parts.value(1) == u"postgres", parts.value(2)};
}

settings::Options optionsFor(Rig &rig, const Way &way)
{
    QStringList arguments{QStringLiteral("--publish"), way.published(), QStringLiteral("--drive"), QStringLiteral("ecommerce"),
                          QStringLiteral("--port"), QString::number(test::freePort())};
    if (way.kafka)
        arguments += {QStringLiteral("--brokers"), rig.address(), QStringLiteral("--services"),
                      QStringLiteral("order,approval,payment,inventory,shipping,notification")};
    if (way.postgres)
        arguments += {QStringLiteral("--db"), rig.newDatabase()};
    settings::Options options = rig.options(arguments);
    options.policy.steps.clear(); // nobody has to approve
    options.paymentGateway = options.carrier = QStringLiteral("sandbox");
    return options;
}

/// Enough of one product that no order fails for want of it.
void putStock(app::Backend &backend)
{
    storage::Product product;
    product.productId = QStringLiteral("P011");
    product.name = QStringLiteral("Queso Cabrales");
    product.price = Money(2100, NewOrder().currency);
    product.stock = 1'000'000'000;
    need(backend.context().writer
             .submit(storage::Priority::Machine, storage::Durability::Normal,
                     [product](storage::Connection &connection) -> Status {
                         CS_TRY(storage::ReferenceStore(connection).putProducts({product}));
                         CS_TRY(storage::StockStore(connection).seed());
                         return Done{};
                     })
             .result());
}

NewOrder orderNumber(int round, int number)
{
    NewOrder order;
    order.id = QStringLiteral("L%1-%2").arg(round).arg(number);
    order.customerId = QStringLiteral("VINET");
    order.createdBy = kAdmin;
    order.items = {{QStringLiteral("P011"), QStringLiteral("Queso Cabrales"), 1 + number % 9, Money(2100, order.currency)}};
    return order;
}

void awaitDelivered(Rig &rig, qint64 orders)
{
    while (rig.number(kDelivered) < orders) {
        if (rig.number(QStringLiteral("SELECT count(*) FROM orders WHERE status > 7")) > 0)
            giveUp(QStringLiteral("an order failed"));
        std::this_thread::sleep_for(10ms);
    }
}

double deliverMany(Rig &rig, app::Backend &backend, int orders, int round)
{
    rig.awaitAllSeen();
    const qint64 before = rig.number(kDelivered);
    const Stopwatch watch;
    QList<QFuture<Result<QList<services::ImportOutcome>>>> answers;
    for (int i = 0; i < orders;) {
        QList<services::ImportLine> lines;
        for (; i < orders && lines.size() < kChunk; ++i)
            lines.append({i + 1, orderNumber(round, i)});
        answers.append(backend.orders().createMany(lines, kAdmin));
    }
    for (auto &answer : answers)
        need(answer.result());
    awaitDelivered(rig, before + orders);
    return orders / watch.seconds();
}

QByteArray newToken(app::Backend &backend)
{
    const Actor root = Actor::of(QStringLiteral("operator"), Role::Admin);
    need(backend.security().addUser({kAdmin.userId, kAdmin.userId, Role::Admin, {}, false}, {}, root).result());
    return need(backend.security().createToken(kAdmin.userId, QStringLiteral("bench"), 0, root).result()).token.toLatin1();
}

/// Posts one and waits until it is delivered; milliseconds, to the 0.5 ms at which the store is asked.
double deliverOne(Rig &rig, app::Backend &backend, const QByteArray &token)
{
    const QByteArray body = R"({"customerId":"VINET","currency":"USD","items":[{"productId":"P011","quantity":2,"price":21.00}]})";
    const qint64 before = rig.number(kDelivered);
    const Stopwatch watch;
    const auto answer = need(test::httpRequest("POST", QUrl(backend.apiAddress() + QStringLiteral("/api/orders")), body, test::bearer(token)));
    if (answer.status != 201)
        giveUp(QString::fromUtf8(answer.body));
    while (rig.number(kDelivered) == before)
        std::this_thread::sleep_for(500us);
    return watch.seconds() * 1000;
}

void sayTimes(const QString &name, const QList<double> &times)
{
    const auto at = [&](double share) { return QString::number(percentile(times, share), 'f', 1); };
    say(QStringLiteral("%1: p50 %2 ms, p99 %3 ms, longest %4 ms of %5").arg(name, at(0.5), at(0.99), at(1)).arg(times.size()));
}

QList<double> deliverOneByOne(Rig &rig, app::Backend &backend, int posted)
{
    const QByteArray token = newToken(backend);
    QList<double> times;
    for (int i = 0; i < kFirst + posted; ++i) {
        const double took = deliverOne(rig, backend, token);
        if (i >= kFirst)
            times.append(took);
        rig.awaitAllSeen();
        std::this_thread::sleep_for(10ms); // the pace, so that each finds the program at rest
    }
    return times;
}

void measure(Rig &rig, const Way &way, int orders, int posted, int rounds)
{
    app::Backend &backend = rig.newBackend(optionsFor(rig, way));
    putStock(backend);
    deliverMany(rig, backend, kChunk, 0); // opens connections and partitions, and is not counted
    QList<double> rates;
    const Rig::Work before = rig.work();
    for (int i = 1; i <= rounds; ++i)
        rates.append(deliverMany(rig, backend, orders, i));
    sayRates(QStringLiteral("Created to delivered, %1").arg(way.name()), QStringLiteral("orders/s"), rates);
    const Rig::Work after = rig.work();
    const auto each = [&](double seconds) { return QString::number(seconds * 1e6 / (double(orders) * rounds), 'f', 0); };
    say(QStringLiteral("  processor time an order: %1 us here, %2 us Kafka, %3 us PostgreSQL")
            .arg(each(after.here - before.here), each(after.kafka - before.kafka), each(after.postgres - before.postgres)));
    if (posted > 0)
        sayTimes(QStringLiteral("POST to delivered, %1").arg(way.name()), deliverOneByOne(rig, backend, posted));
    rig.endBackend();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int orders = argument(argc, argv, 1, 5'000);
    const int posted = argc > 2 ? std::atoi(argv[2]) : 200;
    const int rounds = argument(argc, argv, 3, 3);
    QStringList ways;
    for (int i = 4; i < argc; ++i)
        ways.append(QString::fromLocal8Bit(argv[i]));
    if (ways.isEmpty())
        ways = {QStringLiteral("embedded-sqlite-one"), QStringLiteral("kafka-sqlite-all"), QStringLiteral("embedded-postgres-one"), QStringLiteral("kafka-postgres-all")};
    Rig rig;
    for (const QString &way : std::as_const(ways)) {
        if (wayOf(way).kafka)
            rig.start(); // a Kafka of its own: another store's orders have the same ids
        else
            sayMachine();
        measure(rig, wayOf(way), orders, posted, rounds);
    }
    return 0;
}
