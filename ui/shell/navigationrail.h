// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace cs {

class RailItem;

/// The dark column of pages at the left, with counts for what waits.
class NavigationRail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NavigationRail)
public:
    explicit NavigationRail(QWidget *parent = nullptr);
    void addItem(const QString &id, const QString &title, const QString &icon, const QKeySequence &key);
    void setCurrent(const QString &id);
    /// 0 hides the count.
    void setBadge(const QString &id, int count);
    int badge(const QString &id) const;
    /// Icons alone, for a narrow window; the titles are tool tips then.
    void setNarrow(bool narrow);
    bool isNarrow() const { return m_narrow; }

Q_SIGNALS:
    void chosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_column = nullptr;
    QButtonGroup *m_group = nullptr;
    QHash<QString, RailItem *> m_items;
    bool m_narrow = false;
};

} // namespace cs
