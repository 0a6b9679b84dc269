// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTableView>
#include <QTimer>
#include <QVariant>

namespace cs {

/// A list of rows as the product draws them. Whole rows are selected; Ctrl+C copies them as tab-separated text. Keeps its
/// place when rows come in above it, and the selection over a reset of the model (by IdRole of column 0).
class TableView final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableView)
public:
    explicit TableView(QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    /// With its own card around it (the default), or bare, inside a Card.
    void setFramed(bool framed);
    /// Stays at the top while new rows come in there, when it was at the top (the default: yes).
    void setFollowsTop(bool follows) { m_followsTop = follows; }
    /// Column widths in design pixels; the column `stretch` takes what is left (-1 = the last).
    void setColumnWidths(const QList<int> &widths, int stretch);
    /// These columns are as wide as their widest cell (of the first 200 rows), and at least as wide as was said.
    void setFittedColumns(const QList<int> &columns);
    /// Several rows may be selected, by Shift, Ctrl and Ctrl+A.
    void setSelectsSeveral(bool several);
    /// These columns are hidden, the first of them first, where the widths do not fit: what matters is never cut.
    void setGivingWay(const QList<int> &columns);
    /// Shows as many rows as there are and no scroll bar, e.g. in a card (at least `least` rows high).
    void setFitsRows(bool fits);
    void copySelection() const;
    /// Selects the row and scrolls to it; out of range clears the selection.
    void selectRow(int row);
    /// First selected row, or -1.
    int selectedRow() const;
    QList<int> selectedRows() const; ///< from the top
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Nothing: a letter is a key of the view, which may be on no button just now; it must not go to another row.
    void keyboardSearch(const QString &) override {}

Q_SIGNALS:
    /// The row that is current now; -1 for none.
    void currentRowChanged(int row);
    /// Double click, or Enter on the current row.
    void rowOpened(int row);
    /// Rows were added to the selection or taken from it.
    void selectedRowsChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    static constexpr int kMostRowsFitted = 200;

    void applyTheme();
    void fitColumns();
    int widestCell(int column, int first, int last) const; ///< of these rows
    void fitCells();
    void fitChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight);
    void fitRows(int first, int last, int left, int right);
    void applyWidths(const QList<int> &before);
    void rowsComing(int first, int last);
    void keepBeforeReset();
    void restoreAfterReset();

    QTimer m_fitsAgain; ///< what has become shorter is looked at once a while, for all changes together
    QVariant m_keptId;
    int m_keptScroll = 0;
    bool m_followsTop = true;
    bool m_fits = false;
    QList<int> m_widths; ///< in design pixels
    QList<int> m_leastWidths; ///< as they were said
    QList<int> m_fitted;
    QList<int> m_givingWay;
    QList<QMetaObject::Connection> m_connections;
};

} // namespace cs
