// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/storage/storefixture.h"

#include "tests/support/postgresserver.h"

#include <QtTest>

namespace cs::storage::test {

namespace {

/// One server for the whole program; each test has a database of its own.
QString newPostgresUrl()
{
    static cs::test::PostgresServer server;
    static int counter = 0;
    if (!server.isRunning()) {
        if (const auto started = server.start(); !started.ok())
            qFatal("PostgreSQL does not start: %s", qPrintable(started.error().message));
    }
    const auto url = server.createDatabase(QStringLiteral("store%1").arg(++counter));
    if (!url.ok())
        qFatal("no database: %s", qPrintable(url.error().message));
    return url.value();
}

} // namespace

Backend backend()
{
    return qEnvironmentVariable("COUNTERSIGN_TEST_BACKEND") == QStringLiteral("postgres") ? Backend::Postgres : Backend::Sqlite;
}

StoreFixture::StoreFixture()
{
    const QString url = backend() == Backend::Postgres ? newPostgresUrl() : QString();
    m_config = DatabaseConfig::fromUrl(url, m_folder.path()).value();
}

Connection &StoreFixture::connection()
{
    if (!m_connection)
        m_connection = another();
    return *m_connection;
}

std::unique_ptr<Connection> StoreFixture::another(Access access) const
{
    auto opened = Connection::open(m_config, access);
    if (!opened)
        qFatal("the store does not open: %s", qPrintable(opened.error().toString()));
    return std::move(opened).value();
}

TimePoint someTime(int seconds)
{
    return fromMillis(1'750'156'200'000) + std::chrono::seconds(seconds);
}

Order someOrder(int number)
{
    Order order;
    order.id = QStringLiteral("ORD%1").arg(number, 5, 10, QLatin1Char('0'));
    order.customerId = QStringLiteral("CUST%1").arg(number % 7);
    order.items = {{QStringLiteral("P1"), QStringLiteral("Cheese"), 2, Money(1400, {})},
        {QStringLiteral("P2"), QString(), 1, Money(980, {})}};
    order.total = Money(3780, {});
    order.createdBy = Actor::of(QStringLiteral("EMP01"), Role::SalesExecutive);
    order.submittedBy = QStringLiteral("ADMIN001");
    order.owner = QStringLiteral("urn:countersign:test");
    order.levels = {QStringLiteral("MANAGER"), QStringLiteral("FINANCE")};
    order.createdAt = someTime(number);
    order.updatedAt = someTime(number);
    return order;
}

} // namespace cs::storage::test
