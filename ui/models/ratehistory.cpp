// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ratehistory.h"

#include <algorithm>

namespace cs::ui {

namespace {

/// Two snapshots further apart than this leave a gap between them.
constexpr Millis kBroken{3500};

} // namespace

void RateHistory::add(const services::Snapshot &snapshot)
{
    m_newest = std::max(m_newest, snapshot.at);
    for (const services::TopicFigures &topic : snapshot.topics) {
        if (!m_points.contains(topic.topic))
            m_topics.append(topic.topic);
        m_points[topic.topic].push_back({snapshot.at, topic.producedPerSecond, static_cast<double>(topic.behind), topic.gap});
    }
    for (std::deque<Point> &points : m_points) {
        while (!points.empty() && points.front().at < m_newest - m_span)
            points.pop_front();
    }
}

QList<QList<QPointF>> RateHistory::pieces(const QString &topic, Figure figure) const
{
    QList<QList<QPointF>> pieces;
    bool broken = true;
    TimePoint last;
    const auto found = m_points.constFind(topic);
    if (found == m_points.cend())
        return pieces;
    for (const Point &point : *found) {
        if (point.gap) {
            broken = true;
            continue;
        }
        if (broken || point.at - last > kBroken)
            pieces.append(QList<QPointF>());
        pieces.last().append(QPointF(static_cast<double>(toMillis(point.at)), point.of(figure)));
        broken = false;
        last = point.at;
    }
    return pieces;
}

double RateHistory::highest() const
{
    double most = 0;
    for (const QString &topic : m_topics)
        most = std::max(most, highest(topic, Figure::Rate));
    return most;
}

double RateHistory::highest(const QString &topic, Figure figure) const
{
    double most = 0;
    const auto found = m_points.constFind(topic);
    if (found == m_points.cend())
        return most;
    for (const Point &point : *found)
        most = std::max(most, point.gap ? 0 : point.of(figure));
    return most;
}

} // namespace cs::ui
