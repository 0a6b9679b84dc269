// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTextLayout;

namespace cs {

struct TimelineEntry;

/// Draws one entry: time, dot, wrapped text, note.
class TimelineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimelineDelegate)
public:
    explicit TimelineDelegate(QObject *parent = nullptr) : QStyledItemDelegate(parent) {}
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// Breaks the text into lines of that width; returns the height.
    static double layOut(QTextLayout *layout, const TimelineEntry &entry, int width);
};

} // namespace cs
