// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/itemroles.h"

#include <QList>
#include <QString>
#include <QWidget>

namespace cs {

/// One row: its label, its number, and what the number is drawn as: a bar, or where there is one, a note in words.
struct BarItem
{
    QString id;
    QString label;
    qint64 value = 0;
    Tone tone = Tone::Accent;
    QString note = {};
    bool operator==(const BarItem &) const = default;
};

/// Rows of label, bar and number; the longest bar is the greatest number. A row can be opened by click or key.
class BarList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BarList)
public:
    explicit BarList(QWidget *parent = nullptr);
    void setItems(const QList<BarItem> &items);
    const QList<BarItem> &items() const { return m_items; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int rowHeight() const;

    QList<BarItem> m_items;
    int m_current = 0;
};

} // namespace cs
