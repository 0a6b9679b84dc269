// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/historychart.h"

#include "ui/widgets/theme.h"

#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QValueAxis>
#include <QVBoxLayout>
#include <cmath>

namespace cs::ui {

namespace {

/// A round number at or above the highest rate: 1, 2 or 5 times a power of ten, at least 4, so that half of it is a whole number.
double roundTop(double highest)
{
    double step = 4;
    while (step < highest) {
        const double magnitude = std::pow(10, std::floor(std::log10(step)));
        const double lead = step / magnitude;
        step = lead < 1.5 ? 2 * magnitude : (lead < 3 ? 5 * magnitude : 10 * magnitude);
    }
    return step;
}

/// A time before now as it is read, in seconds.
QString agoText(int seconds)
{
    if (seconds == 0)
        return HistoryChart::tr("now");
    return seconds % 60 == 0 ? HistoryChart::tr("\u2212%1 min").arg(seconds / 60) : HistoryChart::tr("\u2212%1 s").arg(seconds);
}

constexpr int kSpan = 120; ///< seconds

} // namespace

HistoryChart::HistoryChart(const QString &name, QWidget *parent) : QWidget(parent)
{
    m_chart = new QChart;
    m_chart->legend()->hide();
    m_chart->setMargins(QMargins(0, 4, Theme::current().px(18), 0)); // half of the last time's label
    m_chart->setBackgroundVisible(false);
    m_time = new QCategoryAxis;
    m_time->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    m_time->setGridLineVisible(false);
    m_time->setRange(-kSpan, 0);
    m_rate = new QValueAxis;
    // Blanks before a small number (labels are markup): half of the first time's label needs the room, or it is left out.
    m_rate->setLabelFormat(QStringLiteral("&nbsp;&nbsp;&nbsp;%g"));
    m_rate->setTickCount(3);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_rate, Qt::AlignLeft);
    m_view = new QChartView(m_chart);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // else it asks for the height that it had last
    m_view->setAccessibleName(name);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    setMinimumHeight(Theme::current().px(96));
    connect(&Theme::current(), &Theme::changed, this, &HistoryChart::applyTheme);
    labelTimes();
    applyTheme();
}

void HistoryChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    labelTimes();
}

void HistoryChart::labelTimes()
{
    const int step = width() < Theme::current().px(300) ? 60 : 30;
    const int labels = kSpan / step + 1;
    if (labels == m_labels)
        return;
    m_labels = labels;
    const QStringList old = m_time->categoriesLabels();
    for (const QString &label : old)
        m_time->remove(label);
    m_time->setStartValue(-kSpan - 1); // the first label stands on the edge as well
    for (int ago = kSpan; ago >= 0; ago -= step)
        m_time->append(agoText(ago), -ago);
    m_time->setRange(-kSpan, 0);
}

void HistoryChart::applyTheme()
{
    const Theme &theme = Theme::current();
    m_view->setStyleSheet(QStringLiteral("background: transparent"));
    m_view->setBackgroundBrush(theme.color(Token::Surface));
    const QPen grid(theme.color(Token::Line), 1);
    for (QAbstractAxis *const axis : {static_cast<QAbstractAxis *>(m_time), static_cast<QAbstractAxis *>(m_rate)}) {
        axis->setLinePen(grid);
        axis->setGridLinePen(grid);
        axis->setLabelsBrush(theme.color(Token::Muted));
        QFont small = theme.font(FontRole::Ui);
        small.setPixelSize(theme.px(11));
        axis->setLabelsFont(small);
    }
}

QLineSeries *HistoryChart::line(int index)
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

void HistoryChart::setLines(const QList<HistoryLine> &lines, TimePoint newest, double highest)
{
    const Theme &theme = Theme::current();
    const auto now = static_cast<double>(toMillis(newest));
    int used = 0;
    for (const HistoryLine &one : lines) {
        for (const QList<QPointF> &piece : one.pieces) {
            QLineSeries *const drawn = line(used++);
            drawn->setName(one.name);
            QPen pen(theme.seriesColor(one.series), 1.6, Qt::SolidLine, Qt::FlatCap);
            if (const QList<qreal> dashes = Theme::seriesDashesOf(one.series); !dashes.isEmpty())
                pen.setDashPattern(dashes);
            drawn->setPen(pen);
            QList<QPointF> shown = piece;
            for (QPointF &point : shown)
                point.setX((point.x() - now) / 1000);
            drawn->replace(shown);
        }
    }
    for (qsizetype spare = used; spare < m_lines.size(); ++spare)
        m_lines.at(spare)->clear();
    m_rate->setRange(0, roundTop(highest));
}

} // namespace cs::ui
