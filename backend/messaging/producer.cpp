// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/producer.h"

#include "backend/events/catalogue.h"
#include "backend/messaging/clientconf.h"
#include "backend/messaging/embeddedtopics.h"

#include <QHash>
#include <QRegularExpression>
#include <array>
#include <unordered_map>

namespace cs::messaging {

namespace {

static_assert(sizeof(void *) >= sizeof(qint64), "a tag travels in a message's opaque");

/// Kafka's rule for topic names; librdkafka would only find out when the broker never knows it.
bool isTopicName(const QString &name)
{
    static const QRegularExpression rule(QStringLiteral("\\A[a-zA-Z0-9._-]{1,249}\\z"));
    return rule.match(name).hasMatch() && name != u"." && name != u"..";
}

void *toOpaque(qint64 tag)
{
    return reinterpret_cast<void *>(static_cast<intptr_t>(tag));
}

HeadersPtr toNative(const QList<events::Header> &headers)
{
    HeadersPtr native(rd_kafka_headers_new(size_t(headers.size())));
    for (const events::Header &header : headers) {
        const char *value = header.value ? header.value->constData() : nullptr;
        rd_kafka_header_add(native.get(), header.name.constData(), header.name.size(), value,
                            header.value ? header.value->size() : 0);
    }
    return native;
}

rd_kafka_vu_t bytesArgument(rd_kafka_vtype_t type, const std::optional<QByteArray> &bytes)
{
    rd_kafka_vu_t argument{};
    argument.vtype = type;
    // RD_KAFKA_MSG_F_COPY: librdkafka only reads from it.
    argument.u.mem.ptr = bytes ? const_cast<char *>(bytes->constData()) : nullptr;
    argument.u.mem.size = bytes ? size_t(bytes->size()) : 0;
    return argument;
}

ClientConf producerConf(const BrokerConfig &config)
{
    ClientConf conf(config);
    conf.set("enable.idempotence", "true").set("acks", "all").set("partitioner", "murmur2_random");
    conf.set("linger.ms", 2); // within 5 ms: a person waits for this acknowledgement
    conf.set("queue.buffering.max.messages", 100000).set("queue.buffering.max.kbytes", 65536);
    // What the topic allows is the broker's to say: a record that is too big for us came from a topic that takes such, and its
    // dead letter is as big.
    conf.set("message.max.bytes", 16 * 1024 * 1024);
    // The store keeps the row: a record that times out is handed over again.
    conf.set("message.timeout.ms", 60000).set("request.timeout.ms", 10000);
    conf.set("retry.backoff.ms", 50);
    return conf;
}

} // namespace

struct Producer::Private final : ClientWatch
{
    Private(const BrokerConfig &brokers, BrokerHealth *health) : ClientWatch(brokers, health), config(brokers) {}

    const BrokerConfig config;
    QList<Delivery> deliveries;
    int inFlight = 0;
    HandlePtr handle;
    // Held for the client's life: without them produceva looks a new topic's leader up at a timer, up to 1 s late.
    std::unordered_map<QString, TopicPtr> topics;

    rd_kafka_topic_t *topic(const QString &name); ///< nullptr: not a name of a topic
    ErrorPtr enqueue(rd_kafka_topic_t *topic, const events::OutRecord &record, qint64 tag);
    static void onDelivered(rd_kafka_t *, const rd_kafka_message_t *message, void *opaque);
};

rd_kafka_topic_t *Producer::Private::topic(const QString &name)
{
    const auto known = topics.find(name);
    if (known != topics.end())
        return known->second.get();
    if (!isTopicName(name))
        return nullptr;
    if (config.embedded)
        createEmbeddedTopic(config.bootstrap, name, events::kPartitions);
    TopicPtr made(rd_kafka_topic_new(handle.get(), name.toUtf8().constData(), nullptr));
    return made ? topics.emplace(name, std::move(made)).first->second.get() : nullptr;
}

ErrorPtr Producer::Private::enqueue(rd_kafka_topic_t *topic, const events::OutRecord &record, qint64 tag)
{
    HeadersPtr headers = toNative(record.headers);
    std::array<rd_kafka_vu_t, 6> arguments{};
    arguments[0].vtype = RD_KAFKA_VTYPE_RKT;
    arguments[0].u.rkt = topic;
    arguments[1].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    arguments[1].u.i = RD_KAFKA_MSG_F_COPY;
    arguments[2].vtype = RD_KAFKA_VTYPE_OPAQUE;
    arguments[2].u.ptr = toOpaque(tag);
    arguments[3] = bytesArgument(RD_KAFKA_VTYPE_KEY, record.key);
    arguments[4] = bytesArgument(RD_KAFKA_VTYPE_VALUE, record.value);
    arguments[5].vtype = RD_KAFKA_VTYPE_HEADERS;
    arguments[5].u.headers = headers.get();
    ErrorPtr error(rd_kafka_produceva(handle.get(), arguments.data(), arguments.size()));
    if (!error)
        headers.release(); // the message owns them now
    return error;
}

void Producer::Private::onDelivered(rd_kafka_t *, const rd_kafka_message_t *message, void *opaque)
{
    auto *self = static_cast<Private *>(static_cast<ClientWatch *>(opaque));
    Delivery delivery;
    delivery.tag = qint64(reinterpret_cast<intptr_t>(message->_private));
    delivery.ok = message->err == RD_KAFKA_RESP_ERR_NO_ERROR;
    if (delivery.ok) {
        delivery.partition = message->partition;
        delivery.offset = message->offset;
        self->heard();
    } else {
        delivery.fatal = message->err == RD_KAFKA_RESP_ERR__FATAL
            || rd_kafka_fatal_error(self->handle.get(), nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR;
        delivery.error = QString::fromUtf8(rd_kafka_err2str(message->err));
    }
    self->deliveries.append(delivery);
}

Producer::Producer() = default;

Producer::~Producer()
{
    if (d && d->handle)
        rd_kafka_purge(d->handle.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT | RD_KAFKA_PURGE_F_NON_BLOCKING);
}

Result<std::unique_ptr<Producer>> Producer::create(const BrokerConfig &config, BrokerHealth *health)
{
    std::unique_ptr<Producer> producer(new Producer);
    producer->d = std::make_unique<Private>(config, health);
    ClientConf conf = producerConf(config);
    rd_kafka_conf_set_dr_msg_cb(conf.raw(), &Private::onDelivered);
    Result<HandlePtr> handle = conf.make(RD_KAFKA_PRODUCER, producer->d.get());
    if (!handle)
        return handle.error();
    producer->d->handle = std::move(handle).value();
    return producer;
}

Producer::Outcome Producer::produce(const events::OutRecord &record, qint64 tag, QString *error)
{
    rd_kafka_topic_t *topic = d->topic(record.topic);
    if (!topic) {
        if (error)
            *error = QStringLiteral("“%1” is no topic name").arg(record.topic.left(300));
        return Outcome::Refused;
    }
    const ErrorPtr failure = d->enqueue(topic, record, tag);
    if (!failure) {
        ++d->inFlight;
        return Outcome::Queued;
    }
    const rd_kafka_resp_err_t code = rd_kafka_error_code(failure.get());
    if (code == RD_KAFKA_RESP_ERR__QUEUE_FULL)
        return Outcome::QueueFull;
    const QString text = QString::fromUtf8(rd_kafka_error_string(failure.get()));
    if (code == RD_KAFKA_RESP_ERR__FATAL) {
        // Not this record's fault: told as its delivery, so that the caller makes a new producer and hands it over again.
        ++d->inFlight;
        d->deliveries.append({.tag = tag, .fatal = true, .error = text});
        return Outcome::Queued;
    }
    if (error)
        *error = text;
    return Outcome::Refused;
}

QList<Delivery> Producer::poll(int timeoutMs)
{
    rd_kafka_poll(d->handle.get(), d->deliveries.isEmpty() ? timeoutMs : 0);
    d->inFlight -= int(d->deliveries.size());
    return std::exchange(d->deliveries, {});
}

bool Producer::flush(int timeoutMs)
{
    return rd_kafka_flush(d->handle.get(), timeoutMs) == RD_KAFKA_RESP_ERR_NO_ERROR;
}

int Producer::inFlight() const
{
    return d->inFlight;
}

} // namespace cs::messaging
