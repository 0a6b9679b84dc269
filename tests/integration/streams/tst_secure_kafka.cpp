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
    void relayAndIngestWork();
    void doctorSaysWhichStepFails_data();
    void doctorSaysWhichStepFails();

private:
    QMap<QString, QString> settings(const QString &ca) const;
    Finished doctor(const QString &brokers, const QString &ca, const QString &password, const QString &protocol = QStringLiteral("SASL_SSL"));

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

QMap<QString, QString> TestSecureKafka::settings(const QString &ca) const
{
    return {{QStringLiteral("security.protocol"), QStringLiteral("SASL_SSL")}, {QStringLiteral("sasl.mechanism"), QStringLiteral("PLAIN")},
            {QStringLiteral("sasl.username"), kUser}, {QStringLiteral("ssl.ca.location"), ca}};
}

void TestSecureKafka::relayAndIngestWork()
{
    StreamsFixture streams;
    streams.broker.bootstrap = m_kafka.secureAddress();
    streams.broker.extra = settings(m_ours.certificate());
    streams.broker.extra.insert(QStringLiteral("sasl.password"), kPassword);
    streams.startIngest();
    streams.startRelay();
    CS_OK(streams.addOutbox(20, 3));
    QTRY_COMPARE_WITH_TIMEOUT(streams.count(QStringLiteral("outbox WHERE state = 2")), 60, kPatience);
    QCOMPARE(streams.count(QStringLiteral("event_log")), 60);
    QVERIFY(streams.health.state().up);
}

Finished TestSecureKafka::doctor(const QString &brokers, const QString &ca, const QString &password, const QString &protocol)
{
    Program program(QStringLiteral("countersignd"));
    QByteArray text = "[kafka]\n";
    const QMap<QString, QString> kafka = settings(ca);
    for (auto one = kafka.cbegin(); one != kafka.cend(); ++one)
        text += (one.key() + QStringLiteral(" = ") + (one.key() == QLatin1String("security.protocol") ? protocol : one.value()) + u'\n').toUtf8();
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
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("ourAuthority");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<QByteArray>("line"); ///< begins so
    QTest::addColumn<QByteArray>("words");
    const QString local = QStringLiteral("localhost"), secure = QStringLiteral("SASL_SSL");
    QTest::newRow("right settings") << local << true << kPassword << secure << QByteArray("SASL") << QByteArray("ok: signed in as countersign");
    QTest::newRow("wrong password") << local << true << QStringLiteral("wrong") << secure << QByteArray("SASL") << QByteArray("refuses the sign-in");
    QTest::newRow("wrong authority") << local << false << kPassword << secure << QByteArray("TLS") << QByteArray("is not signed by");
    QTest::newRow("wrong host") << QStringLiteral("127.0.0.1") << true << kPassword << secure << QByteArray("TLS") << QByteArray("is for localhost, not for 127.0.0.1");
    QTest::newRow("no TLS") << local << true << kPassword << QStringLiteral("SASL_PLAINTEXT") << QByteArray("Broker metadata") << QByteArray("security.protocol");
}

void TestSecureKafka::doctorSaysWhichStepFails()
{
    QFETCH(QString, host);
    QFETCH(bool, ourAuthority);
    QFETCH(QString, password);
    QFETCH(QString, protocol);
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, words);
    const QString port = m_kafka.secureAddress().section(u':', 1);
    const Finished said = doctor(host + u':' + port, (ourAuthority ? m_ours : m_others).certificate(), password, protocol);
    QByteArray found;
    for (const QByteArray &one : said.out.split('\n')) {
        if (one.startsWith(line))
            found = one;
    }
    QVERIFY2(found.contains(words), (said.out + said.err).constData());
    const bool right = qstrcmp(QTest::currentDataTag(), "right settings") == 0;
    QVERIFY2(said.status == (right ? 0 : 1), (said.out + said.err).constData());
    QCOMPARE(found.contains("wrong:"), !right);
}

QTEST_GUILESS_MAIN(TestSecureKafka)
#include "tst_secure_kafka.moc"
