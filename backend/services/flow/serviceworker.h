// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storeworker.h"
#include "backend/services/flow/commandreader.h"
#include "backend/services/flow/doers.h"
#include "backend/services/flow/servicestatus.h"

#include <mutex>

namespace cs::services {

/// One service of an order's way (order, payment, inventory, shipping, notification): reads its command topics in its groups,
/// and does the steps that are due. Kafka's commands only insert; it takes from the store. Lives on a thread of its own;
/// start() runs its loop until requestStop(). On PostgreSQL several processes may run the same service.
class ServiceWorker final : public StoreWorker
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceWorker)

public:
    struct Config
    {
        QString service;
        QList<CommandReader::Config> readers;
        bool doesSteps = true;
        storage::Lane lane = {}; ///< whose steps it does, whichever of them read the command
    };
    /// `doer` may be null: of inventory, which needs none, or where nobody is set up to do it (then steps wait, visibly).
    /// `gate` and `metrics` may be null; they outlive this object, as does the context.
    ServiceWorker(StoreContext &context, Config config, std::unique_ptr<StepDoer> doer, FlowGate *gate = nullptr, MetricsRegistry *metrics = nullptr);
    ~ServiceWorker() override;

    /// How it does, since it was made; any thread. Group names and the switch are the composition's.
    ServiceStatus status() const;

private:
    Status turn() override;
    Status opened() override;
    void closing() override;
    void stopping() override;
    void troubled(const Error &error) override;
    void count(const QList<StepOutcome> &outcomes);
    void noteTurn(bool busy);
    Result<bool> resume();
    Status takeBack();
    Result<bool> doSteps();
    Result<bool> doSteps(Step step);

    const Config m_config;
    const std::unique_ptr<StepDoer> m_doer;
    storage::Lane m_lane;                                               ///< the configured one, claimed for by this session
    std::chrono::steady_clock::time_point m_takeBackAt;                 ///< what programs that are gone had claimed
    const std::shared_ptr<Wakeup> m_look = std::make_shared<Wakeup>(); ///< woken when orders have changed: something may be due
    std::chrono::steady_clock::time_point m_lookAt;                    ///< what others have asked for, and what is due by time
    std::vector<std::unique_ptr<CommandReader>> m_readers;
    mutable std::mutex m_mutex; ///< guards what follows
    ServiceState m_state = ServiceState::Starting;
    QString m_reason;
    qint64 m_steps = 0;
    qint64 m_failedSteps = 0;
    std::optional<TimePoint> m_handledAt;
};

} // namespace cs::services
