// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/actor.h"
#include "backend/services/flow/servicestatus.h"
#include "backend/support/result.h"

#include <QFuture>

namespace cs::services {

/// The services that this process runs, and the switch for each. Any thread; nothing waits.
class ServiceControl
{
public:
    virtual ~ServiceControl() = default;
    /// All of them, in the order of product.md; their lag is the poller's.
    virtual QList<ServiceStatus> services() const = 0;
    /// Turns a service on or off until the program ends; what it is told to run then is --services' again. Audited before it is
    /// done; no change is no act. Forbidden for who is no administrator and in a read-only program, NotFound for an unknown
    /// name, Conflict for one that cannot be switched (whyFixed), Unavailable while the program ends.
    virtual QFuture<Result<ServiceStatus>> turn(const QString &service, bool on, const Actor &by) = 0;
};

} // namespace cs::services
