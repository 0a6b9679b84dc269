// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storecontext.h"
#include "backend/services/core/storereader.h"
#include "backend/services/flow/servicecontrol.h"
#include "backend/services/metrics/metricsregistry.h"
#include "backend/services/metrics/snapshot.h"
#include "backend/services/orders/approvalservice.h"
#include "backend/services/orders/orderservice.h"
#include "backend/services/security/security.h"

#include <functional>

namespace cs::api {

/// What the routes work with; all of it outlives the server.
struct ApiContext
{
    services::StoreContext &store;
    services::StoreReader &reader;
    services::OrderService &orders;
    services::ApprovalService &approvals;
    services::Security &security;
    std::function<services::Snapshot()> snapshot; ///< any thread
    services::MetricsRegistry &metrics;
    bool demo = false; ///< creating and reading orders needs no token, on loopback
    QString dataDir{}; ///< where control.json goes; empty: nowhere
    QStringList hosts{}; ///< further values of Host
    QString brokers{};   ///< `host:port,…`, for /asyncapi.json
    QHash<QString, QString> groups{}; ///< the settings' consumer groups by their default names, likewise
    services::ServiceControl *services = nullptr; ///< null: this process runs none
};

} // namespace cs::api
