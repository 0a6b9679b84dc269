// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/database.h"
#include "backend/storage/metastore.h"
#include "backend/storage/migrations.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/statements.h"
#include "tests/unit/storage/storefixture.h"

#include <QFileInfo>
#include <QtTest>
#include <sqlite3.h>
#include <thread>

using namespace cs;
using namespace cs::storage;
using namespace cs::storage::test;

class DatabaseTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsUrls_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("described");
        QTest::newRow("nothing") << QString() << QStringLiteral("SQLite /data/countersign.db");
        QTest::newRow("file") << QStringLiteral("sqlite:/tmp/a b.db") << QStringLiteral("SQLite /tmp/a b.db");
        QTest::newRow("server") << QStringLiteral("postgresql://ann:s%40cret@db.example:5433/my%20orders?sslmode=require")
                                << QStringLiteral("PostgreSQL ann@db.example:5433/my orders");
        QTest::newRow("usual port") << QStringLiteral("postgresql://localhost/x") << QStringLiteral("PostgreSQL localhost:5432/x");
        QTest::newRow("no name") << QStringLiteral("postgresql://localhost") << QString();
        QTest::newRow("other option") << QStringLiteral("postgresql://localhost/x?a=b") << QString();
        QTest::newRow("other kind") << QStringLiteral("mysql://localhost/x") << QString();
        QTest::newRow("no path") << QStringLiteral("sqlite:") << QString();
    }
    void readsUrls()
    {
        QFETCH(QString, url);
        QFETCH(QString, described);
        const auto config = DatabaseConfig::fromUrl(url, QStringLiteral("/data"));
        QCOMPARE(config.ok() ? config->describe() : QString(), described);
        if (!config) {
            QCOMPARE(config.error().kind, ErrorKind::Invalid);
            QVERIFY(!config.error().fields.isEmpty());
        } else if (url.contains(QStringLiteral("cret"))) {
            QCOMPARE(config->password, QStringLiteral("s@cret"));
            QCOMPARE(config->sslMode, QStringLiteral("require"));
        }
    }

    void rowsKeepWhatTheyWereGiven()
    {
        Rows rows(3);
        rows.add(QString(), QByteArray(), std::optional<QByteArray>());
        QVERIFY(rows.cell(0).bytes != nullptr && rows.cell(1).bytes != nullptr); // empty, which is not NULL
        QCOMPARE(rows.cell(2).type, Rows::Type::Null);
        QByteArray longer(1000, 'v');
        rows.add(QString(70'000, QChar(0xFC)), longer, std::optional(longer));
        longer.fill('x');
        Rows copy = rows;
        copy.add(QStringLiteral("copy"), QByteArray("c"), std::optional(longer));
        rows.add(QStringLiteral("rows"), QByteArray("r"), std::optional(longer));
        for (const Rows *one : {&rows, &copy}) {
            QCOMPARE(one->count(), 3);
            QCOMPARE(one->variant(3).toString(), QString(70'000, QChar(0xFC)));
            QCOMPARE(one->variant(4).toByteArray(), QByteArray(1000, 'v'));
            QCOMPARE(one->variant(5).toByteArray(), QByteArray(1000, 'v'));
            QCOMPARE(one->variant(8).toByteArray(), longer);
        }
        QCOMPARE(copy.variant(6).toString(), QStringLiteral("copy"));
        QCOMPARE(rows.variant(6).toString(), QStringLiteral("rows"));
        QCOMPARE(rows.variant(7).toByteArray(), QByteArray("r"));
    }

    void aRefusedConnectionSaysWhatToDo()
    {
        if (backend() != Backend::Postgres)
            QSKIP("SQLite has no server.");
        const auto refusal = [](DatabaseConfig config, auto change) {
            change(config);
            const auto opened = Connection::open(config, Access::ReadWrite);
            return opened.ok() ? QString() : opened.error().message.section(u';', -1).trimmed();
        };
        const StoreFixture fixture;
        QCOMPARE(refusal(fixture.config(), [](DatabaseConfig &config) { config.name = QStringLiteral("no_such_one"); }),
                 QStringLiteral("make it with createdb, or name another in --db"));
        QCOMPARE(refusal(fixture.config(), [](DatabaseConfig &config) { config.user = QStringLiteral("no_such_one"); }),
                 QStringLiteral("make the user with createuser, or name another in --db"));
        QCOMPARE(refusal(fixture.config(), [](DatabaseConfig &config) { config.host = QStringLiteral("127.0.0.1"), config.port = 1; }),
                 QStringLiteral("check that PostgreSQL runs there, and the host and port in --db"));
    }

    void bothBackendsHaveTheSameStatementsAndMigrations()
    {
        const auto names = [](Backend one) {
            QStringList keys = statements(one).keys();
            keys.removeIf([](const QString &name) { return name.startsWith(QLatin1String("sqlite.")); }); // of what only it has
            keys.sort();
            return keys;
        };
        QVERIFY(names(Backend::Sqlite).size() > 50);
        QCOMPARE(names(Backend::Sqlite), names(Backend::Postgres));
        const auto steps = [](Backend one) {
            QStringList all;
            for (const Migration &step : migrations(one))
                all.append(QString::number(step.version) + step.name);
            return all;
        };
        QCOMPARE(steps(Backend::Sqlite), steps(Backend::Postgres));
        QCOMPARE(migrations(Backend::Sqlite).first().version, 1);
    }

    void everyStatementIsPreparable()
    {
        // Placeholders for lists need their number; parts of statements (…columns) are no statements.
        StoreFixture fixture;
        Connection &connection = fixture.connection();
        const auto &all = statements(backend());
        for (auto it = all.begin(); it != all.end(); ++it) {
            if (it.key().endsWith(QStringLiteral("columns")) || it->contains(QStringLiteral("{rows}")))
                continue;
            const QVariantList values(it->count(QLatin1Char('?')), QVariant());
            const bool list = it->contains(QStringLiteral("{list}"));
            const auto done = list ? connection.selectIn(it.key(), values, {QVariant()}) : connection.select(it.key(), values);
            // The store may refuse the NULLs, as it should; what it must not do is to misunderstand the text.
            const QString trouble = done.ok() ? QString() : done.error().message.toLower().replace(QLatin1Char('-'), QLatin1Char(' '));
            const bool refusal = trouble.contains(QStringLiteral("not null")) || trouble.contains(QStringLiteral("datatype mismatch"));
            QVERIFY2(done.ok() || refusal, done.ok() ? "" : qPrintable(it.key() + done.error().message));
        }
    }

    void migratesOnceAndTwoAtATime()
    {
        StoreFixture fixture;
        QStringList troubles[2];
        std::thread threads[2];
        for (int i = 0; i < 2; ++i) {
            threads[i] = std::thread([&, i] {
                const auto opened = Connection::open(fixture.config(), Access::ReadWrite);
                if (!opened)
                    troubles[i].append(opened.error().toString());
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(troubles[0] + troubles[1], QStringList());
        CS_OK(MetaStore(fixture.connection()).set(QStringLiteral("a"), QStringLiteral("b")));
        const auto again = fixture.another();
        QCOMPARE(MetaStore(*again).value(QStringLiteral("a")).value(), QStringLiteral("b"));
        QCOMPARE(again->selectText(QStringLiteral("SELECT version FROM migrations"), {})->size(), migrations(backend()).size());
    }

    void anOlderStoreIsBroughtUpToDate()
    {
        StoreFixture fixture;
        NotificationStore store(fixture.connection());
        QList<Notification> told;
        for (int i = 0; i < 300; ++i) {
            Notification one;
            one.orderId = QStringLiteral("ORD%1").arg(i);
            one.userId = i % 200 == 1 ? QStringLiteral("RARE") : QStringLiteral("MGR001");
            one.createdAt = someTime(i);
            one.businessKey = QByteArray::number(i);
            told.append(one);
        }
        CS_OK(store.add(told));
        QStringList undone{QStringLiteral("DELETE FROM migrations WHERE version > 1")};
        if (backend() == Backend::Sqlite)
            undone << QStringLiteral("DROP TABLE notification_users") << QStringLiteral("CREATE INDEX notifications_by_user ON notifications (user_id)");
        for (const QString &one : undone)
            CS_OK(fixture.connection().selectText(one, {}));
        CS_FAILS(Connection::open(fixture.config(), Access::ReadOnly), ErrorKind::Unavailable);
        const auto now = fixture.another();
        NotificationQuery query;
        query.userId = QStringLiteral("RARE");
        QCOMPARE(NotificationStore(*now).page(query)->rows.size(), 2);
        QCOMPARE(NotificationStore(*now).unread(QStringLiteral("MGR001")).value(), 298);
    }

    void refusesANewerStore()
    {
        StoreFixture fixture;
        CS_OK(fixture.connection().selectText(QStringLiteral("INSERT INTO migrations VALUES (999, 'future', 0)"), {}));
        for (Access access : {Access::ReadWrite, Access::ReadOnly}) {
            const auto opened = Connection::open(fixture.config(), access);
            CS_FAILS(opened, ErrorKind::Fatal);
            QVERIFY2(opened.error().message.contains(QStringLiteral("999")), qPrintable(opened.error().message));
        }
    }

    void aReaderNeedsAStoreAndWritesNothing()
    {
        StoreFixture fixture;
        CS_FAILS(Connection::open(fixture.config(), Access::ReadOnly), ErrorKind::Unavailable);
        MetaStore store(fixture.connection());
        CS_OK(store.set(QStringLiteral("a"), QStringLiteral("b")));
        const auto reader = fixture.another(Access::ReadOnly);
        QCOMPARE(MetaStore(*reader).value(QStringLiteral("a")).value(), QStringLiteral("b"));
        CS_FAILS(MetaStore(*reader).set(QStringLiteral("a"), QStringLiteral("c")), ErrorKind::Forbidden);
        CS_OK(store.set(QStringLiteral("a"), QStringLiteral("d")));
        QCOMPARE(MetaStore(*reader).value(QStringLiteral("a")).value(), QStringLiteral("d"));
    }

    void aTransactionThatIsNotCommittedLeavesNothing()
    {
        StoreFixture fixture;
        MetaStore store(fixture.connection());
        {
            Transaction transaction(fixture.connection(), Durability::Normal);
            CS_OK(transaction.started());
            CS_OK(store.set(QStringLiteral("a"), QStringLiteral("b")));
        }
        QCOMPARE(store.value(QStringLiteral("a")).value(), QString());
        Transaction transaction(fixture.connection());
        CS_OK(store.set(QStringLiteral("a"), QStringLiteral("c")));
        CS_OK(transaction.commit());
        QCOMPARE(store.value(QStringLiteral("a")).value(), QStringLiteral("c"));
    }

    void theFileIsForItsOwnerOnly()
    {
        if (backend() != Backend::Sqlite)
            QSKIP("a matter of the SQLite file");
        StoreFixture fixture;
        CS_OK(MetaStore(fixture.connection()).set(QStringLiteral("a"), QStringLiteral("b")));
        const QString path = fixture.config().path;
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        for (const QString &name : {path, path + QStringLiteral("-wal"), path + QStringLiteral("-shm")}) {
            QVERIFY2(QFileInfo::exists(name), qPrintable(name));
            QCOMPARE(QFileInfo(name).permissions() & others, QFileDevice::Permissions());
        }
    }

    void givesBackWhatABurstHasLeftInMemory()
    {
        if (backend() != Backend::Sqlite)
            QSKIP("PostgreSQL keeps its pages itself.");
        StoreFixture fixture;
        Connection &connection = fixture.connection();
        const auto write = [&](int from, int to) {
            Rows rows(3, to - from);
            for (int i = from; i < to; ++i)
                rows.add(QStringLiteral("group"), QString(8000, u'k') + QString::number(i), qint64(i));
            return connection.runMany(QStringLiteral("inbox.insert"), rows);
        };
        const auto before = sqlite3_memory_used();
        CS_OK(write(0, 1000));
        QVERIFY2(sqlite3_memory_used() - before > 6'000'000, qPrintable(QString::number(sqlite3_memory_used() - before)));
        CS_OK(connection.checkpoint());
        QVERIFY2(sqlite3_memory_used() - before < 500'000, qPrintable(QString::number(sqlite3_memory_used() - before)));
        CS_OK(write(1000, 1300)); // in chunks of many rows, which are prepared anew
        QCOMPARE(connection.selectText(QStringLiteral("SELECT count(*) FROM inbox"), {})->first().first().toInt(), 1300);
    }

    void copiesTheLogBackDuringABurst()
    {
        if (backend() == Backend::Postgres)
            QSKIP("PostgreSQL cares for its own log.");
        const StoreFixture fixture;
        DatabaseConfig config = fixture.config();
        config.logPages = 1000; // 16 MB
        const auto opened = Connection::open(config, Access::ReadWrite);
        CS_OK(opened);
        Connection &connection = **opened;
        const QString value(1'000'000, QLatin1Char('x'));
        constexpr int kCommits = 60; // 60 MB
        for (int i = 0; i < kCommits; ++i) {
            Transaction transaction(connection, Durability::Normal);
            CS_OK(MetaStore(connection).set(QString::number(i), value));
            CS_OK(transaction.commit());
        }
        const qint64 log = QFileInfo(fixture.config().path + QStringLiteral("-wal")).size();
        QVERIFY2(log > 0 && log < 24'000'000, qPrintable(QString::number(log)));
        QCOMPARE(connection.selectText(QStringLiteral("SELECT count(*) FROM meta WHERE length(value) = 1000000"), {})->first().first().toInt(), kCommits);
    }

    void saysThatAFileIsNoStore()
    {
        if (backend() != Backend::Sqlite)
            QSKIP("a matter of the SQLite file");
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("countersign.db")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        CS_FAILS(Connection::open(DatabaseConfig::fromUrl({}, folder.path()).value(), Access::ReadWrite), ErrorKind::Fatal);
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
