// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kafkaserver.h"

#include "tests/support/kcat.h"
#include "tests/support/parts.h"

#include <QDir>
#include <QRandomGenerator>
#include <QStandardPaths>

namespace cs::test {

namespace {

QString jarFolder()
{
    const QString given = qEnvironmentVariable("COUNTERSIGN_KAFKA_DIR");
    if (!given.isEmpty())
        return given;
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + QStringLiteral("/.cache"));
    return cache + QStringLiteral("/countersign-tests/kafka-3.9.1");
}

// 16 bytes in URL-safe base64 without padding, as Kafka writes it. The first byte keeps a leading '-' away, which the
// tool would take for an option.
QString newClusterId()
{
    QByteArray bytes(16, 'K');
    for (qsizetype i = 1; i < bytes.size(); ++i)
        bytes[i] = char(QRandomGenerator::system()->bounded(256));
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

// One node that is broker and controller, sized for a test: small caches, few internal partitions, no waiting for
// members. After kill -9 the node may come back only when its former session has timed out.
const char *const properties = R"(process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:%1
%3controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL
inter.broker.listener.name=PLAINTEXT
log.dirs=%2
num.partitions=3
auto.create.topics.enable=true
offsets.topic.replication.factor=1
offsets.topic.num.partitions=5
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=2
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
log.cleaner.dedupe.buffer.size=8388608
log.index.size.max.bytes=1048576
)";

} // namespace

KafkaServer::KafkaServer(QStringList settings)
    : m_settings(std::move(settings)), m_port(freePort()), m_controllerPort(freePort())
{
}

QString KafkaServer::address() const
{
    return QStringLiteral("127.0.0.1:%1").arg(m_port);
}

QString KafkaServer::listeners() const
{
    const QString plain = QStringLiteral("PLAINTEXT://%1").arg(address());
    const QString secret = m_securePort == 0 ? QString() : QStringLiteral(",SECURE://%1").arg(secureAddress());
    return QStringLiteral("listeners=%1,CONTROLLER://127.0.0.1:%2%3\nadvertised.listeners=%1%3\n").arg(plain).arg(m_controllerPort).arg(secret);
}

QString KafkaServer::secureAddress() const
{
    return QStringLiteral("localhost:%1").arg(m_securePort);
}

void KafkaServer::secure(const QString &pemFile, const QString &user, const QString &password)
{
    m_securePort = freePort();
    const QString login = QStringLiteral("listener.name.secure.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule "
                                         "required user_%1=\"%2\";").arg(user, password);
    const QStringList scram = {QStringLiteral("SCRAM-SHA-256"), QStringLiteral("SCRAM-SHA-512")};
    for (const QString &mechanism : scram) {
        m_settings += QStringLiteral("listener.name.secure.%1.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;").arg(mechanism.toLower());
        m_users += {QStringLiteral("--add-scram"), QStringLiteral("%1=[name=%2,password=%3]").arg(mechanism, user, password)};
    }
    m_settings += {QStringLiteral("listener.name.secure.sasl.enabled.mechanisms=PLAIN,") + scram.join(u','), login,
                   QStringLiteral("listener.name.secure.ssl.keystore.type=PEM"), QStringLiteral("listener.name.secure.ssl.keystore.location=") + pemFile};
}

QByteArray KafkaServer::log() const
{
    return readFile(file(QStringLiteral("kafka.log")));
}

Status KafkaServer::findParts()
{
    m_java = QStandardPaths::findExecutable(QStringLiteral("java"));
    if (m_java.isEmpty())
        return Error::unavailable(QStringLiteral("Kafka needs Java 17; packaging/setup.sh --test installs it"));
    m_jars = jarFolder();
    if (QDir(m_jars).entryList({QStringLiteral("kafka_*.jar")}).isEmpty())
        return Error::unavailable(QStringLiteral("no Kafka in %1; packaging/setup.sh --test fetches it").arg(m_jars));
    return Done{};
}

// The serial collector and C1 alone start fastest, and leave the second core to what is tested.
QStringList KafkaServer::javaArguments(const QString &mainClass) const
{
    const bool full = qEnvironmentVariable("COUNTERSIGN_KAFKA_JIT") == QLatin1String("full");
    return {QStringLiteral("-Xmx") + qEnvironmentVariable("COUNTERSIGN_KAFKA_HEAP", QStringLiteral("512m")),
            QStringLiteral("-XX:+UseSerialGC"),
            full ? QStringLiteral("-XX:+TieredCompilation") : QStringLiteral("-XX:TieredStopAtLevel=1"),
            QStringLiteral("-Xshare:auto"),
            QStringLiteral("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
            QStringLiteral("-cp"),
            m_jars + QStringLiteral("/*"),
            mainClass};
}

Status KafkaServer::format()
{
    QFile config(file(QStringLiteral("server.properties")));
    if (!m_folder.isValid() || !config.open(QIODevice::WriteOnly))
        return Error::unavailable(QStringLiteral("no temporary folder for Kafka: %1").arg(config.errorString()));
    const QString data = file(QStringLiteral("data"));
    config.write(QString::fromLatin1(properties).arg(QString::number(m_controllerPort), data, listeners()).toUtf8());
    config.write(m_settings.join(u'\n').toUtf8());
    config.close();
    const QStringList arguments = javaArguments(QStringLiteral("kafka.tools.StorageTool"))
        + QStringList{QStringLiteral("format"), QStringLiteral("-t"), newClusterId(), QStringLiteral("-c"), config.fileName()} + m_users;
    const auto done = Child::run(m_java, arguments, {}, QProcessEnvironment::systemEnvironment(), 60'000);
    if (!done)
        return done.error();
    if (done->status != 0)
        return Error::unavailable(QStringLiteral("Kafka's storage cannot be formatted: %1").arg(QString::fromUtf8(done->err)));
    m_formatted = true;
    return Done{};
}

Status KafkaServer::start(int timeoutMs)
{
    CS_TRY(findParts());
    if (!m_formatted)
        CS_TRY(format());
    const QString log = file(QStringLiteral("kafka.log"));
    CS_TRY(m_child.start(m_java, javaArguments(QStringLiteral("kafka.Kafka")) << file(QStringLiteral("server.properties")), log, log));
    const bool up = waitUntil([this] { return !m_child.isRunning() || answers(); }, timeoutMs);
    if (!up || !m_child.isRunning()) {
        m_child.kill9();
        return Error::unavailable(QStringLiteral("Kafka did not start: %1").arg(QString::fromUtf8(this->log().right(2000))));
    }
    return Done{};
}

// A broker that listens may not serve yet: it does when the metadata name it.
bool KafkaServer::answers() const
{
    const auto listed = kcat({QStringLiteral("-L"), QStringLiteral("-m"), QStringLiteral("2"), QStringLiteral("-b"), address()});
    return listed && listed->status == 0 && listed->out.contains("broker 1 at " + address().toLatin1());
}

} // namespace cs::test
