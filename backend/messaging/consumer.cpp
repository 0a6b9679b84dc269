// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/consumer.h"

#include "backend/messaging/assignment.h"
#include "backend/messaging/consumersettings.h"
#include "backend/messaging/recordreader.h"
#include "backend/support/log.h"

#include <QDeadlineTimer>
#include <algorithm>

namespace cs::messaging {

namespace {

constexpr int kCommittedTimeoutMs = 5000;
constexpr int kLookTimeoutMs = 500;     // for the embedded broker, in this process
constexpr int kLookIntervalMs = 1000;   // for topics that are new
constexpr int kSeekTimeoutMs = 3000;

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
    ~Private() override
    {
        closeReader(&handle, [this] { revoke(); });
    }

    const Config config;
    TopicMatcher matcher;
    Assignment assignment;
    RecordReader reader;
    QList<events::Record> batch; ///< of the poll that runs
    std::optional<events::Record> held; ///< the first of a partition that begins anew: a batch has nothing of it from before
    QList<TopicPartition> begunAnew;    ///< as of the last poll
    QList<TopicPartition> passedTo;     ///< the same
    QDeadlineTimer lookAgain;    ///< for new topics on the embedded broker
    HandlePtr handle;

    Status subscribe();
    void lookForTopics();
    void revoke();
    bool take(events::Record record);
    void beginAnew(events::Record record);
    void note(const rd_kafka_message_t &message);
    void catchUp(const QList<TopicPartition> &committed);
    void commit(const QList<TopicPartition> &next);
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
    if (found.error != RD_KAFKA_RESP_ERR_NO_ERROR || found.value.size() <= assignment.size())
        return; // topics do not go away here
    revoke();
    assignment.replace(handle.get(), found.value);
}

void Consumer::Private::revoke()
{
    // What the running poll has gathered was not stored: whoever gets the partitions reads it again from the stored offsets.
    batch.clear();
    held.reset();
    begunAnew.clear();
    passedTo.clear();
    assignment.drop(handle.get());
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
    if (error != RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
        return self->revoke();
    const QList<TopicPartition> committed = self->committedOf(partitions);
    self->assignment.replace(self->handle.get(), committed);
    self->catchUp(committed);
}

/// What a commit did not tell before we stopped, or was set back from outside, is told again.
void Consumer::Private::catchUp(const QList<TopicPartition> &committed)
{
    QList<TopicPartition> behind;
    for (const TopicPartition &one : assignment.list()) {
        const auto before = std::find_if(committed.begin(), committed.end(),
                                         [&one](const TopicPartition &other) { return other.topic == one.topic && other.partition == one.partition; });
        if (before != committed.end() && one.offset > std::max<qint64>(before->offset, 0))
            behind.append(one);
    }
    commit(behind);
}

void Consumer::Private::commit(const QList<TopicPartition> &next)
{
    if (next.isEmpty() || config.broker.embedded)
        return;
    const PartitionsPtr list = toNative(next);
    const rd_kafka_resp_err_t error = rd_kafka_commit(handle.get(), list.get(), 1);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        qCInfo(lcMessaging, "offsets are not committed to Kafka: %s", rd_kafka_err2str(error));
}

void Consumer::Private::onCommitted(rd_kafka_t *, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t *, void *)
{
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR && error != RD_KAFKA_RESP_ERR__NO_OFFSET)
        qCInfo(lcMessaging, "offsets are not committed to Kafka: %s", rd_kafka_err2str(error));
}

/// False when the batch has to end before it.
bool Consumer::Private::take(events::Record record)
{
    if (!assignment.isBehind(record)) {
        assignment.passed(record);
        batch.append(std::move(record));
    } else if (batch.isEmpty()) {
        beginAnew(std::move(record));
    } else {
        held = std::move(record);
    }
    return !held;
}

/// librdkafka goes to the earliest where the offset that it asks for is beyond the end. Nothing else sets it back without us.
void Consumer::Private::beginAnew(events::Record record)
{
    qCWarning(lcMessaging, "consumer %s: %s [%d] was made again: it is read from offset %lld on", qPrintable(config.group),
              qPrintable(record.topic), record.partition, static_cast<long long>(record.offset));
    passedTo.removeIf([&record](const TopicPartition &one) { return one.topic == record.topic && one.partition == record.partition; });
    begunAnew.append({record.topic, record.partition, record.offset});
    assignment.passed(record);
    batch.append(std::move(record));
}

/// A message that is an error: none of them ends the consumer, librdkafka goes on by itself.
void Consumer::Private::note(const rd_kafka_message_t &message)
{
    switch (message.err) {
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
        if (const TopicPartition end{reader.nameOf(message), message.partition, message.offset}; !held && assignment.passedTo(end))
            passedTo.append(end);
        break;
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
    d->assignment = Assignment(std::move(assigned), std::move(revoked));
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
    d->batch.clear();
    d->begunAnew.clear();
    d->passedTo.clear();
    if (d->held)
        d->beginAnew(*std::exchange(d->held, std::nullopt));
    qint64 bytes = d->batch.isEmpty() ? 0 : d->batch.constFirst().cost();
    // One message a call: the calls that give many lose records around a seek or a rebalance (librdkafka 2.0.2).
    while (d->batch.size() < maxRecords && bytes < maxBytes) {
        const MessagePtr message(rd_kafka_consumer_poll(d->handle.get(), d->batch.isEmpty() ? timeoutMs : 0));
        if (!message)
            break;
        if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
            if (!d->take(d->reader.read(*message)))
                break;
            bytes += d->batch.constLast().cost();
        } else {
            d->note(*message);
            if (d->batch.isEmpty())
                break; // the wait starts anew with the next call
        }
    }
    if (!d->batch.isEmpty())
        d->heard();
    return std::exchange(d->batch, {});
}

void Consumer::commit(const QList<TopicPartition> &next)
{
    d->commit(next);
}

Status Consumer::seek(const QList<TopicPartition> &to)
{
    const QList<TopicPartition> ours = d->assignment.moveTo(to);
    const auto isHeld = [this](const TopicPartition &one) { return d->held && one.topic == d->held->topic && one.partition == d->held->partition; };
    if (std::any_of(ours.begin(), ours.end(), isHeld))
        d->held.reset(); // it is read again
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

QList<TopicPartition> Consumer::begunAnew() const
{
    return d->begunAnew;
}

QList<TopicPartition> Consumer::passedTo() const
{
    return d->passedTo;
}

QList<TopicPartition> Consumer::assignment() const
{
    return d->assignment.list();
}

} // namespace cs::messaging
