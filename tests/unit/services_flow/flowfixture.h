// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/commandintake.h"
#include "backend/services/flow/doers.h"
#include "backend/services/flow/sandbox.h"
#include "backend/storage/stepstore.h"
#include "tests/unit/services_orders/servicesfixture.h"

namespace cs::services::test {

/// The services of an order's way on one store, without a broker: what the outbox asks is carried by hand.
class FlowFixture final
{
public:
    explicit FlowFixture(const QString &drive = QStringLiteral("ecommerce"), qint64 stock = 100, SandboxPayments::Rules rules = {});

    ServicesFixture base;
    std::unique_ptr<StepDoer> payment;
    std::unique_ptr<StepDoer> shipping;

    /// Gives the outbox' records that were not carried yet to every service's intake, `times` times each, in any order of topics.
    void carry(int times = 1);
    /// What a service has read: one record.
    void take(const QString &service, const events::Record &record);
    /// Does what is due of a step; how many were claimed.
    int work(Step step);
    /// Claims and asks, but loses the answer, as a crash would.
    int workAndCrash(Step step);
    void resume();
    /// Carries and works until nothing more happens.
    void run(int times = 1);
    QString status(const QString &orderId);
    QString stepsOf(const QString &orderId); ///< "payment done, reserve failed"
    std::optional<Payment> paymentOf(const QString &orderId);
    StockLevel stockOf(const QString &productId);
    int recordsOn(const QString &orderId, const QString &topic);
    /// A record of another system; its event id is made from the value.
    static events::Record foreign(const QString &topic, const QByteArray &value, const QByteArray &source = "urn:shop");

    template <typename T>
    T inStore(const std::function<Result<T>(storage::Connection &)> &job)
    {
        Result<T> result = base.writer.submitFor<T>(storage::Priority::Machine, storage::Durability::Normal, job).result();
        if (!result.ok())
            qFatal("%s", qPrintable(result.error().toString()));
        return std::move(result).value();
    }

private:
    QSet<QString> m_carried;
    qint64 m_offset = 0;
};

} // namespace cs::services::test
