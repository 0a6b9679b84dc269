// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds from the release of a decision to the broker's acknowledgement, as the store notes both, for decisions that come
// one by one as people make them. Prints figures; never passes or fails by time.
// usage: bench_decision [DECISIONS]
#include "backend/services/orders/approvalservice.h"
#include "backend/services/orders/orderservice.h"
#include "tests/benchmarks/figures.h"
#include "tests/benchmarks/rig.h"

#include <QCoreApplication>
#include <thread>

using namespace cs;
using namespace cs::bench;

namespace {

constexpr int kFirst = 30; ///< decisions that open connections and partitions and are not counted

/// Orders of 2,000.00, which wait for a manager.
void makeOrders(app::Backend &backend, int count)
{
    QList<services::ImportLine> lines;
    for (int i = 0; i < count; ++i) {
        NewOrder order;
        order.id = QStringLiteral("D%1").arg(i);
        order.customerId = QStringLiteral("VINET");
        order.createdBy = Actor{QStringLiteral("EMP05"), QStringLiteral("SALES_EXECUTIVE")};
        order.items = {{QStringLiteral("P011"), QStringLiteral("Queso Cabrales"), 2, Money(100'000, order.currency)}};
        lines.append({i + 1, order});
    }
    need(backend.orders().createMany(lines, {QStringLiteral("ADM001"), QStringLiteral("ADMIN")}).result());
}

/// Gives the milliseconds until it is recorded: until the person is told that it counts.
double decide(app::Backend &backend, int number)
{
    services::DecisionRequest request;
    request.orderId = QStringLiteral("D%1").arg(number);
    request.level = QStringLiteral("MANAGER");
    request.version = 1;
    const Stopwatch watch;
    need(backend.approvals().decide(request, {QStringLiteral("MGR001"), QStringLiteral("MANAGER")}).result());
    return watch.seconds() * 1000;
}

QList<double> acknowledgements(Rig &rig)
{
    const auto rows = need(rig.reading().selectText(
        QStringLiteral("SELECT sent_at - created_at FROM outbox WHERE topic = 'order.approval.completed' ORDER BY id"), {}));
    QList<double> times;
    for (const storage::Row &row : rows.mid(kFirst))
        times.append(row.first().toDouble());
    return times;
}

void sayTimes(const QString &name, const QList<double> &times)
{
    const auto at = [&](double share) { return QString::number(percentile(times, share), 'f', 1); };
    say(QStringLiteral("%1: p50 %2 ms, p99 %3 ms, longest %4 ms of %5").arg(name, at(0.5), at(0.99), at(1)).arg(times.size()));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int decisions = argument(argc, argv, 1, 500);
    Rig rig;
    rig.start();
    app::Backend &backend = rig.newBackend();
    makeOrders(backend, kFirst + decisions);
    rig.awaitEmptyOutbox();
    QList<double> recorded;
    for (int i = 0; i < kFirst + decisions; ++i) {
        const double took = decide(backend, i);
        if (i >= kFirst)
            recorded.append(took);
        rig.awaitEmptyOutbox();
        std::this_thread::sleep_for(std::chrono::milliseconds(10)); // the pace, so that each finds the program at rest
    }
    sayTimes(QStringLiteral("Decision to recorded"), recorded);
    sayTimes(QStringLiteral("Release to the broker's acknowledgement"), acknowledgements(rig));
    rig.endBackend();
    return 0;
}
