// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/embeddedbroker.h"

#include "backend/messaging/clientwatch.h"
#include "backend/messaging/embeddedtopics.h"

#include <QHash>
#include <QUuid>
#include <array>
#include <future>
#include <vector>

namespace cs::messaging {

namespace {

constexpr int kBrokerId = 1; // the only one
constexpr int16_t kProduceRequest = 0; // Kafka protocol, API key

/// The brokers of this process by address, so that a client may have a topic made. The lock is held through the call:
/// a broker cannot go meanwhile.
struct Registry
{
    std::mutex mutex;
    QHash<QString, rd_kafka_mock_cluster_t *> clusters;
};

Registry &registry()
{
    static Registry instance;
    return instance;
}

rd_kafka_resp_err_t makeTopic(rd_kafka_mock_cluster_t *cluster, const QString &name, int partitions)
{
    const auto error = rd_kafka_mock_topic_create(cluster, name.toUtf8().constData(), partitions, 1);
    return error == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS ? RD_KAFKA_RESP_ERR_NO_ERROR : error;
}

} // namespace

bool createEmbeddedTopic(const QString &address, const QString &topic, int partitions)
{
    const std::lock_guard lock(registry().mutex);
    rd_kafka_mock_cluster_t *cluster = registry().clusters.value(address);
    return cluster && makeTopic(cluster, topic, partitions) == RD_KAFKA_RESP_ERR_NO_ERROR;
}

struct EmbeddedBroker::Private
{
    HandlePtr host; // a client that never connects; the cluster lives on it
    MockClusterPtr cluster;
    QString address;
    QString epoch = QUuid::createUuid().toString(QUuid::WithoutBraces);
};

EmbeddedBroker::EmbeddedBroker() : d(std::make_unique<Private>()) {}

EmbeddedBroker::~EmbeddedBroker()
{
    const std::lock_guard lock(registry().mutex);
    registry().clusters.remove(d->address);
}

Result<std::unique_ptr<EmbeddedBroker>> EmbeddedBroker::start()
{
    std::unique_ptr<EmbeddedBroker> broker(new EmbeddedBroker);
    ConfPtr conf(rd_kafka_conf_new());
    ClientWatch::installLog(conf.get());
    std::array<char, 512> why{};
    broker->d->host.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), why.data(), why.size()));
    if (!broker->d->host)
        return Error::fatal(QStringLiteral("The embedded broker does not start: %1").arg(QString::fromUtf8(why.data())));
    conf.release();
    broker->d->cluster.reset(rd_kafka_mock_cluster_new(broker->d->host.get(), 1));
    if (!broker->d->cluster)
        return Error::unavailable(QStringLiteral("The embedded broker does not start: no free port on 127.0.0.1."));
    broker->d->address = QString::fromUtf8(rd_kafka_mock_cluster_bootstraps(broker->d->cluster.get()));
    const std::lock_guard lock(registry().mutex);
    registry().clusters.insert(broker->d->address, broker->d->cluster.get());
    return broker;
}

QString EmbeddedBroker::address() const
{
    return d->address;
}

QString EmbeddedBroker::epoch() const
{
    return d->epoch;
}

Status EmbeddedBroker::createTopic(const QString &name, int partitions)
{
    const rd_kafka_resp_err_t error = makeTopic(d->cluster.get(), name, partitions);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
        return Done{};
    return Error::invalid(QStringLiteral("The topic %1 cannot be made: %2.").arg(name, QString::fromUtf8(rd_kafka_err2str(error))));
}

Status EmbeddedBroker::createTopics(const QStringList &names, int partitions)
{
    std::vector<std::future<Status>> made;
    for (const QString &name : names)
        made.push_back(std::async(std::launch::async, [this, name, partitions] { return createTopic(name, partitions); }));
    Status status = Done{};
    for (std::future<Status> &one : made) {
        if (Status done = one.get(); !done.ok())
            status = std::move(done);
    }
    return status;
}

void EmbeddedBroker::pushProduceErrors(const QList<int> &errors)
{
    std::vector<rd_kafka_resp_err_t> list;
    for (const int error : errors)
        list.push_back(rd_kafka_resp_err_t(error));
    rd_kafka_mock_push_request_errors_array(d->cluster.get(), kProduceRequest, list.size(), list.data());
}

void EmbeddedBroker::setDown(bool down)
{
    if (down)
        rd_kafka_mock_broker_set_down(d->cluster.get(), kBrokerId);
    else
        rd_kafka_mock_broker_set_up(d->cluster.get(), kBrokerId);
}

void EmbeddedBroker::setRoundTripTime(int ms)
{
    rd_kafka_mock_broker_set_rtt(d->cluster.get(), kBrokerId, ms);
}

} // namespace cs::messaging
