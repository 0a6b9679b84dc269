// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/metrics/snapshot.h"

#include <QHash>
#include <QPointF>
#include <deque>

namespace cs::ui {

/// Rates and lag per topic over the last minutes, one point a second, for the charts. A second without a figure splits the line: a
/// gap is drawn as a gap. Pure values; GUI thread.
class RateHistory final
{
public:
    enum class Figure { Rate, Behind };
    /// Keeps points for `span`.
    explicit RateHistory(Millis span) : m_span(span) {}
    void add(const services::Snapshot &snapshot);
    /// Topics in the order in which they were first met.
    const QStringList &topics() const { return m_topics; }
    /// Unbroken pieces of the line: x in ms since 1970, y in events a second, or in records.
    QList<QList<QPointF>> pieces(const QString &topic, Figure figure = Figure::Rate) const;
    /// The greatest rate that is kept, over all topics.
    double highest() const;
    /// The greatest figure that is kept of one topic.
    double highest(const QString &topic, Figure figure) const;
    TimePoint newest() const { return m_newest; }
    Millis span() const { return m_span; }

private:
    struct Point
    {
        TimePoint at;
        double rate = 0;
        double behind = 0;
        bool gap = false;
        double of(Figure figure) const { return figure == Figure::Rate ? rate : behind; }
    };
    Millis m_span;
    TimePoint m_newest;
    QStringList m_topics;
    QHash<QString, std::deque<Point>> m_points;
};

} // namespace cs::ui
