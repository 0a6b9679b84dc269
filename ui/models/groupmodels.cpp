// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/groupmodels.h"

#include "backend/events/catalogue.h"
#include "ui/models/topictablemodel.h"
#include "ui/presentation/relativetime.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace cs::ui {

using services::GroupFigures;
using services::GroupPartition;
using services::LagVerdict;
using services::PartitionFigures;
using services::ServiceState;
using services::TopicFigures;

namespace {

QString topicsTr(const char *text)
{
    return QCoreApplication::translate("cs::ui::TopicsPage", text);
}

double worstSeconds(const TopicFigures &topic)
{
    double worst = -1;
    for (const PartitionFigures &one : topic.partitions)
        worst = std::max(worst, one.lagSeconds);
    return worst;
}

QString recordsOf(const TopicFigures &topic)
{
    qint64 count = 0;
    for (const PartitionFigures &one : topic.partitions)
        count += one.high < 0 ? 0 : one.high - std::max<qint64>(one.low, 0);
    return countText(count);
}

QString membersText(const GroupFigures &group)
{
    return group.membersKnown ? countText(group.members.size()) : QStringLiteral("–");
}

QString handledAgo(const ServiceRow &row)
{
    return row.status.lastHandledAt ? relativetime::agoText(*row.status.lastHandledAt, row.now) : QStringLiteral("–");
}

} // namespace

QString countText(qint64 number)
{
    return number < 0 ? QStringLiteral("–") : QLocale().toString(number);
}

QString behindText(double seconds)
{
    return seconds <= 0 ? QStringLiteral("–") : relativetime::latencyText(Millis(qint64(seconds * 1000)));
}

QString serviceTitle(const QString &service)
{
    return service.left(1).toUpper() + service.mid(1);
}

QString titleOf(ServiceState state)
{
    switch (state) {
    case ServiceState::Off: return topicsTr("Off");
    case ServiceState::Starting: return topicsTr("Starting");
    case ServiceState::Running: return topicsTr("Running");
    case ServiceState::Paused: return topicsTr("Paused");
    case ServiceState::Waiting: return topicsTr("Waiting for the broker");
    case ServiceState::Failed: return topicsTr("Failed");
    case ServiceState::Stopping: return topicsTr("Stopping");
    }
    return {};
}

Tone toneOf(ServiceState state)
{
    switch (state) {
    case ServiceState::Running: return Tone::Good;
    case ServiceState::Paused:
    case ServiceState::Waiting: return Tone::Warning;
    case ServiceState::Failed: return Tone::Bad;
    case ServiceState::Off:
    case ServiceState::Starting:
    case ServiceState::Stopping: break;
    }
    return Tone::Neutral;
}

QString titleOf(LagVerdict verdict)
{
    switch (verdict) {
    case LagVerdict::Ok: return topicsTr("OK");
    case LagVerdict::Unknown: return topicsTr("Unknown");
    case LagVerdict::NoCommit: return topicsTr("Never read");
    case LagVerdict::Warning: return topicsTr("Warning");
    case LagVerdict::Rewound: return topicsTr("Rewound");
    case LagVerdict::Stalled: return topicsTr("Stalled");
    case LagVerdict::Stopped: return topicsTr("Stopped");
    }
    return {};
}

Tone toneOf(LagVerdict verdict)
{
    switch (verdict) {
    case LagVerdict::Ok: return Tone::Good;
    case LagVerdict::Unknown: return Tone::Neutral;
    case LagVerdict::NoCommit:
    case LagVerdict::Warning: return Tone::Warning;
    case LagVerdict::Rewound:
    case LagVerdict::Stalled:
    case LagVerdict::Stopped: return Tone::Bad;
    }
    return Tone::Neutral;
}

QList<TopicFigures> inCatalogueOrder(QList<TopicFigures> topics)
{
    const QList<events::TopicInfo> &known = events::topics();
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < known.size(); ++i)
        places.insert(known.at(i).name, i);
    std::stable_sort(topics.begin(), topics.end(), [&](const TopicFigures &a, const TopicFigures &b) {
        return places.value(a.topic, known.size()) < places.value(b.topic, known.size());
    });
    return topics;
}

TopicListModel *makeTopicListModel(QObject *parent)
{
    using T = TopicFigures;
    return new TopicListModel({{topicsTr("Topic"), [](const T &one) { return one.topic; }, false, true},
                               {topicsTr("Family"), [](const T &one) { return one.family; }},
                               {topicsTr("Records"), recordsOf, true},
                               {topicsTr("In/s"), [](const T &one) { return rateText(one.producedPerSecond, !one.gap); }, true},
                               {topicsTr("Read/s"), [](const T &one) { return one.consumed ? rateText(one.consumedPerSecond, !one.gap) : QStringLiteral("–"); }, true},
                               {topicsTr("Bad"), [](const T &one) { return one.consumed ? countText(one.bad) : QStringLiteral("–"); }, true},
                               {topicsTr("Lag"), [](const T &one) { return one.consumed ? countText(one.behind) : QStringLiteral("–"); }, true},
                               {topicsTr("Behind"), [](const T &one) { return one.consumed ? behindText(worstSeconds(one)) : QStringLiteral("–"); }, true}},
                              [](const T &one) { return one.topic; }, parent);
}

TopicPartitionModel *makeTopicPartitionModel(QObject *parent)
{
    using P = PartitionFigures;
    return new TopicPartitionModel({{topicsTr("Partition"), [](const P &one) { return countText(one.partition); }},
                                    {topicsTr("First"), [](const P &one) { return countText(one.low); }, true},
                                    {topicsTr("End"), [](const P &one) { return countText(one.high); }, true},
                                    {topicsTr("Position"), [](const P &one) { return countText(one.next); }, true},
                                    {topicsTr("Lag"), [](const P &one) { return countText(one.lag); }, true},
                                    {topicsTr("Behind"), [](const P &one) { return behindText(one.lagSeconds); }, true}},
                                   [](const P &one) { return QString::number(one.partition); }, parent);
}

GroupListModel *makeGroupListModel(QObject *parent)
{
    using G = GroupFigures;
    return new GroupListModel({{topicsTr("Group"), [](const G &one) { return one.group; }, false, true},
                               {topicsTr("Service"), [](const G &one) { return serviceTitle(one.service); }},
                               {topicsTr("Verdict"), [](const G &one) { return titleOf(one.verdict); }, false, false, [](const G &one) { return std::optional(toneOf(one.verdict)); },
                                [](const G &one) { return one.explanation; }},
                               {topicsTr("Members"), membersText, true, false, {}, [](const G &one) { return one.members.join(QLatin1Char('\n')); }},
                               {topicsTr("Read/s"), [](const G &one) { return rateText(one.consumedPerSecond, one.verdict != LagVerdict::Unknown); }, true},
                               {topicsTr("Lag"), [](const G &one) { return countText(one.lag); }, true},
                               {topicsTr("Behind"), [](const G &one) { return behindText(one.lagSeconds); }, true}},
                              [](const G &one) { return one.group; }, parent);
}

GroupPartitionModel *makeGroupPartitionModel(QObject *parent)
{
    using P = GroupPartition;
    const auto name = [](const P &one) { return QStringLiteral("%1 [%2]").arg(one.topic).arg(one.partition); };
    return new GroupPartitionModel({{topicsTr("Partition"), name, false, true, {}, name},
                                    {topicsTr("Verdict"), [](const P &one) { return titleOf(one.verdict); }, false, false, [](const P &one) { return std::optional(toneOf(one.verdict)); }},
                                    {topicsTr("Position"), [](const P &one) { return countText(one.next); }, true},
                                    {topicsTr("End"), [](const P &one) { return countText(one.high); }, true},
                                    {topicsTr("Lag"), [](const P &one) { return countText(one.lag); }, true},
                                    {topicsTr("Behind"), [](const P &one) { return behindText(one.lagSeconds); }, true}},
                                   name, parent);
}

ServiceListModel *makeServiceListModel(QObject *parent)
{
    using S = ServiceRow;
    return new ServiceListModel({{topicsTr("Service"), [](const S &one) { return serviceTitle(one.status.service); }},
                                 {topicsTr("State"), [](const S &one) { return titleOf(one.status.state); }, false, false, [](const S &one) { return std::optional(toneOf(one.status.state)); },
                                  [](const S &one) { return one.status.reason; }},
                                 {topicsTr("Lag"), [](const S &one) { return countText(one.status.lag); }, true},
                                 {topicsTr("Handled"), [](const S &one) { return countText(one.status.groups.isEmpty() ? -1 : one.status.handled); }, true},
                                 {topicsTr("Failed"), [](const S &one) { return countText(one.status.groups.isEmpty() ? -1 : one.status.failed); }, true},
                                 {topicsTr("Last handled"), handledAgo, true, false, {},
                                  [](const S &one) { return one.status.lastHandledAt ? relativetime::absoluteText(*one.status.lastHandledAt) : QString(); }}},
                                [](const S &one) { return one.status.service; }, parent);
}

} // namespace cs::ui
