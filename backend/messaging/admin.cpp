// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/admin.h"

#include "backend/messaging/clientconf.h"
#include "backend/messaging/clusterview.h"
#include "backend/messaging/embeddedtopics.h"
#include "backend/support/log.h"

#include <QDeadlineTimer>
#include <QThread>
#include <array>
#include <vector>

namespace cs::messaging {

namespace {

constexpr int kLookAgainMs = 100;

struct Ends
{
    QList<TopicPartition> low;
    QList<TopicPartition> high;
};

Answer<Ends> endsOf(rd_kafka_t *client, const TopicMatcher &matcher, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    const auto left = [&deadline] { return int(std::max<qint64>(deadline.remainingTime(), 1)); };
    const auto found = partitionsOf(client, matcher, left());
    Answer<Ends> ends{found.error, {found.value, found.value}};
    if (ends.error == RD_KAFKA_RESP_ERR_NO_ERROR)
        ends.error = queryOffsets(client, &ends.value.low, End::First, left());
    if (ends.error == RD_KAFKA_RESP_ERR_NO_ERROR)
        ends.error = queryOffsets(client, &ends.value.high, End::Next, left());
    return ends;
}

/// A partition was made, or given to another broker, a moment ago.
bool isMoving(rd_kafka_resp_err_t error)
{
    return error == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION || error == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE;
}

/// Asks anew who leads what while that changes. A search for a leader may wait in vain until it is begun again.
Answer<Ends> settledEndsOf(rd_kafka_t *client, const TopicMatcher &matcher, int timeoutMs)
{
    constexpr int kTryMs = 500;
    const QDeadlineTimer deadline(timeoutMs);
    Answer<Ends> ends = endsOf(client, matcher, timeoutMs);
    for (bool moves = isMoving(ends.error); moves && deadline.remainingTime() > kLookAgainMs;) {
        QThread::msleep(kLookAgainMs);
        ends = endsOf(client, matcher, std::clamp(int(deadline.remainingTime()), 1, kTryMs));
        moves = isMoving(ends.error) || ends.error == RD_KAFKA_RESP_ERR__TIMED_OUT;
    }
    return ends;
}

} // namespace

struct Admin::Private final : ClientWatch
{
    Private(const BrokerConfig &brokers, BrokerHealth *health) : ClientWatch(brokers, health), config(brokers) {}

    const BrokerConfig config;
    HandlePtr handle;

    Error failure(rd_kafka_resp_err_t error);
    AdminOptionsPtr options(rd_kafka_admin_op_t operation, int timeoutMs) const;
    Result<QStringList> missingOf(const QStringList &names, int timeoutMs);
    Status createOnKafka(const QStringList &names, int partitions, int timeoutMs);
    Status createEmbedded(const QStringList &names, int partitions, int timeoutMs);
};

/// Takes in what the connection has to say first: it names the reason, the call only that it waited in vain.
Error Admin::Private::failure(rd_kafka_resp_err_t error)
{
    rd_kafka_poll(handle.get(), 0);
    return isSignInRefused() ? Error::unauthorized(sentenceFor(error)) : Error::unavailable(sentenceFor(error));
}

AdminOptionsPtr Admin::Private::options(rd_kafka_admin_op_t operation, int timeoutMs) const
{
    AdminOptionsPtr made(rd_kafka_AdminOptions_new(handle.get(), operation));
    std::array<char, 256> why{};
    rd_kafka_AdminOptions_set_request_timeout(made.get(), timeoutMs, why.data(), why.size());
    return made;
}

Result<QStringList> Admin::Private::missingOf(const QStringList &names, int timeoutMs)
{
    const Result<TopicMatcher> matcher = TopicMatcher::create(names, {});
    if (!matcher)
        return matcher.error();
    const auto found = partitionsOf(handle.get(), *matcher, timeoutMs);
    if (found.error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return failure(found.error);
    QStringList missing = names;
    for (const TopicPartition &each : found.value)
        missing.removeAll(each.topic);
    missing.removeDuplicates();
    return missing;
}

Status Admin::Private::createEmbedded(const QStringList &names, int partitions, int timeoutMs)
{
    for (const QString &name : names) {
        if (createEmbeddedTopic(config.bootstrap, name, partitions))
            continue;
        // Another process' embedded broker: asking for a topic makes it there, with four partitions.
        const TopicPtr topic(rd_kafka_topic_new(handle.get(), name.toUtf8().constData(), nullptr));
        const rd_kafka_metadata_t *raw = nullptr;
        const auto error = topic ? rd_kafka_metadata(handle.get(), 0, topic.get(), &raw, timeoutMs) : rd_kafka_last_error();
        const MetadataPtr metadata(raw);
        if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
            return failure(error);
    }
    return Done{};
}

Status Admin::Private::createOnKafka(const QStringList &names, int partitions, int timeoutMs)
{
    std::vector<NewTopicPtr> owned;
    std::vector<rd_kafka_NewTopic_t *> list;
    std::array<char, 256> why{};
    for (const QString &name : names) {
        owned.emplace_back(rd_kafka_NewTopic_new(name.toUtf8().constData(), partitions, -1, why.data(), why.size()));
        if (!owned.back())
            return Error::invalid(QStringLiteral("The topic %1 cannot be made: %2").arg(name, QString::fromUtf8(why.data())));
        list.push_back(owned.back().get());
    }
    const AdminOptionsPtr how = options(RD_KAFKA_ADMIN_OP_CREATETOPICS, timeoutMs);
    rd_kafka_AdminOptions_set_operation_timeout(how.get(), timeoutMs, why.data(), why.size());
    const QueuePtr queue(rd_kafka_queue_new(handle.get()));
    rd_kafka_CreateTopics(handle.get(), list.data(), list.size(), how.get(), queue.get());
    const EventPtr event(rd_kafka_queue_poll(queue.get(), timeoutMs + 1000));
    if (!event || rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return failure(event ? rd_kafka_event_error(event.get()) : RD_KAFKA_RESP_ERR__TIMED_OUT);
    size_t count = 0;
    const rd_kafka_topic_result_t **results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event.get()), &count);
    for (size_t i = 0; i < count; ++i) {
        const rd_kafka_resp_err_t error = rd_kafka_topic_result_error(results[i]);
        if (error != RD_KAFKA_RESP_ERR_NO_ERROR && error != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
            return Error::unavailable(QStringLiteral("The topic %1 cannot be made: %2.")
                                          .arg(QString::fromUtf8(rd_kafka_topic_result_name(results[i])),
                                               QString::fromUtf8(rd_kafka_err2str(error))));
    }
    return Done{};
}

Admin::Admin() = default;
Admin::~Admin() = default;

Result<std::unique_ptr<Admin>> Admin::create(const BrokerConfig &config, BrokerHealth *health)
{
    std::unique_ptr<Admin> admin(new Admin);
    admin->d = std::make_unique<Private>(config, health);
    Result<HandlePtr> handle = ClientConf(config).make(RD_KAFKA_PRODUCER, admin->d.get());
    if (!handle)
        return handle.error();
    admin->d->handle = std::move(handle).value();
    return admin;
}

Result<QList<TopicOffsets>> Admin::offsets(const QStringList &topics, int timeoutMs)
{
    rd_kafka_poll(d->handle.get(), 0);
    const auto matcher = TopicMatcher::create(topics.isEmpty() ? QStringList{QStringLiteral("^.*")} : topics, {});
    if (!matcher)
        return matcher.error();
    const auto ends = settledEndsOf(d->handle.get(), *matcher, timeoutMs);
    if (ends.error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return d->failure(ends.error);
    const auto &[low, high] = ends.value;
    QList<TopicOffsets> answer;
    for (qsizetype i = 0; i < low.size(); ++i) {
        const TopicPartition &each = low[i];
        if (answer.isEmpty() || answer.constLast().topic != each.topic)
            answer.append({each.topic, {}});
        answer.last().partitions.append({each.partition, low.value(i).offset, high.value(i).offset});
    }
    d->heard();
    return answer;
}

Result<QList<TopicPartition>> Admin::committed(const QString &group, const QList<TopicPartition> &partitions, int timeoutMs)
{
    if (d->config.embedded || partitions.isEmpty())
        return QList<TopicPartition>();
    const PartitionsPtr list = toNative(partitions);
    rd_kafka_ListConsumerGroupOffsets_t *request = rd_kafka_ListConsumerGroupOffsets_new(group.toUtf8().constData(), list.get());
    const QueuePtr queue(rd_kafka_queue_new(d->handle.get()));
    const AdminOptionsPtr how = d->options(RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS, timeoutMs);
    rd_kafka_ListConsumerGroupOffsets(d->handle.get(), &request, 1, how.get(), queue.get());
    rd_kafka_ListConsumerGroupOffsets_destroy(request);
    const EventPtr event(rd_kafka_queue_poll(queue.get(), timeoutMs + 500));
    if (!event || rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return d->failure(event ? rd_kafka_event_error(event.get()) : RD_KAFKA_RESP_ERR__TIMED_OUT);
    size_t count = 0;
    const auto *result = rd_kafka_event_ListConsumerGroupOffsets_result(event.get());
    const rd_kafka_group_result_t **groups = rd_kafka_ListConsumerGroupOffsets_result_groups(result, &count);
    if (count != 1)
        return QList<TopicPartition>();
    if (const rd_kafka_error_t *error = rd_kafka_group_result_error(groups[0]))
        return d->failure(rd_kafka_error_code(error));
    return fromNative(rd_kafka_group_result_partitions(groups[0]));
}

Status Admin::createTopics(const QStringList &names, int partitions, int timeoutMs)
{
    if (d->config.embedded)
        return d->createEmbedded(names, partitions, timeoutMs);
    const Result<QStringList> missing = d->missingOf(names, timeoutMs);
    if (!missing)
        return missing.error();
    return missing->isEmpty() ? Status(Done{}) : d->createOnKafka(*missing, partitions, timeoutMs);
}

Result<QList<GroupState>> Admin::groups(int timeoutMs)
{
    if (d->config.embedded)
        return QList<GroupState>();
    const struct rd_kafka_group_list *raw = nullptr;
    const rd_kafka_resp_err_t error = rd_kafka_list_groups(d->handle.get(), nullptr, &raw, timeoutMs);
    const GroupListPtr list(raw);
    if (!list || (error != RD_KAFKA_RESP_ERR_NO_ERROR && error != RD_KAFKA_RESP_ERR__PARTIAL))
        return d->failure(error);
    QList<GroupState> groups;
    for (int i = 0; i < list->group_cnt; ++i) {
        const rd_kafka_group_info &group = list->groups[i];
        groups.append({QString::fromUtf8(group.group), QString::fromUtf8(group.state), QString::fromUtf8(group.protocol), group.member_cnt});
    }
    return groups;
}

Result<QList<GroupMember>> Admin::members(const QString &group, int timeoutMs)
{
    const auto described = describe(group, timeoutMs);
    if (!described)
        return described.error();
    return described->members;
}

Result<GroupDescription> Admin::describe(const QString &group, int timeoutMs)
{
    if (d->config.embedded)
        return GroupDescription();
    const struct rd_kafka_group_list *raw = nullptr;
    const rd_kafka_resp_err_t error = rd_kafka_list_groups(d->handle.get(), group.toUtf8().constData(), &raw, timeoutMs);
    const GroupListPtr list(raw);
    if (!list || (error != RD_KAFKA_RESP_ERR_NO_ERROR && error != RD_KAFKA_RESP_ERR__PARTIAL))
        return d->failure(error);
    GroupDescription described;
    for (int i = 0; i < list->group_cnt; ++i) {
        const rd_kafka_group_info &one = list->groups[i];
        described.state = QString::fromUtf8(one.state);
        for (int k = 0; k < one.member_cnt; ++k)
            described.members.append({QString::fromUtf8(one.members[k].client_id), QString::fromUtf8(one.members[k].client_host)});
    }
    return described;
}

Result<QStringList> Admin::brokers(int timeoutMs)
{
    const rd_kafka_metadata_t *raw = nullptr;
    const rd_kafka_resp_err_t error = rd_kafka_metadata(d->handle.get(), 0, nullptr, &raw, timeoutMs);
    const MetadataPtr metadata(raw);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        return d->failure(error);
    QStringList list;
    for (int i = 0; i < metadata->broker_cnt; ++i) {
        const rd_kafka_metadata_broker_t &broker = metadata->brokers[i];
        list.append(QStringLiteral("%1 %2:%3").arg(broker.id).arg(QString::fromUtf8(broker.host)).arg(broker.port));
    }
    d->heard();
    return list;
}

} // namespace cs::messaging
