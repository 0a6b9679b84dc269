// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace cs {

/// Widgets in a row, and in as many rows as it takes where there is no room for all: buttons and chips are never cut.
/// One of them may be set apart at the right end.
class FlowLayout final : public QLayout
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowLayout)
public:
    explicit FlowLayout(QWidget *parent = nullptr);
    ~FlowLayout() override;
    /// Before the one that is set apart.
    void insertWidget(int at, QWidget *widget);
    /// The last one, at the right end of the last row, or of a row of its own where that is full.
    void setTrailing(QWidget *widget);

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect &rect) override;

private:
    /// Places the items, unless it is only to be known how high they would be. Gives the height.
    int arrange(const QRect &room, bool place) const;

    QList<QLayoutItem *> m_items;
    QWidget *m_trailing = nullptr;
};

} // namespace cs
