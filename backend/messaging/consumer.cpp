// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/consumer.h"

#include "backend/messaging/clusterview.h"
#include "backend/messaging/consumersettings.h"
#include "backend/messaging/recordreader.h"
#include "backend/support/log.h"

#include <QDeadlineTimer>
#include <map>

namespace cs::messaging {

namespace {

constexpr int kCommittedTimeoutMs = 5000;
constexpr int kLookTimeoutMs = 500;     // for the embedded broker, in this process
constexpr int kLookIntervalMs = 1000;   // for topics that are new
constexpr int kSeekTimeoutMs = 3000;

using Place = std::pair<QString, int>;

ClientConf consumerConf(const Consumer::Config &config)
{
    ClientConf conf = readerConf(config.broker, {config.group, config.fetchWaitMs, config.queueKiB});
    if (!config.blacklist.isEmpty())
        conf.set("topic.blacklist", config.blacklist.join(u','));
    return conf;
}

} // namespace

struct Consumer::Private final : ClientWatch
{
    Private(const Config &given, BrokerHealth *health) : ClientWatch(given.broker, health), config(given)
    {
        m_measuresRoundTrips = false;
    }
    ~Private() override { closeReader(&handle); }

    const Config config;
    Assigned onAssigned;
    Revoked onRevoked;
    TopicMatcher matcher;
    RecordReader reader;
    std::map<Place, qint64> next; ///< the assigned partitions and what poll() hands out next; -1, -2 as in TopicPartition
    QDeadlineTimer lookAgain;     ///< for new topics on the embedded broker
    HandlePtr handle;

    Status subscribe();
    void lookForTopics();
    void assign(QList<TopicPartition> committed);
    void revoke();
    void note(const rd_kafka_message_t &message) const;
    QList<TopicPartition> assigned() const;
    QList<TopicPartition> committedOf(const rd_kafka_topic_partition_list_t *partitions);
    static void onRebalance(rd_kafka_t *, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t *partitions, void *opaque);
    static void onCommitted(rd_kafka_t *, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t *, void *);
};

Status Consumer::Private::subscribe()
{
    if (config.broker.embedded) {
        lookForTopics();
        return Done{};
    }
    PartitionsPtr topics(rd_kafka_topic_partition_list_new(int(config.subscription.size())));
    for (const QString &topic : config.subscription)
        rd_kafka_topic_partition_list_add(topics.get(), topic.toUtf8().constData(), RD_KAFKA_PARTITION_UA);
    const rd_kafka_resp_err_t error = rd_kafka_subscribe(handle.get(), topics.get());
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
        return Done{};
    return Error::invalid(QStringLiteral("The subscription is refused: %1.").arg(QString::fromUtf8(rd_kafka_err2str(error))));
}

/// Does what a group would: when the matching partitions change, all are revoked and assigned anew.
void Consumer::Private::lookForTopics()
{
    lookAgain.setRemainingTime(kLookIntervalMs);
    const auto found = partitionsOf(handle.get(), matcher, kLookTimeoutMs);
    if (found.error != RD_KAFKA_RESP_ERR_NO_ERROR || found.value.size() <= qsizetype(next.size()))
        return; // topics do not go away here
    revoke();
    assign(found.value);
}

void Consumer::Private::assign(QList<TopicPartition> committed)
{
    next.clear();
    for (const TopicPartition &each : committed)
        next[{each.topic, each.partition}] = each.offset;
    if (onAssigned) {
        for (const TopicPartition &start : onAssigned(committed)) {
            const auto place = next.find({start.topic, start.partition});
            if (place != next.end())
                place->second = start.offset;
        }
    }
    const PartitionsPtr list = toNative(assigned());
    const rd_kafka_resp_err_t error = rd_kafka_assign(handle.get(), list.get());
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        qCWarning(lcMessaging, "partitions cannot be assigned: %s", rd_kafka_err2str(error));
}

void Consumer::Private::revoke()
{
    const QList<TopicPartition> gone = assigned();
    next.clear();
    if (onRevoked && !gone.isEmpty())
        onRevoked(gone);
    rd_kafka_assign(handle.get(), nullptr);
}

QList<TopicPartition> Consumer::Private::assigned() const
{
    QList<TopicPartition> list;
    for (const auto &[place, offset] : next)
        list.append({place.first, place.second, offset});
    return list;
}

QList<TopicPartition> Consumer::Private::committedOf(const rd_kafka_topic_partition_list_t *partitions)
{
    const PartitionsPtr list(rd_kafka_topic_partition_list_copy(partitions));
    const rd_kafka_resp_err_t error = rd_kafka_committed(handle.get(), list.get(), kCommittedTimeoutMs);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) // the store's offsets are the truth; these only help where it has none
        qCWarning(lcMessaging, "committed offsets of %s are not known: %s", qPrintable(config.group), rd_kafka_err2str(error));
    return fromNative(list.get());
}

void Consumer::Private::onRebalance(rd_kafka_t *, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t *partitions,
                                    void *opaque)
{
    auto *self = static_cast<Private *>(static_cast<ClientWatch *>(opaque));
    if (error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
        self->assign(self->committedOf(partitions));
    else
        self->revoke();
}

void Consumer::Private::onCommitted(rd_kafka_t *, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t *, void *)
{
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR && error != RD_KAFKA_RESP_ERR__NO_OFFSET)
        qCInfo(lcMessaging, "offsets are not committed to Kafka: %s", rd_kafka_err2str(error));
}

/// A message that is an error: none of them ends the consumer, librdkafka goes on by itself.
void Consumer::Private::note(const rd_kafka_message_t &message) const
{
    switch (message.err) {
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART: // a topic of the list that is not there yet
    case RD_KAFKA_RESP_ERR__TRANSPORT:
        qCDebug(lcMessaging, "consumer %s: %s", qPrintable(config.group), rd_kafka_message_errstr(&message));
        break;
    default:
        qCWarning(lcMessaging, "consumer %s: %s", qPrintable(config.group), rd_kafka_message_errstr(&message));
    }
}

Consumer::Consumer() = default;
Consumer::~Consumer() = default;

Result<std::unique_ptr<Consumer>> Consumer::create(const Config &config, BrokerHealth *health, Assigned assigned,
                                                   Revoked revoked)
{
    Result<TopicMatcher> matcher = TopicMatcher::create(config.subscription, config.blacklist);
    if (!matcher)
        return matcher.error();
    std::unique_ptr<Consumer> consumer(new Consumer);
    consumer->d = std::make_unique<Private>(config, health);
    Private *d = consumer->d.get();
    d->matcher = *matcher;
    d->onAssigned = std::move(assigned);
    d->onRevoked = std::move(revoked);
    ClientConf conf = consumerConf(config);
    rd_kafka_conf_set_rebalance_cb(conf.raw(), &Private::onRebalance);
    rd_kafka_conf_set_offset_commit_cb(conf.raw(), &Private::onCommitted);
    Result<HandlePtr> handle = conf.make(RD_KAFKA_CONSUMER, d);
    if (!handle)
        return handle.error();
    d->handle = std::move(handle).value();
    rd_kafka_poll_set_consumer(d->handle.get());
    CS_TRY(d->subscribe());
    return consumer;
}

QList<events::Record> Consumer::poll(int maxRecords, qint64 maxBytes, int timeoutMs)
{
    if (d->config.broker.embedded && d->lookAgain.hasExpired())
        d->lookForTopics();
    QList<events::Record> records;
    qint64 bytes = 0;
    // One message a call: the calls that give many lose records around a seek or a rebalance (librdkafka 2.0.2).
    while (records.size() < maxRecords && bytes < maxBytes) {
        const MessagePtr message(rd_kafka_consumer_poll(d->handle.get(), records.isEmpty() ? timeoutMs : 0));
        if (!message)
            break;
        if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            d->note(*message);
            if (records.isEmpty())
                break;
            continue;
        }
        records.append(d->reader.read(*message));
        bytes += records.constLast().cost();
        d->next[{records.constLast().topic, message->partition}] = message->offset + 1;
    }
    if (!records.isEmpty())
        d->heard();
    return records;
}

void Consumer::commit(const QList<TopicPartition> &next)
{
    if (next.isEmpty() || d->config.broker.embedded)
        return;
    const PartitionsPtr list = toNative(next);
    const rd_kafka_resp_err_t error = rd_kafka_commit(d->handle.get(), list.get(), 1);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        qCInfo(lcMessaging, "offsets are not committed to Kafka: %s", rd_kafka_err2str(error));
}

Status Consumer::seek(const QList<TopicPartition> &to)
{
    QList<TopicPartition> ours; // a partition that was lost meanwhile is another member's to read
    for (const TopicPartition &each : to) {
        const auto place = d->next.find({each.topic, each.partition});
        if (place == d->next.end())
            continue;
        place->second = each.offset;
        ours.append(each);
    }
    if (ours.isEmpty())
        return Done{};
    const PartitionsPtr list = toNative(ours);
    const ErrorPtr failed(rd_kafka_seek_partitions(d->handle.get(), list.get(), kSeekTimeoutMs));
    if (failed)
        return Error::unavailable(QStringLiteral("Reading again fails: %1.").arg(QString::fromUtf8(rd_kafka_error_string(failed.get()))));
    for (int i = 0; i < list->cnt; ++i) {
        if (list->elems[i].err != RD_KAFKA_RESP_ERR_NO_ERROR)
            return Error::unavailable(QStringLiteral("Reading %1 again fails: %2.")
                                          .arg(QString::fromUtf8(list->elems[i].topic), QString::fromUtf8(rd_kafka_err2str(list->elems[i].err))));
    }
    return Done{};
}

QList<TopicPartition> Consumer::assignment() const
{
    return d->assigned();
}

} // namespace cs::messaging
