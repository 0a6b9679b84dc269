// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/ratechart.h"

#include "ui/widgets/theme.h"

#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QValueAxis>
#include <QVBoxLayout>
#include <cmath>

namespace cs::ui {

namespace {

/// A round number at or above the highest rate: 1, 2 or 5 times a power of ten, at least 5.
double roundTop(double highest)
{
    double step = 5;
    while (step < highest) {
        const double magnitude = std::pow(10, std::floor(std::log10(step)));
        const double lead = step / magnitude;
        step = lead < 1.5 ? 2 * magnitude : (lead < 3 ? 5 * magnitude : 10 * magnitude);
    }
    return step;
}

} // namespace

RateChart::RateChart(QWidget *parent) : QWidget(parent)
{
    m_chart = new QChart;
    m_chart->legend()->hide();
    m_chart->setMargins(QMargins(0, 4, 0, 0));
    m_chart->setBackgroundVisible(false);
    m_time = new QValueAxis;
    m_time->setLabelsVisible(false);
    m_time->setGridLineVisible(false);
    m_rate = new QValueAxis;
    m_rate->setLabelFormat(QStringLiteral("%g"));
    m_rate->setTickCount(3);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_rate, Qt::AlignLeft);
    m_view = new QChartView(m_chart);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setAccessibleName(tr("Events a second by topic, the last two minutes"));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    setMinimumHeight(Theme::current().px(160));
    connect(&Theme::current(), &Theme::changed, this, &RateChart::applyTheme);
    applyTheme();
}

void RateChart::applyTheme()
{
    const Theme &theme = Theme::current();
    m_view->setStyleSheet(QStringLiteral("background: transparent"));
    m_view->setBackgroundBrush(theme.color(Token::Surface));
    const QPen grid(theme.color(Token::Line), 1);
    for (QValueAxis *const axis : {m_time, m_rate}) {
        axis->setLinePen(grid);
        axis->setGridLinePen(grid);
        axis->setLabelsBrush(theme.color(Token::Muted));
        axis->setLabelsFont(theme.font(FontRole::Label));
    }
}

QLineSeries *RateChart::line(int index)
{
    while (m_lines.size() <= index) {
        auto *const added = new QLineSeries;
        m_chart->addSeries(added);
        added->attachAxis(m_time);
        added->attachAxis(m_rate);
        m_lines.append(added);
    }
    return m_lines.at(index);
}

void RateChart::setHistory(const RateHistory &history, const std::function<int(const QString &)> &seriesOf)
{
    const Theme &theme = Theme::current();
    int used = 0;
    for (const QString &topic : history.topics()) {
        for (const QList<QPointF> &piece : history.pieces(topic)) {
            QLineSeries *const drawn = line(used++);
            drawn->setName(topic);
            drawn->setPen(QPen(theme.seriesColor(seriesOf(topic)), 1.6));
            drawn->replace(piece);
        }
    }
    for (qsizetype spare = used; spare < m_lines.size(); ++spare)
        m_lines.at(spare)->clear();
    const auto end = static_cast<double>(toMillis(history.newest()));
    m_time->setRange(end - static_cast<double>(history.span().count()), end);
    m_rate->setRange(0, roundTop(history.highest()));
}

} // namespace cs::ui
