// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/settings/settings.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace cs;
using namespace cs::settings;

namespace {

QProcessEnvironment environmentOf(std::initializer_list<std::pair<QString, QString>> variables)
{
    QProcessEnvironment environment;
    for (const auto &[name, value] : variables)
        environment.insert(name, value);
    return environment;
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QStringList inDir(QStringList more = {}) const { return QStringList{QStringLiteral("--data-dir"), m_dir.path()} + more; }
    void ini(const QByteArray &content) const { write(m_dir.filePath(QStringLiteral("countersign.ini")), content); }
    QString errorOf(const QStringList &arguments, const QProcessEnvironment &environment = {}) const
    {
        const auto options = load(inDir(arguments), environment);
        return options.ok() ? QString() : options.error().message;
    }

private Q_SLOTS:
    void init() { QFile::remove(m_dir.filePath(QStringLiteral("countersign.ini"))); }

    void defaultsAreThoseOfTheManual()
    {
        const auto options = load(inDir(), {});
        QVERIFY2(options.ok(), qPrintable(options.ok() ? QString() : options.error().message));
        QCOMPARE(options->dataDir, m_dir.path());
        QCOMPARE(options->configFile, m_dir.filePath(QStringLiteral("countersign.ini")));
        QCOMPARE(options->brokers, QStringLiteral("embedded"));
        QVERIFY(options->embedded);
        QVERIFY(options->db.isEmpty());
        QCOMPARE(options->port, 3001);
        QCOMPARE(options->healthPort, 0);
        QCOMPARE(options->publish, QStringList({QStringLiteral("oms"), QStringLiteral("ecommerce")}));
        QVERIFY(options->drive.isEmpty());
        QCOMPARE(options->services.size(), 6);
        QVERIFY(!options->demo && !options->readOnly);
        QCOMPARE(options->httpAddress, QStringLiteral("127.0.0.1"));
        QCOMPARE(options->notificationGroup, QStringLiteral("notification-group"));
        QCOMPARE(options->staleHours, 24);
        QCOMPARE(options->approvalDueHours, 24);
        QVERIFY(options->notices.isEmpty());
    }

    void anOptionWinsOverTheEnvironmentOverTheFile()
    {
        ini("port = 3100\nhealth-port=3101\n[countersign]\npublish = oms\n");
        const auto environment = environmentOf({{QStringLiteral("PORT"), QStringLiteral("3200")},
                                                {QStringLiteral("NOTIFICATION_PORT"), QString()}});
        QCOMPARE(load(inDir(), {})->port, 3100);
        QCOMPARE(load(inDir(), environment)->port, 3200);
        QCOMPARE(load(inDir(), environment)->healthPort, 3101); // an empty variable is none
        QCOMPARE(load(inDir({QStringLiteral("--port=3300")}), environment)->port, 3300);
        QCOMPARE(load(inDir(), environment)->publish, QStringList{QStringLiteral("oms")});
    }

    void theEnvironmentStandsInForEachOptionThatHasOne()
    {
        const auto environment = environmentOf({{QStringLiteral("COUNTERSIGN_DATA_DIR"), m_dir.path()},
                                                {QStringLiteral("KAFKA_BROKERS"), QStringLiteral("a:9092,b:9093")},
                                                {QStringLiteral("DB_URL"), QStringLiteral("postgresql://u@h:5432/n")},
                                                {QStringLiteral("NOTIFICATION_PORT"), QStringLiteral("3002")}});
        const auto options = load({}, environment);
        QVERIFY(options.ok());
        QCOMPARE(options->dataDir, m_dir.path());
        QCOMPARE(options->brokers, QStringLiteral("a:9092,b:9093"));
        QVERIFY(!options->embedded);
        QCOMPARE(options->db, QStringLiteral("postgresql://u@h:5432/n"));
        QCOMPARE(options->healthPort, 3002);
        QCOMPARE(options->services, QStringList({QStringLiteral("order"), QStringLiteral("approval"), QStringLiteral("notification")}));
    }

    void aWrongValueIsRefusedByName_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, QStringList arguments, const QString &message) { QTest::newRow(name) << arguments << message; };
        row("unknown", {QStringLiteral("--prot"), QStringLiteral("1")}, QStringLiteral("--prot is not an option; --help lists them."));
        row("short", {QStringLiteral("-p")}, QStringLiteral("-p is not an option; --help lists them."));
        row("port", {QStringLiteral("--port"), QStringLiteral("65536")}, QStringLiteral("--port: '65536' is not a whole number from 0 to 65535."));
        row("text", {QStringLiteral("--port"), QStringLiteral("http")}, QStringLiteral("--port: 'http' is not a whole number from 0 to 65535."));
        row("missing", {QStringLiteral("--port")}, QStringLiteral("--port needs a value: --port N."));
        row("flag", {QStringLiteral("--demo=yes")}, QStringLiteral("--demo takes no value."));
        row("family", {QStringLiteral("--publish"), QStringLiteral("oms,sap")},
            QStringLiteral("--publish: 'sap' is not one of oms, requests, orders, pipeline, ecommerce."));
        row("drive", {QStringLiteral("--drive"), QStringLiteral("oms")}, QStringLiteral("--drive: 'oms' is not one of ecommerce, pipeline, none."));
        row("broker", {QStringLiteral("--brokers"), QStringLiteral("localhost")},
            QStringLiteral("--brokers: 'localhost' is not host:port; give host:port,... or 'embedded'."));
        row("same port", {QStringLiteral("--health-port=3001")}, QStringLiteral("--health-port: 3001 is the port of --port already; give another."));
        row("all and one", {QStringLiteral("--services"), QStringLiteral("order,all")}, QStringLiteral("services: 'all' stands alone, not among others."));
        row("none and one", {QStringLiteral("--services"), QStringLiteral("none,order")}, QStringLiteral("services: 'none' stands alone, not among others."));
        row("positional", {QStringLiteral("orders.jsonl")}, QStringLiteral("'orders.jsonl' is not expected; --help shows the usage."));
        row("no file", {QStringLiteral("--config"), QStringLiteral("/nowhere/c.ini")},
            QStringLiteral("The configuration file /nowhere/c.ini cannot be read: No such file or directory."));
    }
    void aWrongValueIsRefusedByName()
    {
        QFETCH(QStringList, arguments);
        QTEST(errorOf(arguments), "message");
    }

    void aWrongFileIsRefusedByLine_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        QTest::newRow("key") << QByteArray("\n# x\nportt = 1\n") << QStringLiteral("countersign.ini line 3: there is no key 'portt' in section [countersign].");
        QTest::newRow("value") << QByteArray("port = x\n") << QStringLiteral("countersign.ini line 1: port: 'x' is not a whole number from 0 to 65535.");
        QTest::newRow("line") << QByteArray("port\n") << QStringLiteral("countersign.ini line 1: a line is written key = value.");
        QTest::newRow("twice") << QByteArray("port=1\nport=2\n") << QStringLiteral("countersign.ini line 2: port is set twice.");
        QTest::newRow("folder") << QByteArray("data-dir = /x\n") << QStringLiteral("countersign.ini line 1: there is no key 'data-dir' in section [countersign].");
        QTest::newRow("group without a name") << QByteArray("[groups]\norder =\n") << QStringLiteral("[groups] order: a consumer group needs a name.");
        QTest::newRow("group of two") << QByteArray("[groups]\norder = notification-group\n")
                                      << QStringLiteral("[groups] order: 'notification-group' is the group of another consumer already; each needs its own.");
        QTest::newRow("db password") << QByteArray("db = postgresql://u:p@h/n\n")
                                     << QStringLiteral("countersign.ini line 1: a password is not read from a file; give it in the environment as PGPASSWORD.");
        QTest::newRow("topic") << QByteArray("[type-ids]\norders created = X\n") << QStringLiteral("countersign.ini line 2: 'orders created' is no topic's name.");
        QTest::newRow("type") << QByteArray("[type-ids]\norders = com.shop. X\n") << QStringLiteral("countersign.ini line 2: a type has no spaces, and at most 256 characters.");
        QTest::newRow("ours") << QByteArray("[kafka]\nacks = 0\n") << QStringLiteral("countersign.ini line 2: acks is set by the program and cannot be changed.");
        QTest::newRow("currency") << QByteArray("[approval]\nbase-currency = XXZ\n") << QString();
        QTest::newRow("rising") << QByteArray("[approval]\nmanager-from = 6000\n")
                                << QStringLiteral("[approval]: the amounts must rise from manager-from to finance-from to director-from.");
        QTest::newRow("rate") << QByteArray("[rates]\nEUR = 1,08\n") << QStringLiteral("countersign.ini line 2: '1,08' is not a rate such as 1.0842, with at most 9 decimals.");
    }
    void aWrongFileIsRefusedByLine()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        ini(content);
        const QString error = errorOf({});
        QVERIFY(!error.isEmpty());
        if (!message.isEmpty())
            QCOMPARE(error, message);
    }

    void secretsComeFromTheEnvironmentOnly()
    {
        ini("[kafka]\nsasl.password = hunter2\n");
        QVERIFY(errorOf({}).contains(QStringLiteral("COUNTERSIGN_KAFKA_PASSWORD")));
        QVERIFY(!errorOf({}).contains(QStringLiteral("hunter2")));
        ini("[kafka]\nsecurity.protocol = SASL_SSL\n[type-ids]\necommerce.orders.created = com.shop.Order\n");
        const auto options = load(inDir(), environmentOf({{QStringLiteral("COUNTERSIGN_KAFKA_PASSWORD"), QStringLiteral("hunter2")}}));
        QVERIFY(options.ok());
        QCOMPARE(options->kafka.value(QStringLiteral("security.protocol")), QStringLiteral("SASL_SSL"));
        QCOMPARE(options->kafka.value(QStringLiteral("sasl.password")), QStringLiteral("hunter2"));
        QCOMPARE(options->typeIds.value(QStringLiteral("ecommerce.orders.created")), QByteArray("com.shop.Order"));
    }

    void thePolicyIsInTheBaseCurrencysUnits()
    {
        ini("[approval]\nbase-currency = JPY\nmanager-from = 150000\nfinance-from = 700000\ndirector-from = 1500000\n[rates]\nUSD = 151.25\n");
        const auto options = load(inDir(), {});
        QVERIFY2(options.ok(), qPrintable(options.ok() ? QString() : options.error().message));
        QCOMPARE(options->policy.base.code(), QStringLiteral("JPY"));
        QCOMPARE(options->policy.steps.at(0).from, 150000);
        QCOMPARE(options->policy.steps.at(2).from, 1500000);
        QCOMPARE(options->policy.rates.value(QStringLiteral("USD")), std::pair(qint64(15125), qint64(100)));
    }

    void servicesAndFamiliesAreResolved()
    {
        QCOMPARE(load(inDir({QStringLiteral("--services=none")}), {})->services, QStringList());
        QCOMPARE(load(inDir({QStringLiteral("--read-only")}), {})->services, QStringList());
        QCOMPARE(load(inDir({QStringLiteral("--services"), QStringLiteral("order, notification")}), {})->services,
                 QStringList({QStringLiteral("order"), QStringLiteral("notification")}));
        const auto options = load(inDir({QStringLiteral("--publish=oms,orders")}), {});
        QCOMPARE(options->publish, (QStringList{QStringLiteral("oms"), QStringLiteral("orders")}));
        QVERIFY(options->notices.isEmpty());
    }

    void aCommandsOwnOptionsAndWordsAreKept()
    {
        const Grammar grammar{{{QStringLiteral("map"), QStringLiteral("FIELD=COLUMN"), {}}, {QStringLiteral("dry-run"), {}, {}}}, 1, 1, QStringLiteral("FILE")};
        const auto options = load(inDir({QStringLiteral("a.csv"), QStringLiteral("--map"), QStringLiteral("x=y"), QStringLiteral("--map=a=b"),
                                         QStringLiteral("--dry-run")}), {}, grammar);
        QVERIFY(options.ok());
        QCOMPARE(options->positional, QStringList{QStringLiteral("a.csv")});
        QCOMPARE(options->extra.value(QStringLiteral("map")), QStringList({QStringLiteral("x=y"), QStringLiteral("a=b")}));
        QVERIFY(options->extra.contains(QStringLiteral("dry-run")));
        QCOMPARE(load(inDir(), {}, grammar).error().message, QStringLiteral("FILE is missing; --help shows the usage."));
        QCOMPARE(commandIndex({QStringLiteral("--port"), QStringLiteral("1"), QStringLiteral("--demo"), QStringLiteral("import")}), 3);
        QCOMPARE(commandIndex({QStringLiteral("--port=1")}), -1);
    }

    void helpAnswersWhateverElseIsWrong()
    {
        const auto options = load({QStringLiteral("--nonsense"), QStringLiteral("--help")}, {});
        QVERIFY(options.ok() && options->help);
        const QString help = helpText(QStringLiteral("countersignd"), QStringLiteral("Serves."));
        for (const char *word : {"--data-dir DIR", "COUNTERSIGN_DATA_DIR", "--brokers", "KAFKA_BROKERS", "DB_URL", "3001", "--read-only"})
            QVERIFY2(help.contains(QString::fromLatin1(word)), word);
    }

    void theSampleFileIsTheInstalledOne()
    {
        QFile file(QStringLiteral(COUNTERSIGN_SOURCE_DIR "/resources/countersign.ini.sample"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), sampleIni());
    }

    void theSampleFileReadsWithEveryLineSwitchedOn()
    {
        ini(sampleIni().replace(QRegularExpression(QStringLiteral("^#(?! )"), QRegularExpression::MultilineOption), QString()).toUtf8());
        const auto options = load(inDir(), {});
        QVERIFY2(options.ok(), qPrintable(options.ok() ? QString() : options.error().message));
        QCOMPARE(options->port, 3001);
        QCOMPARE(options->policy.steps.at(1).from, 500000);
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
