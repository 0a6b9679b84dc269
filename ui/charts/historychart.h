// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/clock.h"

#include <QList>
#include <QPointF>
#include <QWidget>

class QCategoryAxis;
class QChart;
class QChartView;
class QLineSeries;
class QValueAxis;

namespace cs::ui {

/// One line of a chart: its name, the number of its colour and dashes, and its unbroken pieces (x in ms since 1970).
struct HistoryLine
{
    QString name;
    int series = 0;
    QList<QList<QPointF>> pieces;
};

/// Figures of the last two minutes, one line each in its colour and dashes. Redrawn once a second.
class HistoryChart final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryChart)

public:
    /// `name` is for a screen reader.
    explicit HistoryChart(const QString &name, QWidget *parent = nullptr);
    /// `newest` stands at the right edge; the scale goes to a round number at or above `highest`.
    void setLines(const QList<HistoryLine> &lines, TimePoint newest, double highest);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyTheme();
    /// As many times below the chart as have room.
    void labelTimes();
    QLineSeries *line(int index);

    QChart *m_chart = nullptr;
    QChartView *m_view = nullptr;
    QCategoryAxis *m_time = nullptr;
    QValueAxis *m_rate = nullptr;
    QList<QLineSeries *> m_lines;
    int m_labels = 0; ///< how many times are named now
};

} // namespace cs::ui
