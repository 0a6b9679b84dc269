// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/flow/servicestatus.h"

namespace cs::services {

QString serviceStateName(ServiceState state)
{
    switch (state) {
    case ServiceState::Off: return QStringLiteral("off");
    case ServiceState::Starting: return QStringLiteral("starting");
    case ServiceState::Running: return QStringLiteral("running");
    case ServiceState::Paused: return QStringLiteral("paused");
    case ServiceState::Waiting: return QStringLiteral("waiting");
    case ServiceState::Failed: return QStringLiteral("failed");
    case ServiceState::Stopping: return QStringLiteral("stopping");
    }
    return {};
}

} // namespace cs::services
