// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/timeline.h"

#include <QAbstractListModel>

namespace cs {

/// The entries of a Timeline. The display text is the whole line, for screen readers and copying.
class TimelineModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimelineModel)
public:
    explicit TimelineModel(QObject *parent = nullptr) : QAbstractListModel(parent) {}
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    void setEntries(const QList<TimelineEntry> &entries);
    const QList<TimelineEntry> &entries() const { return m_entries; }

private:
    QList<TimelineEntry> m_entries;
};

} // namespace cs
