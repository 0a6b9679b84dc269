// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services_orders/servicesfixture.h"

#include "backend/domain/lifecycle.h"
#include "backend/storage/approvalstore.h"

namespace cs::services::test {

namespace {

const QString kStoreId = QStringLiteral("0194a000-0000-7000-8000-000000000001");

QList<User> people()
{
    QList<User> users;
    for (const Actor &one : {kSales, kManager, kManager2, kFinance, kDirector, kAdmin, kViewer})
        users.append({one.userId, one.userId, *roleFromName(one.role), {}, false});
    users.append({QStringLiteral("FIN002"), QStringLiteral("FIN002"), Role::Finance, {}, false});
    users.append({QStringLiteral("DIR002"), QStringLiteral("DIR002"), Role::Director, {}, false});
    return users;
}

/// Reading must work; a defect here fails the test at once.
template <typename T> T must(Result<T> result)
{
    if (!result.ok())
        qFatal("%s", qPrintable(result.error().toString()));
    return std::move(result).value();
}

} // namespace

ServicesFixture::ServicesFixture()
    : context{clock,
              ids,
              writer,
              changes,
              store.config(),
              kStoreId,
              QStringLiteral("urn:countersign:") + kStoreId,
              QByteArray(32, 'k'),
              defaultPolicy(),
              {QStringLiteral("oms")},
              false,
              {}}
{
    must(writer.start());
    must(
        writer
            .submit(storage::Priority::Person, storage::Durability::Normal,
                    [](storage::Connection &connection) { return storage::PeopleStore(connection).putUsers(people()); })
            .result());
}

storage::Connection &ServicesFixture::reading()
{
    if (!m_reading)
        m_reading = store.another(storage::Access::ReadOnly);
    return *m_reading;
}

Order ServicesFixture::order(const QString &id)
{
    return must(storage::OrderStore(reading()).find(id)).value();
}

Approval ServicesFixture::approval(const QString &orderId, const QString &level)
{
    return must(storage::ApprovalStore(reading()).find(orderId, 1, level)).value();
}

QStringList ServicesFixture::history(const QString &id)
{
    QStringList texts;
    for (const storage::HistoryEntry &one : must(storage::OrderStore(reading()).history(id)))
        texts.append(one.act + QLatin1Char(' ') + statusName(one.status));
    return texts;
}

QStringList ServicesFixture::topics(const QString &id)
{
    QStringList texts;
    for (const storage::OutboxRow &one : must(storage::OutboxStore(reading()).ofOrder(id)))
        texts.append(one.record.topic);
    return texts;
}

QStringList ServicesFixture::audit()
{
    QStringList texts;
    for (const storage::AuditEntry &one : must(storage::AuditStore(reading(), context.auditKey).entries(0, 1000)))
        texts.append(one.act + QLatin1Char(' ') + one.subject + QLatin1Char(' ') + one.actor.userId);
    return texts;
}

bool ServicesFixture::auditVerifies()
{
    return !must(storage::AuditStore(reading(), context.auditKey).verify()).has_value();
}

qint64 ServicesFixture::orderCount()
{
    return must(storage::OrderStore(reading()).count());
}

NewOrder ServicesFixture::worth(const QString &id, qint64 cents)
{
    NewOrder order;
    order.id = id;
    order.customerId = QStringLiteral("VINET");
    order.items = {{QStringLiteral("P011"), QStringLiteral("Queso Cabrales"), 1, Money(cents, Currency())}};
    return order;
}

Order ServicesFixture::made(const QString &id, qint64 cents)
{
    return must(orders.create(worth(id, cents), kSales).result());
}

Result<DecisionResult> ServicesFixture::decide(const QString &id, const Actor &actor, Verdict verdict, Millis hold)
{
    DecisionRequest request;
    request.orderId = id;
    request.level = actor.role;
    request.verdict = verdict;
    request.reason = verdict == Verdict::Reject ? QStringLiteral("Too expensive") : QString();
    request.version = order(id).version;
    request.holdFor = hold;
    return approvals.decide(request, actor).result();
}

} // namespace cs::services::test
