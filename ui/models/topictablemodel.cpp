// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/topictablemodel.h"

#include "ui/models/cellalignment.h"
#include "backend/events/catalogue.h"
#include "ui/presentation/itemroles.h"

#include <QLocale>

#include <algorithm>

namespace cs::ui {

QString rateText(double perSecond, bool known)
{
    if (!known)
        return QStringLiteral("–");
    const bool whole = perSecond >= 9.95 || perSecond < 0.05;
    return QLocale().toString(perSecond, 'f', whole ? 0 : 1);
}

namespace {

/// The catalogue's place of a topic; behind all of it for a topic that it does not know.
qsizetype placeOf(const QString &topic)
{
    const QList<events::TopicInfo> &known = events::topics();
    for (qsizetype place = 0; place < known.size(); ++place) {
        if (known.at(place).name == topic)
            return place;
    }
    return known.size();
}

bool wasWritten(const services::TopicFigures &topic)
{
    return std::any_of(topic.partitions.cbegin(), topic.partitions.cend(), [](const services::PartitionFigures &one) { return one.high > 0; });
}

} // namespace

void TopicTableModel::setTopics(const QList<services::TopicFigures> &given)
{
    QList<services::TopicFigures> topics = given;
    std::stable_sort(topics.begin(), topics.end(), [](const services::TopicFigures &a, const services::TopicFigures &b) {
        return placeOf(a.topic) < placeOf(b.topic);
    });
    for (const services::TopicFigures &topic : topics) {
        if (!m_series.contains(topic.topic))
            m_series.insert(topic.topic, static_cast<int>(m_series.size()));
        if (wasWritten(topic))
            m_written.insert(topic.topic);
    }
    // Whose line can be seen stands before those that nobody ever wrote to; the lines keep their colours.
    std::stable_partition(topics.begin(), topics.end(), [this](const services::TopicFigures &topic) { return m_written.contains(topic.topic); });
    replaceRows(topics, [](const services::TopicFigures &topic) { return topic.topic; });
}

int TopicTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant TopicTableModel::data(const QModelIndex &index, int role) const
{
    const services::TopicFigures *const topic = rowAt(index.row());
    if (!topic || !checkIndex(index))
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        if (column == TopicColumn)
            return topic->topic;
        return column == ProducedColumn ? rateText(topic->producedPerSecond, !topic->gap) : QLocale().toString(topic->behind);
    case Qt::TextAlignmentRole:
        return cellAlignment(column != TopicColumn);
    case SeriesRole: return column == TopicColumn ? QVariant(seriesOf(topic->topic)) : QVariant();
    case IdRole: return topic->topic;
    default: return {};
    }
}

QVariant TopicTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(section != TopicColumn);
    static const QStringList titles{tr("Topic"), tr("In/s"), tr("Lag")};
    return role == Qt::DisplayRole ? QVariant(titles.value(section)) : QVariant();
}

} // namespace cs::ui
