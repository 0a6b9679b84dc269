// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/services_flow/flowfixture.h"

#include "backend/domain/lifecycle.h"
#include "backend/storage/paymentstore.h"
#include "backend/storage/referencestore.h"
#include "backend/storage/stockstore.h"

namespace cs::services::test {

using storage::Connection;

namespace {

const QStringList kServices{QStringLiteral("order"), QStringLiteral("payment"), QStringLiteral("inventory"), QStringLiteral("shipping"),
                            QStringLiteral("notification")};

QString serviceOf(Step step)
{
    return QString::fromUtf16(ruleOf(step).service);
}

} // namespace

FlowFixture::FlowFixture(const QString &drive, qint64 stock, SandboxPayments::Rules rules)
    : payment(paymentDoer(std::make_unique<SandboxPayments>(base.clock, std::move(rules)), base.clock)),
      shipping(shippingDoer(std::make_unique<SandboxCarrier>(base.clock, SandboxCarrier::Pace()), base.clock))
{
    base.context.drive = drive == QLatin1String("none") ? QString() : drive;
    base.context.publish = {QStringLiteral("oms"), QStringLiteral("orders"), QStringLiteral("ecommerce")};
    inStore<qint64>([stock](Connection &connection) -> Result<qint64> {
        CS_TRY(storage::ReferenceStore(connection).putProducts({{QStringLiteral("P011"), {}, {}, Money(1, Currency()), stock, false}}));
        return storage::StockStore(connection).seed();
    });
}

void FlowFixture::take(const QString &service, const events::Record &record)
{
    const CommandPlace place{service, service + QStringLiteral("-service"), {}, {record.topic}, {record.topic}, {record.topic}};
    IntakeBatch batch = takeCommands({record}, place, base.context);
    inStore<bool>([&](Connection &connection) -> Result<bool> {
        CS_TRY(storeCommands(connection, batch, place, base.context));
        return true;
    });
}

void FlowFixture::carry(int times)
{
    const auto rows = storage::OutboxStore(base.reading()).pending(0, 10'000).value();
    for (auto row = rows.crbegin(); row != rows.crend(); ++row) { // the latest first: topics have no order among them
        if (m_carried.contains(row->eventId))
            continue;
        m_carried.insert(row->eventId);
        for (int i = 0; i < times; ++i) {
            const events::Record record{row->record.topic, 0, m_offset++, 0, row->record.key, row->record.value, row->record.headers};
            for (const QString &service : kServices)
                take(service, record);
        }
    }
}

int FlowFixture::workAndCrash(Step step)
{
    const Due due = inStore<Due>([&](Connection &connection) { return takeDue(base.context, connection, serviceOf(step), step, 100); });
    StepDoer &doer = step == Step::Payment || step == Step::Refund ? *payment : *shipping;
    if (!due.work.isEmpty())
        (void)doer.perform(due.work);
    return due.claimed;
}

int FlowFixture::work(Step step)
{
    const Due due = inStore<Due>([&](Connection &connection) { return takeDue(base.context, connection, serviceOf(step), step, 100); });
    if (due.work.isEmpty())
        return due.claimed;
    StepDoer &doer = step == Step::Payment || step == Step::Refund ? *payment : *shipping;
    const QList<StepOutcome> outcomes = doer.perform(due.work);
    inStore<Notice>([&](Connection &connection) { return settle(base.context, connection, serviceOf(step), outcomes); });
    return due.claimed;
}

void FlowFixture::resume()
{
    for (const QString &service : kServices)
        inStore<Resumed>([&](Connection &connection) { return resumeParked(connection, service, base.context); });
}

void FlowFixture::run(int times)
{
    for (bool busy = true; busy;) {
        busy = false;
        carry(times);
        resume();
        for (int i = 0; i < kStepCount; ++i)
            busy = work(Step(i)) > 0 || busy;
    }
}

QString FlowFixture::status(const QString &orderId)
{
    return statusName(base.order(orderId).status);
}

QString FlowFixture::stepsOf(const QString &orderId)
{
    QStringList texts;
    const QList<storage::StepRow> rows = storage::StepStore(base.reading()).ofOrder(orderId).value();
    for (const storage::StepRow &one : rows)
        texts.append(stepName(one.step) + QLatin1Char(' ') + stepStateName(one.state));
    return texts.join(QStringLiteral(", "));
}

std::optional<Payment> FlowFixture::paymentOf(const QString &orderId)
{
    return storage::PaymentStore(base.reading()).find(orderId).value();
}

StockLevel FlowFixture::stockOf(const QString &productId)
{
    const QList<StockLevel> levels = storage::StockStore(base.reading()).levels().value();
    for (const StockLevel &one : levels) {
        if (one.productId == productId)
            return one;
    }
    return {};
}

int FlowFixture::recordsOn(const QString &orderId, const QString &topic)
{
    return int(base.topics(orderId).count(topic));
}

events::Record FlowFixture::foreign(const QString &topic, const QByteArray &value, const QByteArray &source)
{
    return {topic, 0, 1'000'000, 0, QByteArray("k"), value, {{"ce_id", keyHash({value, topic.toUtf8()}).toHex()}, {"ce_source", source}}};
}

} // namespace cs::services::test
