// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QStyledItemDelegate>

namespace cs {

/// Draws cells the way of the house: row line, tinted selection with a bar at the left edge, plain elided text, and what
/// the roles of itemroles.h ask for (pill, monospaced, muted, semibold, series dash).
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableDelegate)
public:
    explicit TableDelegate(QObject *parent = nullptr) : QStyledItemDelegate(parent) {}
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    /// Font of a cell by its roles.
    static QFont fontOf(const QModelIndex &index);

protected:
    /// Ground, selection, row line and bar.
    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    virtual void paintContent(QPainter *painter, const QRect &rect, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const;
    /// The display text as it may be drawn.
    QString shownText(const QModelIndex &index) const;
};

} // namespace cs
