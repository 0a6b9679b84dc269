// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/orders/approvalservice.h"
#include "backend/services/orders/orderservice.h"
#include "backend/storage/auditstore.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/outboxstore.h"
#include "backend/storage/peoplestore.h"
#include "tests/unit/storage/storefixture.h"

#include <atomic>

namespace cs::services::test {

/// A clock that stands still until it is moved.
class StillClock final : public Clock
{
public:
    TimePoint now() const override { return fromMillis(m_ms); }
    void advance(Millis by) { m_ms += by.count(); }

private:
    std::atomic<qint64> m_ms = 1'795'252'440'000; // 2026-11-21 09:14 UTC
};

/// A store with its writer and services, a still clock and seeded ids; two people of each approving role.
class ServicesFixture final
{
public:
    ServicesFixture();
    ~ServicesFixture() { writer.stop(); } // what it still commits is announced, and the services answer it
    Q_DISABLE_COPY_MOVE(ServicesFixture)

    StillClock clock;
    RandomIdSource ids{clock, 42};
    storage::test::StoreFixture store;
    storage::StoreWriter writer{store.config()};
    Changes changes;
    StoreContext context;
    OrderService orders{context};
    ApprovalService approvals{context};

    /// Reads, on the test's thread.
    storage::Connection &reading();
    Order order(const QString &id);
    Approval approval(const QString &orderId, const QString &level);
    QStringList history(const QString &id); ///< "act status"
    QStringList topics(const QString &id);  ///< of the outbox rows, in their order
    QStringList audit();                    ///< "act subject user"
    bool auditVerifies();
    qint64 orderCount();

    /// An order of one item worth that many cents.
    static NewOrder worth(const QString &id, qint64 cents);
    /// Creates it as EMP01 and gives it as it is.
    Order made(const QString &id, qint64 cents);
    Result<DecisionResult> decide(const QString &id, const Actor &actor, Verdict verdict = Verdict::Approve,
                                  Millis hold = Millis(0));

private:
    std::unique_ptr<storage::Connection> m_reading;
};

inline const Actor kSales{QStringLiteral("EMP01"), QStringLiteral("SALES_EXECUTIVE")};
inline const Actor kManager{QStringLiteral("MGR001"), QStringLiteral("MANAGER")};
inline const Actor kManager2{QStringLiteral("MGR002"), QStringLiteral("MANAGER")};
inline const Actor kFinance{QStringLiteral("FIN001"), QStringLiteral("FINANCE")};
inline const Actor kDirector{QStringLiteral("DIR001"), QStringLiteral("DIRECTOR")};
inline const Actor kAdmin{QStringLiteral("ADMIN001"), QStringLiteral("ADMIN")};
inline const Actor kViewer{QStringLiteral("VIEW001"), QStringLiteral("VIEWER")};

} // namespace cs::services::test
