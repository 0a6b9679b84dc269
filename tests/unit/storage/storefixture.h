// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/order.h"
#include "backend/storage/database.h"

#include <QTemporaryDir>

/// Fails the test with the error's words.
#define CS_OK(expression)                                                                                              \
    do {                                                                                                               \
        const auto &csResult = (expression);                                                                           \
        QVERIFY2(csResult.ok(), csResult.ok() ? "" : qPrintable(csResult.error().toString()));                         \
    } while (false)
/// Fails the test unless it fails with that kind of error.
#define CS_FAILS(expression, errorKind)                                                                                \
    do {                                                                                                               \
        const auto &csResult = (expression);                                                                           \
        QVERIFY2(!csResult.ok(), "it should have failed");                                                             \
        QVERIFY2(csResult.error().kind == errorKind, qPrintable(csResult.error().toString()));                         \
    } while (false)

namespace cs::storage::test {

/// The backend that this run tests: PostgreSQL with COUNTERSIGN_TEST_BACKEND=postgres, else SQLite.
Backend backend();

/// An empty store of its own for one test, on the backend of this run.
class StoreFixture final
{
public:
    StoreFixture();
    const DatabaseConfig &config() const { return m_config; }
    /// A writing connection, opened (and the schema made) at the first call.
    Connection &connection();
    std::unique_ptr<Connection> another(Access access = Access::ReadWrite) const;

private:
    QTemporaryDir m_folder;
    DatabaseConfig m_config;
    std::unique_ptr<Connection> m_connection;
};

/// An order of two items worth 2 × 14.00 + 1 × 9.80, made `number` seconds after a fixed moment.
Order someOrder(int number);
TimePoint someTime(int seconds = 0);

} // namespace cs::storage::test
