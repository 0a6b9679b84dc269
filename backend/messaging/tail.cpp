// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/tail.h"

#include "backend/messaging/clusterview.h"
#include "backend/messaging/consumersettings.h"
#include "backend/messaging/recordreader.h"
#include "backend/support/ids.h"
#include "backend/support/log.h"

#include <QDeadlineTimer>
#include <map>

namespace cs::messaging {

namespace {

constexpr int kStartTimeoutMs = 5000;
constexpr int kTailLookTimeoutMs = 500;
constexpr int kTailLookIntervalMs = 2000; // for topics that are new
constexpr int kQueueKiB = 8192;

} // namespace

struct Tail::Private final : ClientWatch
{
    explicit Private(const BrokerConfig &config) : ClientWatch(config, nullptr) { m_measuresRoundTrips = false; }
    ~Private() override
    {
        closeReader(&handle, [this] { rd_kafka_assign(handle.get(), nullptr); });
    }

    struct Span
    {
        qint64 next = 0; ///< to be read
        qint64 end = 0;  ///< known end of the partition
    };

    TopicMatcher matcher;
    Start start;
    bool started = false; ///< the first assignment is made
    RecordReader reader;
    std::map<std::pair<QString, int>, Span> spans;
    QDeadlineTimer lookAgain;
    QString callTrouble;
    HandlePtr handle;

    void look(int timeoutMs);
    rd_kafka_resp_err_t begin(QList<TopicPartition> all, int timeoutMs);
    void add(const QList<TopicPartition> &all, const QList<TopicPartition> &ends, const QList<TopicPartition> &firsts);
    void assignAll();
    void handleEnd(const rd_kafka_message_t &message);
};

void Tail::Private::look(int timeoutMs)
{
    lookAgain.setRemainingTime(kTailLookIntervalMs);
    const auto found = partitionsOf(handle.get(), matcher, timeoutMs);
    rd_kafka_resp_err_t error = found.error;
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR && (!started || found.value.size() > qsizetype(spans.size())))
        error = begin(found.value, timeoutMs);
    callTrouble = error == RD_KAFKA_RESP_ERR_NO_ERROR ? QString() : sentenceFor(error);
}

rd_kafka_resp_err_t Tail::Private::begin(QList<TopicPartition> all, int timeoutMs)
{
    // The places are fixed now, so that nothing that is written after this call is missed.
    QList<TopicPartition> firsts = all;
    QList<TopicPartition> ends = all;
    rd_kafka_resp_err_t error = queryOffsets(handle.get(), &firsts, End::First, timeoutMs);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
        error = queryOffsets(handle.get(), &ends, End::Next, timeoutMs);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return error;
    add(all, ends, firsts);
    started = true;
    assignAll();
    return error;
}

/// Partitions that are there at the start begin where the person asked; later ones at their first record.
void Tail::Private::add(const QList<TopicPartition> &all, const QList<TopicPartition> &ends, const QList<TopicPartition> &firsts)
{
    for (qsizetype i = 0; i < all.size(); ++i) {
        const std::pair place(all[i].topic, all[i].partition);
        if (spans.contains(place))
            continue;
        const qint64 first = std::max<qint64>(firsts.value(i).offset, 0);
        const qint64 end = std::max<qint64>(ends.value(i).offset, first);
        qint64 next = first;
        if (!started && start.from == Start::From::End)
            next = end;
        else if (!started && start.from == Start::From::LastN)
            next = std::max(first, end - start.lastN);
        spans[place] = {next, end};
    }
}

void Tail::Private::assignAll()
{
    QList<TopicPartition> list;
    for (const auto &[place, span] : spans)
        list.append({place.first, place.second, span.next});
    const PartitionsPtr native = toNative(list);
    rd_kafka_assign(handle.get(), native.get());
}

/// The end of a partition: what is left there, such as a transaction's marks, is no record.
void Tail::Private::handleEnd(const rd_kafka_message_t &message)
{
    Span &span = spans[{QString::fromUtf8(rd_kafka_topic_name(message.rkt)), message.partition}];
    span.next = std::max(span.next, qint64(message.offset));
    span.end = std::max(span.end, span.next);
}

Tail::Tail() = default;
Tail::~Tail() = default;

Result<std::unique_ptr<Tail>> Tail::create(const BrokerConfig &config, const QStringList &topics, Start start)
{
    const QStringList wanted = topics.isEmpty() ? QStringList{QStringLiteral("^.*")} : topics;
    Result<TopicMatcher> matcher = TopicMatcher::create(wanted, {});
    if (!matcher)
        return matcher.error();
    std::unique_ptr<Tail> tail(new Tail);
    tail->d = std::make_unique<Private>(config);
    tail->d->matcher = *matcher;
    tail->d->start = start;
    // librdkafka wants a group's name for assign(); nobody joins it and nothing is committed to it.
    ClientConf conf = readerConf(config, {QStringLiteral("countersign-tail-") + randomHex(8), 50, kQueueKiB});
    conf.set("enable.partition.eof", "true");
    Result<HandlePtr> handle = conf.make(RD_KAFKA_CONSUMER, tail->d.get());
    if (!handle)
        return handle.error();
    tail->d->handle = std::move(handle).value();
    rd_kafka_poll_set_consumer(tail->d->handle.get());
    tail->d->look(kStartTimeoutMs);
    return tail;
}

QList<events::Record> Tail::poll(int maxRecords, qint64 maxBytes, int timeoutMs)
{
    if (d->lookAgain.hasExpired())
        d->look(kTailLookTimeoutMs);
    QList<events::Record> records;
    qint64 bytes = 0;
    while (records.size() < maxRecords && bytes < maxBytes) {
        const MessagePtr message(rd_kafka_consumer_poll(d->handle.get(), records.isEmpty() ? timeoutMs : 0));
        if (!message)
            break;
        if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
            d->handleEnd(*message);
            continue;
        }
        if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            qCDebug(lcMessaging, "tail: %s", rd_kafka_message_errstr(message.get()));
            if (records.isEmpty())
                break;
            continue;
        }
        records.append(d->reader.read(*message));
        bytes += records.constLast().cost();
        d->spans[{records.constLast().topic, message->partition}].next = message->offset + 1;
    }
    if (!records.isEmpty())
        d->heard();
    return records;
}

qint64 Tail::behind() const
{
    qint64 sum = 0;
    for (auto &[place, span] : d->spans) {
        int64_t low = -1;
        int64_t high = -1; // of the last fetch; negative before the first one
        rd_kafka_get_watermark_offsets(d->handle.get(), place.first.toUtf8().constData(), place.second, &low, &high);
        span.end = std::max<qint64>(span.end, high);
        sum += std::max<qint64>(span.end - span.next, 0);
    }
    return sum;
}

QString Tail::trouble() const
{
    return d->callTrouble.isEmpty() ? d->trouble() : d->callTrouble;
}

} // namespace cs::messaging
