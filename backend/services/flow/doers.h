// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/duesteps.h"
#include "backend/services/flow/gateways.h"

#include <memory>

namespace cs::services {

/// Does claimed steps of a service with whoever does them; an outcome for each. On the service's thread.
class StepDoer
{
public:
    virtual ~StepDoer() = default;
    virtual QList<StepOutcome> perform(const QList<Work> &work) = 0;
    virtual void stop() = 0; ///< any thread
};

/// Payment and Refund.
std::unique_ptr<StepDoer> paymentDoer(std::unique_ptr<PaymentGateway> gateway, const Clock &clock);
/// Ship and Deliver.
std::unique_ptr<StepDoer> shippingDoer(std::unique_ptr<Carrier> carrier, const Clock &clock);

} // namespace cs::services
