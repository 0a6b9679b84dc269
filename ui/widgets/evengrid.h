// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace cs {

/// Widgets of one width in as many columns as there is room for, and the rows as even as can be: five in two rows are three
/// and two, not four and one. A row is as high as its highest item.
class EvenGrid final : public QLayout
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvenGrid)
public:
    /// No column is narrower than `least` (device-independent pixels), unless the whole is.
    explicit EvenGrid(int least, QWidget *parent = nullptr);
    ~EvenGrid() override;
    int columnsFor(int width) const;
    /// What stands alone in the last row takes all of it; for parts that need not stand below each other.
    void setFillsLastRow(bool fills) { m_fillsLastRow = fills; }

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect &rect) override;

private:
    /// Places the items, unless it is only to be known how high they would be. Gives the height.
    int arrange(const QRect &room, bool place) const;
    QList<QLayoutItem *> shown() const;

    const int m_least;
    bool m_fillsLastRow = false;
    QList<QLayoutItem *> m_items;
};

} // namespace cs
