// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/chaosrun.h"
#include "tests/chaos/outcome.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/parts.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace cs::test;

namespace {

constexpr int kPatience = 120'000;
constexpr int kBook = 830;
constexpr int kDecisions = 40;

int runs()
{
    bool given = false;
    const int number = qEnvironmentVariableIntValue("COUNTERSIGN_CHAOS_RUNS", &given);
    return given ? number : 3;
}

quint32 seed()
{
    bool given = false;
    const uint number = qEnvironmentVariable("COUNTERSIGN_CHAOS_SEED").toUInt(&given);
    return given ? number : QRandomGenerator::system()->generate();
}

} // namespace

/// kill -9 in the middle of an import, of orders being placed and of approvals being given: what was promised is there,
/// each fact once, and every effect once.
class TestKill9 final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killed_data();
    void killed();

private:
    void cleanRun();
    void killRun(int number, int delayMs);
    void checkPromises(const Promised &promised, const QString &prefix, int *importedBefore);
    void importTheRest(const QString &prefix, int before);
    void decideTheRest(const QStringList &asked, const Promised &promised);
    void checkOutcomes(const QString &prefix, const QStringList &decided);
    void checkTopics(const QHash<QString, Outcome> &outcomes);
    Outcome outcomeOf(const QString &orderId) const { return cs::test::outcomeOf(*m_shop, orderId); }
    QSet<QString> ordersOf(const QString &prefix);
    QStringList waitingOf(const QString &prefix, int most);

    KafkaServer m_kafka;
    std::unique_ptr<Shop> m_shop;
    bool m_keepsTopics = false; ///< the broker outlives the program
    qint64 m_cleanMs = 0;  ///< the clean run with all its clients
    qint64 m_importMs = 0; ///< its import alone
    QStringList m_toDecide;                 ///< waiting orders of the clean run that nobody has decided
    QHash<QString, Outcome> m_clean;        ///< by order id without its prefix
};

void TestKill9::killed_data()
{
    QTest::addColumn<bool>("kafka");
    QTest::newRow("embedded") << false;
    QTest::newRow("kafka") << true;
}

void TestKill9::killed()
{
    QFETCH(bool, kafka);
    CS_REQUIRE(Program::find(QStringLiteral("countersignd")));
    if (kafka)
        CS_REQUIRE(m_kafka.start());
    m_keepsTopics = kafka;
    m_shop = std::make_unique<Shop>(kafka ? m_kafka.address() : QString());
    CS_VERIFY(m_shop->open());
    const quint32 start = seed();
    qInfo("COUNTERSIGN_CHAOS_SEED=%u, %d runs", start, runs());
    QRandomGenerator random(start);
    cleanRun(); // a failure in it ends the loop before it begins
    for (int i = 1; i <= runs() && !QTest::currentTestFailed(); ++i)
        killRun(i, int(random.bounded(i % 2 == 1 ? m_importMs : m_cleanMs))); // in the import, or anywhere
    m_shop.reset();
    m_kafka.stop();
}

/// Without a kill: how long it takes, and what each order of the book brings about.
void TestKill9::cleanRun()
{
    m_clean.clear();
    QElapsedTimer clock;
    clock.start();
    ChaosRun run(*m_shop, QStringLiteral("R0-"), {});
    run.begin();
    const Promised &promised = run.join();
    QCOMPARE(promised.imported.size(), kBook);
    m_cleanMs = clock.elapsed() * 5 / 4; // the records go on their way after the last answer
    m_importMs = std::max<qint64>(promised.importMs, 1);
    for (const QString &id : promised.imported + promised.placed) {
        QTRY_VERIFY_WITH_TIMEOUT(outcomeOf(id).allSeen, kPatience);
        m_clean.insert(id.sliced(3), outcomeOf(id));
    }
    m_toDecide = waitingOf(QStringLiteral("R0-NW"), kBook);
    QCOMPARE(m_toDecide.size(), 403);
}

void TestKill9::killRun(int number, int delayMs)
{
    const QString prefix = QStringLiteral("R%1-").arg(number);
    const QStringList toDecide = m_toDecide.mid((number - 1) * kDecisions % m_toDecide.size(), kDecisions);
    ChaosRun run(*m_shop, prefix, toDecide);
    run.begin();
    QTest::qWait(delayMs); // the random moment itself; nothing is waited for
    m_shop->program().kill9();
    const Promised promised = run.join();
    qInfo("run %d: killed after %d ms (clean: %lld import, %lld all); promised %lld imported, %lld placed, %lld decided", number, delayMs,
          m_importMs, m_cleanMs, qint64(promised.imported.size()), qint64(promised.placed.size()), qint64(promised.decided.size()));
    CS_VERIFY(m_shop->serve());
    int before = 0;
    checkPromises(promised, prefix, &before);
    if (!QTest::currentTestFailed())
        importTheRest(prefix, before);
    if (!QTest::currentTestFailed())
        decideTheRest(toDecide, promised);
    if (!QTest::currentTestFailed())
        checkOutcomes(prefix, toDecide);
}

QSet<QString> TestKill9::ordersOf(const QString &prefix)
{
    QSet<QString> ids;
    const QJsonArray rows = m_shop->list(QStringLiteral("/api/orders?q=") + prefix);
    for (const QJsonValue &row : rows)
        ids.insert(row[QLatin1String("id")].toString());
    return ids.size() == rows.size() ? ids : QSet<QString>(); // no order twice
}

QStringList TestKill9::waitingOf(const QString &prefix, int most)
{
    QStringList ids;
    for (const QJsonValue &row : m_shop->list(QStringLiteral("/api/approvals?level=MANAGER&state=waiting&q=") + prefix))
        ids.append(row[QLatin1String("orderId")].toString());
    return ids.first(std::min<qsizetype>(ids.size(), most));
}

/// Rule 1, right after the start.
void TestKill9::checkPromises(const Promised &promised, const QString &prefix, int *importedBefore)
{
    const QSet<QString> stored = ordersOf(prefix);
    QVERIFY(stored.contains(promised.imported) && stored.contains(promised.placed));
    *importedBefore = int(std::count_if(stored.begin(), stored.end(), [](const QString &id) { return id.contains(u"-NW"); }));
    for (const QString &id : promised.decided)
        QVERIFY2(outcomeOf(id).eventIds.value(QStringLiteral("order.approval.completed")).size() == 1, qPrintable(id));
}

void TestKill9::importTheRest(const QString &prefix, int before)
{
    const Finished done = m_shop->command({QStringLiteral("import"), QStringLiteral("-")}, ChaosRun::book(prefix));
    QCOMPARE(done.err, "");
    QVERIFY2(done.out.startsWith(QStringLiteral("830 orders read: %1 created, %2 already there, 0 failed;").arg(kBook - before).arg(before).toUtf8()),
             done.out.constData());
}

/// Who was told of a decision finds it made; the others' may have been made or not, and are made now.
void TestKill9::decideTheRest(const QStringList &asked, const Promised &promised)
{
    for (const QString &id : asked) {
        const int status = m_shop->decide(id, QStringLiteral("MANAGER"), QStringLiteral("approve"), {}, QStringLiteral("MGR002"), 1).status;
        QVERIFY2(status == 409 || (status == 200 && !promised.decided.contains(id)), qPrintable(id + QString::number(status)));
    }
}

/// Rule 2: each fact went out, came back, and had its effects once, as in the run without a kill.
void TestKill9::checkOutcomes(const QString &prefix, const QStringList &decided)
{
    const QSet<QString> orders = ordersOf(prefix);
    QVERIFY(orders.size() >= kBook);
    QHash<QString, Outcome> outcomes;
    for (const QString &id : orders + QSet<QString>(decided.begin(), decided.end())) {
        QTRY_VERIFY2_WITH_TIMEOUT(outcomeOf(id).allSeen, qPrintable(id), kPatience);
        const Outcome outcome = outcomeOf(id);
        // The embedded broker forgets: what had not come back is sent again, behind later records that had.
        QVERIFY2(!m_keepsTopics || outcome.inOrder, qPrintable(id));
        outcomes.insert(id, outcome);
        if (decided.contains(id))
            continue;
        const Outcome clean = m_clean.value(id.sliced(prefix.size()));
        QCOMPARE(outcome.status, clean.status);
        QCOMPARE(outcome.notifications, clean.notifications);
        QCOMPARE(QSet<QString>(outcome.eventIds.keyBegin(), outcome.eventIds.keyEnd()),
                 QSet<QString>(clean.eventIds.keyBegin(), clean.eventIds.keyEnd()));
        for (const QStringList &ids : outcome.eventIds)
            QCOMPARE(ids.size(), 1);
    }
    for (const QString &id : decided)
        QCOMPARE(outcomes.value(id).eventIds.value(QStringLiteral("order.approval.completed")).size(), 1);
    checkTopics(outcomes);
}

/// No fact under two ids, none that the store does not know; where the broker lives on, none missing.
void TestKill9::checkTopics(const QHash<QString, Outcome> &outcomes)
{
    for (const char *name : {"order.created", "order.approval.requested", "order.approval.completed"}) {
        const QString topic = QLatin1String(name);
        const auto records = consume(m_shop->broker(), topic, kPatience);
        CS_VERIFY(records);
        QHash<QString, QSet<QString>> seen;
        for (const ReadRecord &record : *records)
            seen[QString::fromUtf8(record.key)].insert(QString::fromUtf8(record.header("ce_id")));
        for (auto it = outcomes.begin(); it != outcomes.end(); ++it) {
            const QStringList ids = it->eventIds.value(topic);
            const QSet<QString> known(ids.begin(), ids.end());
            const QSet<QString> found = seen.value(it.key());
            QVERIFY2(known.contains(found), qPrintable(topic + u' ' + it.key()));
            if (m_keepsTopics)
                QCOMPARE(found, known);
        }
    }
}

int main(int argc, char **argv)
{
    // Qt's watchdog gives a function 5 minutes, which twenty runs exceed; ctest has a bound of its own.
    qputenv("QTEST_FUNCTION_TIMEOUT", "3600000");
    QCoreApplication application(argc, argv);
    TestKill9 test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_kill9.moc"
