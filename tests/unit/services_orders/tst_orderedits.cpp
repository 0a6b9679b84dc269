// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/approvalstore.h"
#include "backend/support/json.h"
#include "tests/unit/services_orders/servicesfixture.h"

#include <QTest>

using namespace cs;
using namespace cs::services;
using namespace cs::services::test;

class TestOrderEdits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditBeginsANewRound();
    void whatWasVotedIsVoid();
    void aSmallOrderNeedsNobody();
    void theSameItemsChangeNothing();
    void aStaleVersionIsRefusedAndSaysTheNewOne();
    void linesKeepTheNamesOfTheirProducts();
    void whatIsApprovedForWantOfALevelWasEditedFirst();
    void whoMayEdit();
    void onlyWhatWaitsIsEdited();
    void badItemsAreNamed();
    void everyFamilyHearsOfIt();
};

namespace {

QList<OrderItem> worth(qint64 cents, qint64 quantity = 1)
{
    return {{QStringLiteral("P1"), {}, quantity, Money(cents, Currency())}};
}

QList<storage::OutboxRow> records(ServicesFixture &f, const QString &id)
{
    return *storage::OutboxStore(f.reading()).ofOrder(id);
}

} // namespace

void TestOrderEdits::anEditBeginsANewRound()
{
    ServicesFixture f;
    f.made(u"A2"_qs, 600'000); // MANAGER, then FINANCE
    CS_OK(f.decide(u"A2"_qs, kManager));
    const auto edited = f.orders.edit(u"A2"_qs, worth(250'000, 5), f.order(u"A2"_qs).version, kSales).result();
    CS_OK(edited);
    QCOMPARE(edited->total.minor(), 1'250'000);
    QCOMPARE(edited->round, 2);
    QCOMPARE(edited->levels, (QStringList{u"MANAGER"_qs, u"FINANCE"_qs, u"DIRECTOR"_qs}));
    QCOMPARE(edited->waitingFor(), u"MANAGER"_qs);
    const Order stored = f.order(u"A2"_qs);
    QCOMPARE(stored.items, edited->items);
    QCOMPARE(stored.total, edited->total);
    QCOMPARE(f.history(u"A2"_qs).mid(f.history(u"A2"_qs).size() - 2), (QStringList{u"edited pending_approval"_qs, u"approval_requested pending_approval"_qs}));
    QCOMPARE(f.audit().last(), u"order.edit A2 EMP01"_qs);
    QVERIFY(f.auditVerifies());
    // The first round's manager decides the second one as well, and its outcome stands beside the first's.
    CS_OK(f.decide(u"A2"_qs, kManager));
    QCOMPARE(f.order(u"A2"_qs).waitingFor(), u"FINANCE"_qs);
    const auto all = *storage::ApprovalStore(f.reading()).ofOrder(u"A2"_qs);
    QCOMPARE(std::count_if(all.cbegin(), all.cend(), [](const Approval &one) { return one.state == ApprovalState::Approved; }), 2);
    QCOMPARE(std::count_if(all.cbegin(), all.cend(), [](const Approval &one) { return one.state == ApprovalState::Void; }), 1); // FINANCE of the first
}

void TestOrderEdits::whatWasVotedIsVoid()
{
    ServicesFixture f;
    const Order made = f.made(u"A1"_qs, 120'000);
    CS_OK(f.decide(u"A1"_qs, kManager, Verdict::Approve, Millis(10'000))); // held, to be taken back
    CS_OK(f.orders.edit(u"A1"_qs, worth(130'000), made.version, kSales).result());
    f.clock.advance(Millis(20'000));
    CS_OK(f.approvals.releaseDue().result());
    QCOMPARE(f.order(u"A1"_qs).status, OrderStatus::PendingApproval);
    QVERIFY(!f.topics(u"A1"_qs).contains(u"order.approval.completed"_qs));
    CS_FAILS(f.orders.edit(u"A1"_qs, worth(140'000), made.version, kSales).result(), ErrorKind::Conflict);
    CS_OK(f.decide(u"A1"_qs, kManager)); // and may vote anew
    QCOMPARE(f.order(u"A1"_qs).status, OrderStatus::Approved);
}

void TestOrderEdits::aSmallOrderNeedsNobody()
{
    ServicesFixture f;
    const Order made = f.made(u"A1"_qs, 120'000);
    const auto edited = f.orders.edit(u"A1"_qs, worth(99'999), made.version, kSales).result();
    CS_OK(edited);
    QCOMPARE(edited->status, OrderStatus::Approved);
    QCOMPARE(f.history(u"A1"_qs).mid(f.history(u"A1"_qs).size() - 2), (QStringList{u"edited pending_approval"_qs, u"approved approved"_qs}));
    QCOMPARE(f.approval(u"A1"_qs, u"MANAGER"_qs).state, ApprovalState::Void);
}

void TestOrderEdits::theSameItemsChangeNothing()
{
    ServicesFixture f;
    const Order made = f.made(u"A1"_qs, 120'000);
    const auto rows = records(f, u"A1"_qs).size();
    const auto edited = f.orders.edit(u"A1"_qs, made.items, made.version, kSales).result();
    CS_OK(edited);
    QCOMPARE(edited->version, made.version);
    QCOMPARE(records(f, u"A1"_qs).size(), rows);
    // The order that was imported is known again by its first content.
    CS_OK(f.orders.edit(u"A1"_qs, worth(150'000), made.version, kSales).result());
    CS_OK(f.orders.create(ServicesFixture::worth(u"A1"_qs, 120'000), kSales).result());
}

void TestOrderEdits::aStaleVersionIsRefusedAndSaysTheNewOne()
{
    ServicesFixture f;
    const Order made = f.made(u"A1"_qs, 120'000);
    CS_OK(f.orders.edit(u"A1"_qs, worth(130'000), made.version, kSales).result());
    const QList<OrderItem> now = f.order(u"A1"_qs).items;
    for (const QList<OrderItem> &items : {worth(140'000), now}) { // what changes nothing was not seen either
        const auto refused = f.orders.edit(u"A1"_qs, items, made.version, kSales).result();
        CS_FAILS(refused, ErrorKind::Conflict);
        QCOMPARE(refused.error().message, u"The order was changed (version %1 now); read it again."_qs.arg(made.version + 1));
    }
    QCOMPARE(f.order(u"A1"_qs).total.minor(), 130'000);
}

void TestOrderEdits::linesKeepTheNamesOfTheirProducts()
{
    ServicesFixture f;
    NewOrder order = ServicesFixture::worth(u"A1"_qs, 120'000);
    order.items = {{u"P1"_qs, u"Pavlova"_qs, 1, Money(120'000, Currency())}};
    CS_OK(f.orders.create(order, kSales).result());
    const auto edited = f.orders.edit(u"A1"_qs, worth(65'000, 2) + QList<OrderItem>{{u"P2"_qs, u"Chai"_qs, 1, Money(1, Currency())}}, f.order(u"A1"_qs).version, kSales).result();
    CS_OK(edited);
    QCOMPARE(edited->items.at(0).name, u"Pavlova"_qs);
    QCOMPARE(edited->items.at(1).name, u"Chai"_qs);
}

void TestOrderEdits::whatIsApprovedForWantOfALevelWasEditedFirst()
{
    ServicesFixture f;
    f.context.publish = {u"orders"_qs};
    const Order made = f.made(u"A1"_qs, 120'000);
    const auto before = records(f, u"A1"_qs).size();
    CS_OK(f.orders.edit(u"A1"_qs, worth(99'999), made.version, kSales).result());
    QStringList statuses;
    const auto all = records(f, u"A1"_qs);
    for (const storage::OutboxRow &row : all.mid(before)) {
        const auto value = json::parse(row.record.value.value_or(QByteArray()));
        if (row.record.topic == u"order-events"_qs && value.ok())
            statuses.append(value->find("type")->toString() + u' ' + value->find("data")->find("status")->toString());
    }
    QCOMPARE(statuses, (QStringList{u"ORDER_UPDATED pending_approval"_qs, u"ORDER_UPDATED approved"_qs}));
}

void TestOrderEdits::whoMayEdit()
{
    ServicesFixture f;
    f.made(u"A0"_qs, 120'000);
    f.context.readOnly = true;
    CS_FAILS(f.orders.edit(u"A0"_qs, worth(130'000), 1, kAdmin).result(), ErrorKind::Forbidden);
    f.context.readOnly = false;
    const Order made = f.made(u"A1"_qs, 120'000);
    const Actor colleague{u"EMP02"_qs, kSales.role};
    for (const Actor &one : {kViewer, kManager, colleague})
        CS_FAILS(f.orders.edit(u"A1"_qs, worth(130'000), made.version, one).result(), ErrorKind::Forbidden);
    CS_FAILS(f.orders.edit(u"none"_qs, worth(130'000), 1, kAdmin).result(), ErrorKind::NotFound);
    CS_OK(f.orders.edit(u"A1"_qs, worth(130'000), made.version, kAdmin).result());
}

void TestOrderEdits::onlyWhatWaitsIsEdited()
{
    ServicesFixture f;
    const Order small = f.made(u"A1"_qs, 100);
    CS_FAILS(f.orders.edit(u"A1"_qs, worth(200), small.version, kSales).result(), ErrorKind::Conflict);
    f.made(u"A2"_qs, 120'000);
    CS_OK(f.decide(u"A2"_qs, kManager, Verdict::Reject));
    CS_FAILS(f.orders.edit(u"A2"_qs, worth(200), f.order(u"A2"_qs).version, kSales).result(), ErrorKind::Conflict);
}

void TestOrderEdits::badItemsAreNamed()
{
    ServicesFixture f;
    const Order made = f.made(u"A1"_qs, 120'000);
    const auto none = f.orders.edit(u"A1"_qs, worth(100, 0), made.version, kSales).result();
    CS_FAILS(none, ErrorKind::Invalid);
    QCOMPARE(none.error().fields.value(0).field, u"items[0].quantity"_qs);
    CS_FAILS(f.orders.edit(u"A1"_qs, {}, made.version, kSales).result(), ErrorKind::Invalid);
    QCOMPARE(f.order(u"A1"_qs).version, made.version);
}

void TestOrderEdits::everyFamilyHearsOfIt()
{
    ServicesFixture f;
    f.context.publish = {u"oms"_qs, u"orders"_qs, u"ecommerce"_qs};
    const Order made = f.made(u"A1"_qs, 120'000);
    const auto before = records(f, u"A1"_qs).size();
    CS_OK(f.orders.edit(u"A1"_qs, worth(600'000), made.version, kSales).result());
    QStringList told;
    const auto all = records(f, u"A1"_qs);
    for (const storage::OutboxRow &row : all.mid(before))
        told.append(row.record.topic);
    QCOMPARE(told, (QStringList{u"order.approval.requested"_qs, u"order-events"_qs, u"ecommerce.order.status.updated"_qs}));
    const auto asked = json::parse(all.at(before).record.value.value_or(QByteArray()));
    CS_OK(asked);
    QCOMPARE(asked->find("approvalLevel")->toString(), u"MANAGER"_qs);
    QCOMPARE(asked->find("notifiers")->items().size(), 2);
    QCOMPARE(asked->find("order")->find("totalAmount")->text(), QByteArrayLiteral("6000.00"));
}

QTEST_GUILESS_MAIN(TestOrderEdits)
#include "tst_orderedits.moc"
