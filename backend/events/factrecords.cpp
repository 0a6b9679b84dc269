// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/factrecords.h"

#include "backend/events/cloudevents.h"
#include "backend/events/factwriter.h"

#include <algorithm>

namespace cs::events {

namespace {

struct Family
{
    const char16_t *name;
    void (*add)(Fact, FactWriter &);
};
constexpr Family kFacts[] = {{u"oms", addOmsFacts}, {u"orders", addOrdersFacts}, {u"ecommerce", addShopFacts}};
constexpr Family kAnswers[] = {{u"ecommerce", addShopAnswers}, {u"pipeline", addPipelineAnswers}};
constexpr Family kDrivers[] = {{u"ecommerce", addShopCommands}, {u"pipeline", addPipelineCommands}};

bool isDriver(const QString &family)
{
    return std::any_of(std::begin(kDrivers), std::end(kDrivers), [&](const Family &one) { return family == QStringView(one.name); });
}

} // namespace

void FactWriter::add(const QString &topic, const QString &type, const QByteArray &value)
{
    const QString id = m_ids.uuid7();
    const QString &orderId = m_context.order.id;
    const CloudEvent event{id, type, m_context.source, m_context.at, orderId, m_context.causationId};
    OutRecord record{topic, orderId.toUtf8(), value, toHeaders(event)};
    if (const QByteArray typeId = m_context.typeIds.value(topic); !typeId.isEmpty())
        record.headers.append({QByteArrayLiteral("__TypeId__"), typeId});
    m_records.append({id, std::move(record)});
}

void FactWriter::addPaymentHeader()
{
    if (!m_context.paymentId.isEmpty())
        m_records.last().record.headers.append({kPaymentHeader, m_context.paymentId.toUtf8()});
}

namespace {

/// Of another's order only what was done here is told: a decision, or the answer to who asked for a step.
QList<FactRecord> recordsOfForeign(Fact fact, FactWriter &writer, const QStringList &publish)
{
    const bool decision = fact == Fact::LevelGranted || fact == Fact::LevelDenied;
    if (decision && publish.contains(QLatin1String("oms")))
        addOmsFacts(fact, writer);
    for (const Family &family : kAnswers) {
        if (!decision && writer.context().driver == QStringView(family.name))
            family.add(fact, writer);
    }
    return writer.take();
}

} // namespace

QList<FactRecord> recordsOf(Fact fact, const FactContext &context, const QStringList &publish, IdSource &ids)
{
    FactWriter writer(context, ids);
    if (!writer.isOurs())
        return recordsOfForeign(fact, writer, publish);
    for (const Family &family : kFacts) {
        if (publish.contains(QStringView(family.name)))
            family.add(fact, writer);
    }
    for (const Family &family : kDrivers) {
        if (context.driver == QStringView(family.name))
            family.add(fact, writer);
    }
    return writer.take();
}

Status checkDriver(const Order &order, const QString &driver)
{
    if (driver.isEmpty())
        return Done{};
    if (!isDriver(driver))
        return Error::invalid(QStringLiteral("The family %1 has no commands, so it cannot move an order on.").arg(driver));
    if (driver == QLatin1String("pipeline") && order.items.size() != 1) {
        return Error::invalid(QStringLiteral("Order %1 has %2 lines; a pipeline record holds one item, so the order needs another driver.")
                                  .arg(order.id).arg(order.items.size()));
    }
    return Done{};
}

DriverChoice driverOf(const Order &order, const QString &drive)
{
    const QString wanted = isDriver(order.family) ? order.family : drive == QLatin1String("none") ? QString() : drive;
    const Status fits = checkDriver(order, wanted);
    if (fits.ok())
        return {wanted, {}};
    return {QStringLiteral("ecommerce"), fits.error().message + QStringLiteral(" It is driven by ecommerce.")};
}

} // namespace cs::events
