// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services_orders/servicesfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestOrderCreation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTotalDecidesTheLevels_data();
    void theTotalDecidesTheLevels();
    void anOrderBelowEveryThresholdIsApprovedAtOnce();
    void anOrderThatWaitsHasAllItsRows();
    void anIdIsMadeWhenNoneIsGiven();
    void theSameOrderAgainIsTheOneThatIsThere();
    void anotherOrderOfTheSameIdIsAConflict();
    void whoMayCreate();
    void onlyWhoMayImportNamesAnotherCreator();
    void aReadOnlyStoreTakesNothing();
    void badLinesDoNotStopTheOthers();
    void repeatsWithinAChunkAreFound();
    void signalsFollowTheCommit();
    void nothingIsStoredThatCannotBeAudited();
};

void TestOrderCreation::theTotalDecidesTheLevels_data()
{
    QTest::addColumn<qint64>("cents");
    QTest::addColumn<QStringList>("levels");
    const QString manager = u"MANAGER"_qs;
    const QString finance = u"FINANCE"_qs;
    QTest::newRow("below 1,000") << qint64(99'999) << QStringList{};
    QTest::newRow("1,000") << qint64(100'000) << QStringList{manager};
    QTest::newRow("below 5,000") << qint64(499'999) << QStringList{manager};
    QTest::newRow("5,000") << qint64(500'000) << QStringList{manager, finance};
    QTest::newRow("below 10,000") << qint64(999'999) << QStringList{manager, finance};
    QTest::newRow("10,000") << qint64(1'000'000) << QStringList{manager, finance, u"DIRECTOR"_qs};
}

void TestOrderCreation::theTotalDecidesTheLevels()
{
    QFETCH(const qint64, cents);
    QFETCH(const QStringList, levels);
    ServicesFixture f;
    const Order order = f.made(u"A1"_qs, cents);
    QCOMPARE(order.levels, levels);
    QCOMPARE(order.status, levels.isEmpty() ? OrderStatus::Approved : OrderStatus::PendingApproval);
    QCOMPARE(f.order(u"A1"_qs).waitingFor(), levels.value(0));
    QCOMPARE(f.topics(u"A1"_qs).size(), levels.isEmpty() ? 1 : 2);
}

void TestOrderCreation::anOrderBelowEveryThresholdIsApprovedAtOnce()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 500);
    QCOMPARE(f.history(u"A1"_qs), (QStringList{u"created pending"_qs, u"approved approved"_qs}));
    QCOMPARE(f.topics(u"A1"_qs), QStringList{u"order.created"_qs});
}

void TestOrderCreation::anOrderThatWaitsHasAllItsRows()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    const Order order = f.order(u"A1"_qs);
    QCOMPARE(order.owner, f.context.source);
    QCOMPARE(order.createdBy, kSales);
    QCOMPARE(order.items.size(), 1);
    QCOMPARE(f.history(u"A1"_qs), (QStringList{u"created pending"_qs, u"approval_requested pending_approval"_qs}));
    QCOMPARE(f.topics(u"A1"_qs), (QStringList{u"order.created"_qs, u"order.approval.requested"_qs}));
    QCOMPARE(f.audit(), QStringList{u"order.create A1 EMP01"_qs});
    QVERIFY(f.auditVerifies());
    const Approval approval = f.approval(u"A1"_qs, u"MANAGER"_qs);
    QCOMPARE(approval.state, ApprovalState::Waiting);
    QCOMPARE(*approval.dueAt - approval.requestedAt, Millis(std::chrono::hours(24)));
    const auto rows = storage::OutboxStore(f.reading()).ofOrder(u"A1"_qs);
    CS_OK(rows);
    QVERIFY(rows->last().record.value->contains(
        R"("notifiers":[{"userId":"MGR001","role":"MANAGER"},{"userId":"MGR002","role":"MANAGER"}])"));
    QCOMPARE(rows->last().cause, rows->first().eventId);
}

void TestOrderCreation::anIdIsMadeWhenNoneIsGiven()
{
    ServicesFixture f;
    const Order order = f.made({}, 500);
    QVERIFY2(order.id.startsWith(u"ord_"_qs) && isValidOrderId(order.id), qPrintable(order.id));
    QVERIFY(f.made({}, 500).id != order.id);
}

void TestOrderCreation::theSameOrderAgainIsTheOneThatIsThere()
{
    ServicesFixture f;
    const Order first = f.made(u"A1"_qs, 120'000);
    f.clock.advance(Millis(5000));
    const Order second = f.made(u"A1"_qs, 120'000);
    QCOMPARE(second.createdAt, first.createdAt);
    QCOMPARE(f.topics(u"A1"_qs).size(), 2);
    QCOMPARE(f.audit().size(), 1);
}

void TestOrderCreation::anotherOrderOfTheSameIdIsAConflict()
{
    ServicesFixture f;
    f.made(u"A1"_qs, 120'000);
    const auto other = f.orders.create(ServicesFixture::worth(u"A1"_qs, 130'000), kSales).result();
    CS_FAILS(other, ErrorKind::Conflict);
    QCOMPARE(other.error().fields, (QList<FieldError>{{u"orderId"_qs, u"A1 already exists with other content."_qs}}));
    QCOMPARE(f.order(u"A1"_qs).total.minor(), 120'000);
}

void TestOrderCreation::whoMayCreate()
{
    ServicesFixture f;
    CS_FAILS(f.orders.create(ServicesFixture::worth({}, 500), kViewer).result(), ErrorKind::Forbidden);
    CS_FAILS(f.orders.createMany({{1, ServicesFixture::worth({}, 500)}}, kManager).result(), ErrorKind::Forbidden);
    CS_OK(f.orders.create(ServicesFixture::worth({}, 500), kManager).result());
    QCOMPARE(f.orderCount(), 1);
}

void TestOrderCreation::onlyWhoMayImportNamesAnotherCreator()
{
    ServicesFixture f;
    NewOrder order = ServicesFixture::worth(u"A1"_qs, 120'000);
    order.createdBy = Actor{u"EMP05"_qs, u"SALES_EXECUTIVE"_qs};
    CS_FAILS(f.orders.create(order, kManager).result(), ErrorKind::Forbidden);
    CS_OK(f.orders.create(order, kAdmin).result());
    QCOMPARE(f.order(u"A1"_qs).createdBy.userId, u"EMP05"_qs);
    QCOMPARE(f.order(u"A1"_qs).submittedBy, u"ADMIN001"_qs);
}

void TestOrderCreation::aReadOnlyStoreTakesNothing()
{
    ServicesFixture f;
    f.context.readOnly = true;
    CS_FAILS(f.orders.create(ServicesFixture::worth({}, 500), kSales).result(), ErrorKind::Forbidden);
    CS_FAILS(f.orders.createMany({{1, ServicesFixture::worth({}, 500)}}, kAdmin).result(), ErrorKind::Forbidden);
    CS_FAILS(f.orders.cancel(u"A1"_qs, {}, kAdmin).result(), ErrorKind::Forbidden);
    CS_FAILS(f.orders.setStatus(u"A1"_qs, OrderStatus::Shipped, kAdmin).result(), ErrorKind::Forbidden);
    QCOMPARE(f.orderCount(), 0);
}

void TestOrderCreation::badLinesDoNotStopTheOthers()
{
    ServicesFixture f;
    NewOrder negative = ServicesFixture::worth(u"A2"_qs, 500);
    negative.items.first().quantity = -1;
    const auto outcomes = f.orders
                              .createMany({{1, ServicesFixture::worth(u"A1"_qs, 500)},
                                           {2, negative},
                                           {3, Error::invalid(u"not JSON"_qs)},
                                           {4, ServicesFixture::worth(u"A4"_qs, 120'000)}},
                                          kAdmin)
                              .result();
    CS_OK(outcomes);
    QCOMPARE(outcomes->size(), 4);
    QCOMPARE(outcomes->at(0).kind, ImportOutcome::Kind::Created);
    QCOMPARE(outcomes->at(1).kind, ImportOutcome::Kind::Failed);
    QCOMPARE(outcomes->at(1).error.fields.first().field, u"items[0].quantity"_qs);
    QCOMPARE(outcomes->at(2).error.message, u"not JSON"_qs);
    QCOMPARE(outcomes->at(2).line, 3);
    QCOMPARE(outcomes->at(3).status, OrderStatus::PendingApproval);
    QCOMPARE(f.orderCount(), 2);
    QCOMPARE(f.audit(), QStringList{u"order.import 2 orders ADMIN001"_qs});
}

void TestOrderCreation::repeatsWithinAChunkAreFound()
{
    ServicesFixture f;
    f.made(u"A0"_qs, 500);
    const auto mine = [](const QString &id, qint64 cents) {
        NewOrder order = ServicesFixture::worth(id, cents);
        order.createdBy = kSales;
        return order;
    };
    const auto outcomes = f.orders
                              .createMany({{1, mine(u"A1"_qs, 500)},
                                           {2, mine(u"A1"_qs, 500)},
                                           {3, mine(u"A1"_qs, 600)},
                                           {4, mine(u"A0"_qs, 500)},
                                           {5, mine(u"A0"_qs, 700)}},
                                          kAdmin)
                              .result();
    CS_OK(outcomes);
    QList<ImportOutcome::Kind> kinds;
    for (const ImportOutcome &one : *outcomes)
        kinds.append(one.kind);
    using K = ImportOutcome::Kind;
    QCOMPARE(kinds, (QList<K>{K::Created, K::Exists, K::Failed, K::Exists, K::Failed}));
    QCOMPARE(outcomes->at(4).error.kind, ErrorKind::Conflict);
    QCOMPARE(f.orderCount(), 2);
}

void TestOrderCreation::signalsFollowTheCommit()
{
    ServicesFixture f;
    qint64 seen = -1;
    connect(&f.changes, &Changes::outboxFilled, this,
            [&] { seen = storage::OutboxStore(f.reading()).pendingCount().valueOr(-2); });
    QSignalSpy changed(&f.changes, &Changes::ordersChanged);
    QSignalSpy approvals(&f.changes, &Changes::approvalsChanged);
    f.made(u"A1"_qs, 120'000);
    QTRY_COMPARE(seen, 2);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toStringList(), QStringList{u"A1"_qs});
    QCOMPARE(approvals.size(), 1);
    f.made(u"A1"_qs, 120'000); // nothing new: nothing to say
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 1);
}

void TestOrderCreation::nothingIsStoredThatCannotBeAudited()
{
    ServicesFixture f;
    if (storage::test::backend() == storage::Backend::Postgres)
        QSKIP("The table is taken away on SQLite only; PostgreSQL prepares no such statement.");
    CS_OK(f.store.connection().selectText(u"ALTER TABLE audit RENAME TO audit_elsewhere"_qs, {}));
    const auto made = f.orders.create(ServicesFixture::worth(u"A1"_qs, 120'000), kSales).result();
    QVERIFY(!made.ok());
    QCOMPARE(f.orderCount(), 0);
    QCOMPARE(f.topics(u"A1"_qs).size(), 0);
    f.context.auditKey.clear();
    CS_FAILS(f.orders.create(ServicesFixture::worth(u"A1"_qs, 120'000), kSales).result(), ErrorKind::Fatal);
}

QTEST_GUILESS_MAIN(TestOrderCreation)
#include "tst_ordercreation.moc"
