// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QHash>
#include <QList>
#include <QSet>

namespace cs::ui {

/// Turns `rows` into `next` by removals, insertions and changes, telling the model's views each step through `steps`, so
/// that they keep their place and selection. Rows are the same when `key` says so; a row that changed places is taken out
/// and put in again. `Steps` offers begin/endRemove(first, last), begin/endInsert(first, last) and changed(row).
template <typename Row, typename Key, typename Steps>
void applyRows(QList<Row> &rows, const QList<Row> &next, Key key, Steps &&steps)
{
    using Id = std::decay_t<decltype(key(std::declval<const Row &>()))>;
    QSet<Id> wanted;
    for (const Row &row : next)
        wanted.insert(key(row));
    QSet<Id> kept;
    for (qsizetype last = rows.size() - 1; last >= 0; --last) {
        if (wanted.contains(key(rows.at(last)))) {
            kept.insert(key(rows.at(last)));
            continue;
        }
        qsizetype first = last;
        while (first > 0 && !wanted.contains(key(rows.at(first - 1))))
            --first;
        steps.beginRemove(static_cast<int>(first), static_cast<int>(last));
        rows.remove(first, last - first + 1);
        steps.endRemove();
        last = first;
    }
    for (qsizetype at = 0; at < next.size(); ++at) {
        const Id id = key(next.at(at));
        if (at < rows.size() && key(rows.at(at)) == id) {
            rows[at] = next.at(at);
            steps.changed(static_cast<int>(at));
            continue;
        }
        for (qsizetype old = at + 1; kept.contains(id) && old < rows.size(); ++old) {
            if (key(rows.at(old)) != id)
                continue;
            steps.beginRemove(static_cast<int>(old), static_cast<int>(old));
            rows.removeAt(old);
            steps.endRemove();
            break;
        }
        qsizetype end = at;
        while (end + 1 < next.size() && !kept.contains(key(next.at(end + 1))) && !kept.contains(id))
            ++end;
        steps.beginInsert(static_cast<int>(at), static_cast<int>(end));
        for (qsizetype one = at; one <= end; ++one)
            rows.insert(one, next.at(one));
        steps.endInsert();
        at = end;
    }
}

/// The steps for a flat model of ours; a friend or member of it gives the protected calls as functions.
template <typename Model>
struct RowSteps
{
    Model &model;
    void beginRemove(int first, int last) { model.rowsGoing(first, last); }
    void endRemove() { model.rowsGone(); }
    void beginInsert(int first, int last) { model.rowsComing(first, last); }
    void endInsert() { model.rowsCame(); }
    void changed(int row) { model.rowChanged(row); }
};

/// A flat table over whole values, filled by applyRows(). `Derived` has columns and data().
template <typename Row>
class RowTableModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    const QList<Row> &rows() const { return m_rows; }
    const Row *rowAt(int row) const { return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr; }

    void rowsGoing(int first, int last) { beginRemoveRows({}, first, last); }
    void rowsGone() { endRemoveRows(); }
    void rowsComing(int first, int last) { beginInsertRows({}, first, last); }
    void rowsCame() { endInsertRows(); }
    void rowChanged(int row) { Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1)); }

protected:
    template <typename Key>
    void replaceRows(const QList<Row> &next, Key key)
    {
        applyRows(m_rows, next, key, RowSteps<RowTableModel>{*this});
    }
    QList<Row> m_rows;
};

} // namespace cs::ui
