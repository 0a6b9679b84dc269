// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/clock.h"

#include <QList>
#include <QMetaType>
#include <QStringList>
#include <optional>

namespace cs::services {

enum class ServiceState {
    Off,      ///< not run by this process
    Starting,
    Running,
    Paused,   ///< it reads, and nobody is set up to do its steps
    Waiting,  ///< for the broker
    Failed,   ///< its last turn failed; it tries again
    Stopping
};
QString serviceStateName(ServiceState state); ///< `off starting running paused waiting failed stopping`

/// One of the services of product.md, as this process runs it. A value.
struct ServiceStatus
{
    QString service;
    ServiceState state = ServiceState::Off;
    QString reason;     ///< why it is in that state, in words; may be empty
    QString whyFixed;   ///< why it cannot be switched while the program runs; empty: it can
    QStringList groups; ///< its consumer groups; empty: it consumes nothing
    qint64 lag = -1;    ///< of its groups together; -1: not known
    qint64 handled = 0; ///< records taken and steps done, since the program started
    qint64 failed = 0;  ///< bad records and steps that failed, likewise
    std::optional<TimePoint> lastHandledAt;

    bool isOn() const { return state != ServiceState::Off && state != ServiceState::Stopping; }
    /// Its readers are at work, so that a position which does not move is one that they do not move.
    bool isReading() const { return state == ServiceState::Running || state == ServiceState::Paused || state == ServiceState::Failed; }
    bool operator==(const ServiceStatus &) const = default;
};

} // namespace cs::services

Q_DECLARE_METATYPE(cs::services::ServiceStatus)
