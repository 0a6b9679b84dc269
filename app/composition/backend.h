// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/settings/options.h"
#include "backend/support/result.h"

#include <QString>
#include <functional>
#include <memory>

namespace cs::api {
struct ApiContext;
}
namespace cs::messaging {
struct BrokerConfig;
}
namespace cs::services {
struct StoreContext;
class StoreReader;
class OrderService;
class ApprovalService;
class Security;
class Changes;
class Poller;
class ServiceControl;
} // namespace cs::services

namespace cs::app {

/// The whole backend of one process: it makes the store's writer, the embedded broker, every service and every thread,
/// wires them and takes them down again. start() may run on any thread but the GUI's (it waits for disk and broker);
/// the accessors hold from a successful start() to stop().
class Backend final
{
public:
    explicit Backend(settings::Options options);
    ~Backend(); ///< stops
    Backend(const Backend &) = delete;
    Backend &operator=(const Backend &) = delete;

    /// Takes the data folder (Conflict when another process owns it), opens the store, starts broker, workers and API. On an
    /// error everything is taken down again.
    Status start();
    /// Ends every thread within 3 s each, newest first; what people did is in the store before this returns.
    void stop();
    /// A worker is in trouble (the broker is away, a batch is refused); called from its thread with a sentence for the
    /// person. Set before start().
    void onFailure(std::function<void(const QString &)> handler);

    const settings::Options &options() const;
    QString brokerAddress() const;
    QString apiAddress() const; ///< http://127.0.0.1:3001, or empty when the API is off
    services::StoreContext &context() const;
    services::StoreReader &reader() const;
    services::OrderService &orders() const;
    services::ApprovalService &approvals() const;
    services::Security &security() const;
    services::Changes &changes() const;
    services::Poller &poller() const;
    services::ServiceControl &serviceControl() const;
    const messaging::BrokerConfig &broker() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::app
