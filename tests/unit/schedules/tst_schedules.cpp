// SPDX-License-Identifier: GPL-3.0-or-later
// 10,000 schedules of the services' steps, each decided by its seed. One that fails is printed, and comes again with
// COUNTERSIGN_SEED=<seed>; COUNTERSIGN_PART=2/4 runs the second quarter.
#include "tests/unit/schedules/verdict.h"

#include <QTest>

using namespace cs::services::test;

namespace {

constexpr int kSchedules = 10'000;
constexpr int kMostFailures = 5; ///< that are told before it ends

struct Part
{
    int number = 1;
    int of = 1;
};

Part partOf(const QString &text)
{
    const Part part{text.section(QLatin1Char('/'), 0, 0).toInt(), text.section(QLatin1Char('/'), 1).toInt()};
    return part.number >= 1 && part.of >= part.number ? part : Part{};
}

} // namespace

class TestSchedules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAlwaysHoldsHoldsInEverySequence()
    {
        const QString only = qEnvironmentVariable("COUNTERSIGN_SEED");
        if (!only.isEmpty()) {
            const QStringList breaches = run(only.toULongLong(), true);
            QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join(QStringLiteral("\n"))));
            return;
        }
        const Part part = partOf(qEnvironmentVariable("COUNTERSIGN_PART"));
        int failures = 0;
        for (int seed = part.number; seed <= kSchedules && failures < kMostFailures; seed += part.of) {
            const QStringList breaches = run(quint64(seed), false);
            if (breaches.isEmpty())
                continue;
            if (++failures == 1)
                run(quint64(seed), true);
            qWarning().noquote() << QStringLiteral("COUNTERSIGN_SEED=%1:").arg(seed) << breaches.join(QStringLiteral("; "));
        }
        QCOMPARE(failures, 0);
    }

private:
    void tell(const World &world)
    {
        QStringList lines = world.trace();
        for (int i = 0; i < 2; ++i) {
            for (const char16_t *query : {u"SELECT order_id, act, status, user_id, detail FROM order_history ORDER BY order_id, id",
                                          u"SELECT 'step', order_id, step, state, attempts, outcome FROM steps ORDER BY order_id, step",
                                          u"SELECT 'parked', order_id, service, needs, topic, reason FROM parked"}) {
                for (const cs::storage::Row &row : world.store(i).rows(QString::fromUtf16(query))) {
                    QStringList texts{QStringLiteral("store %1").arg(i)};
                    for (const QVariant &one : row)
                        texts.append(one.toString());
                    lines.append(texts.join(QStringLiteral(" | ")));
                }
            }
        }
        for (const QString &line : std::as_const(lines))
            fprintf(stderr, "%s\n", qPrintable(line));
    }
    QStringList run(quint64 seed, bool told)
    {
        World world(seed, {&m_first, &m_second}, told);
        world.run();
        if (told)
            tell(world);
        return verdictOn(world);
    }

    SimStore m_first{0};
    SimStore m_second{1};
};

QTEST_GUILESS_MAIN(TestSchedules)
#include "tst_schedules.moc"
