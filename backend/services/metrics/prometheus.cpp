// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/metricsregistry.h"
#include "backend/services/metrics/poller.h"
#include "backend/services/metrics/promtext.h"

#include <algorithm>
#include <cmath>

namespace cs::services {

PromText &PromText::metric(QByteArrayView name, QByteArrayView type, QByteArrayView help)
{
    m_name = name.toByteArray();
    m_text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    m_text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return *this;
}

PromText &PromText::sample(QByteArrayView suffix, std::initializer_list<Label> labels, double value)
{
    m_text.append(m_name).append(suffix);
    char separator = '{';
    for (const Label &label : labels) {
        m_text.append(separator).append(label.first).append("=\"").append(escaped(label.second)).append('"');
        separator = ',';
    }
    if (labels.size() > 0)
        m_text.append('}');
    m_text.append(' ').append(numberText(value)).append('\n');
    return *this;
}

QByteArray PromText::escaped(const QString &value)
{
    QByteArray text = value.toUtf8();
    return text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

QByteArray PromText::numberText(double value)
{
    if (std::isinf(value))
        return value > 0 ? QByteArrayLiteral("+Inf") : QByteArrayLiteral("-Inf");
    if (value == std::floor(value) && std::fabs(value) < 1e15)
        return QByteArray::number(qint64(value));
    return QByteArray::number(value, 'g', 17).contains('e') ? QByteArray::number(value, 'g', 17) : QByteArray::number(value, 'g', 12);
}

QByteArray prometheusText(const Snapshot &snapshot, const MetricsRegistry &registry)
{
    PromText text;
    text.metric("countersign_outbox_pending", "gauge", "Outbox rows that the broker has not acknowledged.").sample({}, double(snapshot.outboxPending));
    text.metric("countersign_outbox_published_total", "counter", "Outbox records that the broker has acknowledged.");
    QStringList topics = snapshot.publishedByTopic.keys();
    std::sort(topics.begin(), topics.end());
    for (const QString &topic : topics)
        text.sample({{"topic", topic}}, double(snapshot.publishedByTopic.value(topic)));
    text.metric("countersign_consumer_lag", "gauge", "Records between the consumer group's position and the end of the partition.");
    for (const GroupFigures &group : snapshot.groups) {
        for (const GroupPartition &one : group.partitions) {
            if (one.lag >= 0)
                text.sample({{"group", group.group}, {"topic", one.topic}, {"partition", QString::number(one.partition)}}, double(one.lag));
        }
    }
    text.metric("countersign_broker_up", "gauge", "1 when the broker answers, else 0.").sample({}, snapshot.brokerUp ? 1 : 0);
    text.metric("countersign_store_up", "gauge", "1 when the store answers, else 0.").sample({}, snapshot.storeUp ? 1 : 0);
    return text.take() + registry.text() + processText();
}

} // namespace cs::services
