// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace cs {

/// Column titles in small capitals, aligned as their columns, with the sort arrow behind them.
class TableHeader final : public QHeaderView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableHeader)
public:
    explicit TableHeader(QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int column) const override;
    QSize sectionSizeFromContents(int column) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::Alignment alignmentOf(int column) const;
};

} // namespace cs
