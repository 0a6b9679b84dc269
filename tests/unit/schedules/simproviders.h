// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/gateways.h"
#include "tests/unit/schedules/simkafka.h"

#include <functional>
#include <memory>

namespace cs::services::test {

/// How a customer's payments go.
enum class Mood { Pays, Refuses, PaysLater, RefusesLater };

/// The bank behind every payment gateway: one key is one payment, and a payment is paid back once.
class SimBank final
{
public:
    struct Charge
    {
        QString orderId;
        QString paymentId;
        Money amount;
        bool paidBack = false;
    };
    SimBank(const Clock &clock, Random &random) : m_clock(clock), m_random(random) {}

    void setMood(const QString &orderId, Mood mood) { m_moods.insert(orderId, mood); }
    /// Money is taken; `charging` is told first.
    PaymentAnswer charge(const PaymentRequest &request);
    PaymentAnswer payBack(const PaymentRequest &request);
    QList<Charge> chargesOf(const QString &orderId) const;
    qint64 keptOf(const QString &orderId) const;

    std::function<void(const QString &orderId)> charging;
    std::function<void(const QString &key)> payingBack;
    bool troubled = true; ///< is away now and then, and loses answers

private:
    PaymentAnswer decide(const PaymentRequest &request);

    const Clock &m_clock;
    Random &m_random;
    QHash<QString, Mood> m_moods;
    QHash<QString, PaymentAnswer> m_decided; ///< by key
    QHash<QString, TimePoint> m_firstAsked;
    QList<Charge> m_charges;
};

class SimCarrier final
{
public:
    SimCarrier(const Clock &clock, Random &random) : m_clock(clock), m_random(random) {}
    ShipAnswer ship(const ShipRequest &request);
    TrackAnswer track(const TrackRequest &request);
    void refuse(const QString &orderId) { m_refused.append(orderId); }
    bool hasShipped(const QString &orderId) const { return m_shipped.contains(orderId); }

    std::function<void(const QString &orderId)> shipping;
    bool troubled = true;

private:
    const Clock &m_clock;
    Random &m_random;
    QStringList m_refused;
    QHash<QString, QString> m_shipped; ///< order to tracking number
};

std::unique_ptr<PaymentGateway> gatewayTo(SimBank &bank);
std::unique_ptr<Carrier> carrierTo(SimCarrier &carrier);

} // namespace cs::services::test
