// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/gateways.h"

#include <QStringList>

namespace cs::services {

/// Pays by rules: nothing is moved, and the same request always gets the same answer, so that it needs no memory. Stateless.
class SandboxPayments final : public PaymentGateway
{
public:
    struct Rules
    {
        QStringList refusedCustomers;
        QList<qint64> refusedAmounts; ///< in the currency's smallest unit
        QStringList pendingCustomers; ///< decided after pendingFor
        Millis pendingFor{5000};
    };
    SandboxPayments(const Clock &clock, Rules rules) : m_clock(clock), m_rules(std::move(rules)) {}
    QList<PaymentAnswer> pay(const QList<PaymentRequest> &requests) override;
    QList<PaymentAnswer> refund(const QList<PaymentRequest> &requests) override;

private:
    PaymentAnswer payOne(const PaymentRequest &request) const;

    const Clock &m_clock;
    const Rules m_rules;
};

/// Takes everything, gives tracking numbers, and delivers as time passes. Stateless.
class SandboxCarrier final : public Carrier
{
public:
    struct Pace
    {
        Millis delivered{0}; ///< after it was shipped; 0: at once
    };
    SandboxCarrier(const Clock &clock, Pace pace) : m_clock(clock), m_pace(pace) {}
    QList<ShipAnswer> ship(const QList<ShipRequest> &requests) override;
    QList<TrackAnswer> track(const QList<TrackRequest> &requests) override;

private:
    const Clock &m_clock;
    const Pace m_pace;
};

} // namespace cs::services
