// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/acceptance/bookcases.h"

#include "tests/support/kafkaserver.h"
#include "tests/support/parts.h"
#include "tests/support/postgresserver.h"

/// Apache Kafka, and the store that COUNTERSIGN_TEST_BACKEND names: SQLite, or `postgres`.
class TestBookKafka final : public cs::test::BookCases
{
    Q_OBJECT

protected:
    cs::Result<std::shared_ptr<cs::test::Shop>> makeShop() override
    {
        CS_TRY(m_kafka.start());
        QString db;
        if (qgetenv("COUNTERSIGN_TEST_BACKEND") == "postgres") {
            CS_TRY(m_postgres.start());
            const auto made = m_postgres.createDatabase(QStringLiteral("book"));
            if (!made.ok())
                return made.error();
            db = *made;
        }
        return std::make_shared<cs::test::Shop>(m_kafka.address(), db);
    }
    bool brokerRemovesRepeats() const override { return true; }

private:
    cs::test::KafkaServer m_kafka;
    cs::test::PostgresServer m_postgres;
};

QTEST_GUILESS_MAIN(TestBookKafka)
#include "tst_book_kafka.moc"
