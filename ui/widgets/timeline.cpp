// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timeline.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/timelinedelegate.h"
#include "ui/widgets/timelinemodel.h"

namespace cs {

Timeline::Timeline(QWidget *parent) : QListView(parent)
{
    m_model = new TimelineModel(this);
    setModel(m_model);
    setItemDelegate(new TimelineDelegate(this));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("What happened"));
    connect(this, &QListView::activated, this, [this](const QModelIndex &index) {
        const QString id = index.data(IdRole).toString();
        if (!id.isEmpty())
            Q_EMIT opened(id);
    });
}

void Timeline::setEntries(const QList<TimelineEntry> &entries)
{
    m_model->setEntries(entries);
    // A changed text may need another number of lines.
    scheduleDelayedItemsLayout();
    updateGeometry();
}

const QList<TimelineEntry> &Timeline::entries() const
{
    return m_model->entries();
}

void Timeline::setFitsEntries(bool fits)
{
    m_fits = fits;
    setVerticalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, fits ? QSizePolicy::Fixed : QSizePolicy::Expanding);
}

QSize Timeline::sizeHint() const
{
    if (!m_fits)
        return QListView::sizeHint();
    int height = 0;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += itemDelegate()->sizeHint(option, m_model->index(row)).height();
    return {QListView::sizeHint().width(), height};
}

void Timeline::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
    if (m_fits)
        updateGeometry();
}

} // namespace cs
