// SPDX-License-Identifier: GPL-3.0-or-later
// A real Kafka that speaks TLS and asks for a sign-in, with a CA of the test's own.
#include "tests/integration/streams/streamsfixture.h"
#include "tests/support/parts.h"
#include "tests/support/program.h"

#include <QtTest>

using namespace cs;
using cs::services::test::StreamsFixture;
using cs::test::Finished;
using cs::test::Program;

namespace {

constexpr int kPatience = 60'000;
const QString kUser = QStringLiteral("countersign");
const QString kPassword = QStringLiteral("s3cret-of-the-test");

/// A certificate authority, and what it signs; made by openssl in a folder.
class Authority final
{
public:
    Status make(const QString &name)
    {
        const QString subject = QStringLiteral("/CN=") + name;
        return openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", file("ca.key"), "-out", certificate(), "-subj", subject});
    }
    QString certificate() const { return file("ca.pem"); }
    /// Key and certificate of a server that has this name alone, in one PEM file.
    Result<QString> server(const QString &name)
    {
        const QString key = file("server.key"), request = file("server.csr"), signedOne = file("server.pem"), names = file("names"), all = file("keystore.pem");
        QFile extensions(names);
        if (!extensions.open(QIODevice::WriteOnly) || extensions.write("subjectAltName=DNS:" + name.toUtf8() + '\n') < 0)
            return Error::unavailable(extensions.errorString());
        extensions.close();
        CS_TRY(openssl({"req", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request, "-subj", QStringLiteral("/CN=") + name}));
        CS_TRY(openssl({"x509", "-req", "-in", request, "-CA", certificate(), "-CAkey", file("ca.key"), "-CAcreateserial", "-days", "2", "-out", signedOne, "-extfile", names}));
        QFile keystore(all);
        if (!keystore.open(QIODevice::WriteOnly))
            return Error::unavailable(keystore.errorString());
        for (const QString &part : {key, signedOne, certificate()})
            keystore.write(cs::test::readFile(part));
        return all;
    }

private:
    struct Argument : QString
    {
        Argument(const char *text) : QString(QString::fromLatin1(text)) {}
        Argument(const QString &text) : QString(text) {}
    };
    QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    static Status openssl(std::initializer_list<Argument> arguments)
    {
        const auto done = cs::test::Child::run(QStringLiteral("openssl"), QStringList(arguments.begin(), arguments.end()), {},
                                               QProcessEnvironment::systemEnvironment(), 30'000);
        if (!done.ok())
            return done.error();
        return done->status == 0 ? Status(Done{}) : Status(Error::unavailable(QString::fromUtf8(done->err)));
    }

    QTemporaryDir m_folder;
};

} // namespace

class TestSecureKafka final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void relayAndIngestWork_data();
    void relayAndIngestWork();
    void doctorSaysWhichStepFails_data();
    void doctorSaysWhichStepFails();

private:
    QMap<QString, QString> settings(const QString &ca, const QString &mechanism) const;
    Finished doctor(const QString &brokers, const QMap<QString, QString> &kafka, const QString &password);

    Authority m_ours, m_others;
    cs::test::KafkaServer m_kafka;
};

void TestSecureKafka::initTestCase()
{
    CS_REQUIRE(m_ours.make(QStringLiteral("The test's authority")));
    CS_REQUIRE(m_others.make(QStringLiteral("Another authority")));
    const Result<QString> keystore = m_ours.server(QStringLiteral("localhost"));
    CS_REQUIRE(keystore.ok() ? Status(Done{}) : Status(keystore.error()));
    m_kafka.secure(*keystore, kUser, kPassword);
    CS_REQUIRE(m_kafka.start());
}

QMap<QString, QString> TestSecureKafka::settings(const QString &ca, const QString &mechanism) const
{
    return {{QStringLiteral("security.protocol"), QStringLiteral("SASL_SSL")}, {QStringLiteral("sasl.mechanism"), mechanism},
            {QStringLiteral("sasl.username"), kUser}, {QStringLiteral("ssl.ca.location"), ca}};
}

void TestSecureKafka::relayAndIngestWork_data()
{
    QTest::addColumn<QString>("mechanism");
    for (const char *mechanism : {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"})
        QTest::newRow(mechanism) << QString::fromLatin1(mechanism);
}

void TestSecureKafka::relayAndIngestWork()
{
    QFETCH(QString, mechanism);
    StreamsFixture streams;
    streams.broker.bootstrap = m_kafka.secureAddress();
    streams.broker.extra = settings(m_ours.certificate(), mechanism);
    streams.broker.extra.insert(QStringLiteral("sasl.password"), kPassword);
    streams.startIngest();
    streams.startRelay();
    CS_OK(streams.addOutbox(20, 3));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 2")), 60, kPatience);
    QCOMPARE(streams.count(QStringLiteral("event_log")), 60);
    QVERIFY(streams.health.state().up);
}

Finished TestSecureKafka::doctor(const QString &brokers, const QMap<QString, QString> &kafka, const QString &password)
{
    Program program(QStringLiteral("countersignd"));
    QByteArray text = "[kafka]\n";
    for (auto one = kafka.cbegin(); one != kafka.cend(); ++one) {
        if (!one.value().isEmpty())
            text += (one.key() + QStringLiteral(" = ") + one.value() + u'\n').toUtf8();
    }
    QDir().mkpath(program.dataDir());
    QFile::setPermissions(program.dataDir(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner); // doctor asks for that
    QFile file(program.dataDir() + QStringLiteral("/countersign.ini"));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return {-1, {}, file.errorString().toUtf8()};
    file.close();
    program.setEnvironment(QStringLiteral("COUNTERSIGN_KAFKA_PASSWORD"), password);
    const auto done = program.run({QStringLiteral("doctor"), QStringLiteral("--brokers"), brokers}, {}, 90'000);
    return done.ok() ? *done : Finished{-1, {}, done.error().message.toUtf8()};
}

void TestSecureKafka::doctorSaysWhichStepFails_data()
{
    QTest::addColumn<QString>("changed"); ///< one setting, or host or password
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("line"); ///< begins so
    QTest::addColumn<QByteArray>("words");
    const QString protocol = QStringLiteral("security.protocol"), mechanism = QStringLiteral("sasl.mechanism");
    const QString wrong = QStringLiteral("s3cret-of-another");
    const QByteArray sasl("SASL"), tls("TLS"), good("ok: signed in as countersign"), refused("refuses the sign-in"), settled("Broker settings");
    QTest::newRow("right settings") << QString() << QString() << sasl << good;
    QTest::newRow("wrong password") << QStringLiteral("password") << wrong << sasl << refused;
    for (const char *scram : {"SCRAM-SHA-256", "SCRAM-SHA-512"}) {
        QTest::addRow("right settings, %s", scram) << mechanism << QString::fromLatin1(scram) << sasl << good;
        QTest::addRow("wrong password, %s", scram) << QStringLiteral("password ") + QString::fromLatin1(scram) << wrong << sasl << refused;
    }
    QTest::newRow("wrong user") << QStringLiteral("sasl.username") << QStringLiteral("nobody") << sasl << refused;
    QTest::newRow("no mechanism") << mechanism << QString() << settled << QByteArray("sasl.mechanism is not set");
    QTest::newRow("a mechanism without its token") << mechanism << QStringLiteral("OAUTHBEARER") << settled << QByteArray("sasl.oauthbearer.method");
    QTest::newRow("wrong authority") << QStringLiteral("ssl.ca.location") << m_others.certificate() << tls << QByteArray("is not signed by");
    QTest::newRow("wrong host") << QStringLiteral("host") << QStringLiteral("127.0.0.1") << tls << QByteArray("is for localhost, not for 127.0.0.1");
    QTest::newRow("no TLS") << protocol << QStringLiteral("SASL_PLAINTEXT") << QByteArray("Broker metadata") << QByteArray("security.protocol");
}

void TestSecureKafka::doctorSaysWhichStepFails()
{
    QFETCH(QString, changed);
    QFETCH(QString, value);
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, words);
    const bool isPassword = changed.startsWith(QLatin1String("password")), isHost = changed == QLatin1String("host");
    const QString named = changed.section(u' ', 1);
    QMap<QString, QString> kafka = settings(m_ours.certificate(), named.isEmpty() ? QStringLiteral("PLAIN") : named);
    if (!changed.isEmpty() && !isPassword && !isHost)
        kafka.insert(changed, value);
    const QString host = isHost ? value : QStringLiteral("localhost");
    const Finished said = doctor(host + u':' + m_kafka.secureAddress().section(u':', 1), kafka, isPassword ? value : kPassword);
    QByteArray found;
    for (const QByteArray &one : said.out.split('\n')) {
        if (one.startsWith(line))
            found = one;
    }
    QVERIFY2(found.contains(words), (said.out + said.err).constData());
    const bool right = QByteArray(QTest::currentDataTag()).startsWith("right settings");
    QVERIFY2(said.status == (right ? 0 : 1), (said.out + said.err).constData());
    QCOMPARE(found.contains("wrong:"), !right);
}

QTEST_GUILESS_MAIN(TestSecureKafka)
#include "tst_secure_kafka.moc"
