// SPDX-License-Identifier: GPL-3.0-or-later
// Each notification's final outcome is told once, whoever stored it.
#include "backend/events/codec.h"
#include "backend/services/notification/announcer.h"
#include "tests/unit/storage/storefixture.h"

#include <QtTest>
#include <thread>

using namespace cs;
using namespace cs::services;
using storage::test::StoreFixture;

class TestAnnouncer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysHowEachEnded_data();
    void saysHowEachEnded();
    void eachOneOnce();
    void twoProcessesTellOnce();
    void waitsForATransactionUnderWay();

private:
    void add(int number, NotificationState state = NotificationState::Delivered);
    QList<storage::OutboxRow> outbox();

    std::unique_ptr<StoreFixture> m_store;
    SystemClock m_clock;
    std::unique_ptr<RandomIdSource> m_ids;
    std::unique_ptr<storage::StoreWriter> m_writer;
    Changes m_changes;
    std::unique_ptr<StoreContext> m_context;
};

namespace {

Notification some(int number, NotificationState state)
{
    Notification one;
    one.orderId = QStringLiteral("O%1").arg(number);
    one.userId = QStringLiteral("9007199254740993");
    one.kind = QStringLiteral("order.created");
    one.title = QStringLiteral("Title");
    one.message = QStringLiteral("Message");
    one.state = state;
    one.attempts = 1;
    one.reason = state == NotificationState::Delivered ? QString() : QStringLiteral("because");
    one.createdAt = SystemClock().now();
    one.businessKey = keyHash({"test", QByteArray::number(number)});
    one.sourceEvent = QStringLiteral("event-%1").arg(number);
    return one;
}

} // namespace

void TestAnnouncer::init()
{
    m_store = std::make_unique<StoreFixture>();
    m_store->connection();
    m_ids = std::make_unique<RandomIdSource>(m_clock, 7);
    m_writer = std::make_unique<storage::StoreWriter>(m_store->config());
    CS_OK(m_writer->start());
    m_context.reset(new StoreContext{m_clock, *m_ids, *m_writer, m_changes, m_store->config(), QStringLiteral("own"),
                                     QStringLiteral("urn:countersign:own"), QByteArray(32, 'k'), defaultPolicy(), {QStringLiteral("oms")}, false, {}});
}

void TestAnnouncer::cleanup()
{
    m_writer->stop();
}

void TestAnnouncer::add(int number, NotificationState state)
{
    const Notification one = some(number, state);
    CS_OK(m_writer->submit(storage::Priority::Machine, storage::Durability::Normal, [one](storage::Connection &connection) -> Status {
        const auto added = storage::NotificationStore(connection).add({one});
        return added.ok() ? Status(Done{}) : Status(added.error());
    }).result());
}

QList<storage::OutboxRow> TestAnnouncer::outbox()
{
    return storage::OutboxStore(m_store->connection()).pending(0, 5000).valueOr({});
}

void TestAnnouncer::saysHowEachEnded_data()
{
    QTest::addColumn<NotificationState>("state");
    QTest::addColumn<QByteArray>("told"); ///< empty: it has not ended
    const auto row = [](NotificationState state, const char *told) {
        QTest::newRow(qPrintable(notificationStateName(state))) << state << QByteArray(told);
    };
    row(NotificationState::Queued, "");
    row(NotificationState::Retrying, "");
    row(NotificationState::Sent, "DELIVERED");
    row(NotificationState::Delivered, "DELIVERED");
    row(NotificationState::Failed, "FAILED");
    row(NotificationState::Uncertain, "FAILED");
    row(NotificationState::Skipped, "SKIPPED");
    row(NotificationState::Digested, "SKIPPED");
    row(NotificationState::Cancelled, "SKIPPED");
    row(NotificationState::Expired, "EXPIRED");
}

void TestAnnouncer::saysHowEachEnded()
{
    QFETCH(NotificationState, state);
    QFETCH(QByteArray, told);
    add(1, state);
    Announcer announcer(*m_context);
    const auto taken = announcer.look();
    CS_OK(taken);
    QCOMPARE(*taken, 1);
    const QList<storage::OutboxRow> rows = outbox();
    QCOMPARE(rows.size(), told.isEmpty() ? 0 : 1);
    if (told.isEmpty())
        return;
    const storage::OutboxRow &row = rows.first();
    QCOMPARE(row.record.topic, QStringLiteral("NOTIFICATION_DELIVERED_TOPIC"));
    QCOMPARE(*row.record.key, row.eventId.toUtf8());
    const QByteArray value = *row.record.value;
    const QByteArray ending = "\"state\":\"" + told + '"';
    for (const char *part : {ending.constData(), "\"sourceEventId\":\"event-1\"", "\"orderId\":\"O1\"", "\"userId\":9007199254740993"})
        QVERIFY2(value.contains(part), value.constData());
    QCOMPARE(value.contains("because"), state != NotificationState::Delivered);
    events::Record record;
    record.topic = row.record.topic;
    record.value = row.record.value;
    QVERIFY(!events::decode(record).bad);
}

void TestAnnouncer::eachOneOnce()
{
    Announcer announcer(*m_context);
    CS_OK(announcer.look());
    QCOMPARE(outbox().size(), 0);
    for (int i = 0; i < 3; ++i)
        add(i);
    CS_OK(announcer.look());
    QCOMPARE(outbox().size(), 3);
    CS_OK(announcer.look());
    add(2); // known: no second one
    add(3);
    Announcer later(*m_context); // after a restart
    CS_OK(later.look());
    QCOMPARE(outbox().size(), 4);
}

void TestAnnouncer::twoProcessesTellOnce()
{
    for (int i = 0; i < 20; ++i)
        add(i);
    Announcer one(*m_context), other(*m_context);
    std::thread thread([&] { (void)one.look(); });
    (void)other.look();
    thread.join();
    (void)one.look();
    QCOMPARE(outbox().size(), 20);
}

/// On PostgreSQL a transaction that began earlier may store its rows, of lower ids, after those of a later one.
void TestAnnouncer::waitsForATransactionUnderWay()
{
    if (storage::test::backend() != storage::Backend::Postgres)
        QSKIP("SQLite has one writer.");
    const auto slow = m_store->another();
    storage::Transaction transaction(*slow);
    CS_OK(storage::NotificationStore(*slow).add({some(1, NotificationState::Failed)}));
    add(2);
    Announcer announcer(*m_context);
    for (int i = 0; i < 3; ++i)
        CS_OK(announcer.look());
    QCOMPARE(outbox().size(), 0);
    CS_OK(transaction.commit());
    QTRY_COMPARE(((void)announcer.look(), outbox().size()), 2);
}

QTEST_GUILESS_MAIN(TestAnnouncer)
#include "tst_announcer.moc"
