// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tabledelegate.h"

namespace cs {

/// For columns of states: each text is a pill, Neutral when the model gives no ToneRole. (TableDelegate draws a pill only
/// where there is a tone.)
class PillDelegate final : public TableDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PillDelegate)
public:
    using TableDelegate::TableDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter *painter, const QRect &rect, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const override;
};

} // namespace cs
