// SPDX-License-Identifier: GPL-3.0-or-later
// Several workers of one service on one store: the steps of an order are done by one of them, one after the other.
#include "backend/services/flow/serviceworker.h"
#include "tests/unit/services_flow/flowfixture.h"
#include "tests/unit/storage/storefixture.h"

#include <QTest>
#include <QThread>
#include <mutex>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

namespace {

constexpr int kOrders = 60;
constexpr int kLanes = 3;

/// What the doers of all lanes have seen.
struct Book
{
    std::mutex mutex;
    QHash<QString, QSet<int>> lanesOf; ///< by order
    QHash<int, int> steps;             ///< by lane
    QSet<QString> atWork;
    bool atOnce = false; ///< two steps of one order
};

/// A carrier's, and writes down who was asked.
class NotingDoer final : public StepDoer
{
public:
    NotingDoer(Book &book, int lane, const Clock &clock)
        : m_book(book), m_lane(lane), m_doer(shippingDoer(std::make_unique<SandboxCarrier>(clock, SandboxCarrier::Pace()), clock))
    {
    }
    QList<StepOutcome> perform(const QList<Work> &work) override
    {
        for (const Work &one : work) {
            const std::lock_guard lock(m_book.mutex);
            m_book.lanesOf[one.order.id].insert(m_lane);
            ++m_book.steps[m_lane];
            m_book.atOnce = m_book.atOnce || m_book.atWork.contains(one.order.id);
            m_book.atWork.insert(one.order.id);
        }
        const QList<StepOutcome> outcomes = m_doer->perform(work);
        const std::lock_guard lock(m_book.mutex);
        for (const Work &one : work)
            m_book.atWork.remove(one.order.id);
        return outcomes;
    }
    void stop() override { m_doer->stop(); }

private:
    Book &m_book;
    const int m_lane;
    const std::unique_ptr<StepDoer> m_doer;
};

} // namespace

class LanesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStepsOfAnOrderAreDoneByOneLane()
    {
        FlowFixture f;
        for (int i = 0; i < kOrders; ++i)
            f.base.made(QStringLiteral("A%1").arg(i), 100);
        for (const Step step : {Step::Payment, Step::Reserve}) {
            f.carry();
            QCOMPARE(f.work(step), kOrders);
        }
        f.carry(); // the parcels are asked for
        Book book;
        std::vector<std::unique_ptr<ServiceWorker>> workers;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int lane = 0; lane < kLanes; ++lane) {
            const ServiceWorker::Config config{QStringLiteral("shipping"), {}, true, {lane, kLanes}};
            workers.push_back(std::make_unique<ServiceWorker>(f.base.context, config, std::make_unique<NotingDoer>(book, lane, f.base.clock)));
            threads.emplace_back(QThread::create([worker = workers.back().get()] { worker->start(); }));
        }
        for (const auto &one : threads)
            one->start();
        const auto delivered = [&] { return f.base.reading().selectText(QStringLiteral("SELECT count(*) FROM orders WHERE status = 7"), {}).value().first().first().toInt(); };
        QTRY_COMPARE_WITH_TIMEOUT(delivered(), kOrders, 60'000);
        for (const auto &one : workers)
            one->requestStop();
        for (const auto &one : threads)
            QVERIFY(one->wait(10'000));
        QCOMPARE(book.lanesOf.size(), kOrders);
        for (const QSet<int> &lanes : std::as_const(book.lanesOf))
            QCOMPARE(lanes.size(), 1);
        QVERIFY(!book.atOnce);
        for (int lane = 0; lane < kLanes; ++lane)
            QVERIFY(book.steps.value(lane) > 0);
    }

    /// The store keeps it: another version must not deal orders out otherwise.
    void theShareOfAnOrderStays()
    {
        QCOMPARE(storage::laneKey(QStringLiteral("ORD12345")), 19);
        QCOMPARE(storage::laneKey(QString()), 57);
    }
};

QTEST_GUILESS_MAIN(LanesTest)
#include "tst_lanes.moc"
