// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/queries/awaitedstep.h"

#include <algorithm>

namespace cs::services {

namespace {

const ServiceStatus *statusOf(const QList<ServiceStatus> &services, const QString &service)
{
    const auto found = std::find_if(services.cbegin(), services.cend(), [&service](const ServiceStatus &one) { return one.service == service; });
    return found == services.cend() ? nullptr : &*found;
}

} // namespace

QString AwaitedStep::stateText() const
{
    if (!asked)
        return QStringLiteral("others");
    return state ? stepStateName(*state) : QStringLiteral("asked");
}

bool AwaitedStep::isServedBy(const QList<ServiceStatus> &services) const
{
    const ServiceStatus *const here = statusOf(services, QString::fromUtf16(ruleOf(step).service));
    return here != nullptr && here->isOn();
}

QString AwaitedStep::reason(const QList<ServiceStatus> &services) const
{
    const QString service = QString::fromUtf16(ruleOf(step).service);
    if (!asked)
        return QStringLiteral("No service of ours was asked for it: the order goes on when another system reports it.");
    if (!isServedBy(services))
        return QStringLiteral("The %1 service does not run here: another program has to do it.").arg(service);
    const ServiceStatus *const here = statusOf(services, service);
    if (here->state == ServiceState::Paused && !here->reason.isEmpty())
        return here->reason;
    return state ? QStringLiteral("The %1 service has it.").arg(service) : QStringLiteral("The %1 service was asked, and has not taken it yet.").arg(service);
}

std::optional<AwaitedStep> awaitedStep(OrderStatus status, const QList<StepRow> &steps, const QList<OutboxRow> &records)
{
    const std::optional<Step> step = stepAfter(status);
    if (!step)
        return std::nullopt;
    const auto row = std::find_if(steps.cbegin(), steps.cend(), [step](const StepRow &one) { return one.step == *step; });
    if (row != steps.cend())
        return AwaitedStep{*step, true, row->state};
    return AwaitedStep{*step, isAskedFor(records, *step), std::nullopt};
}

Result<std::optional<AwaitedStep>> readAwaitedStep(storage::Connection &connection, const Order &order)
{
    if (!stepAfter(order.status))
        return std::optional<AwaitedStep>();
    const auto steps = storage::StepStore(connection).ofOrder(order.id);
    CS_TRY(steps);
    const auto records = storage::OutboxStore(connection).ofOrder(order.id);
    CS_TRY(records);
    return awaitedStep(order.status, *steps, *records);
}

} // namespace cs::services
