// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/ratehistory.h"

#include <QWidget>
#include <functional>

class QCategoryAxis;
class QChart;
class QChartView;
class QLineSeries;
class QValueAxis;

namespace cs::ui {

/// Events a second by topic over the last two minutes, one line a topic in the topic's colour and dashes. Redrawn once a second.
class RateChart final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RateChart)

public:
    explicit RateChart(QWidget *parent = nullptr);
    /// `seriesOf` gives the colour's number of a topic.
    void setHistory(const RateHistory &history, const std::function<int(const QString &)> &seriesOf);

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
