// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace cs {

/// One page in the rail: icon, title, and a count of what waits there.
class RailItem final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RailItem)
public:
    RailItem(const QString &title, const QString &icon, QWidget *parent = nullptr);
    void setBadge(int count);
    int badge() const { return m_badge; }
    /// The icon alone, with the count below it where there is one.
    void setNarrow(bool narrow);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// Gives the room that is left beside it.
    QRect paintBadge(QPainter *painter, const QRect &room) const;

    QString m_icon;
    int m_badge = 0;
    bool m_narrow = false;
};

} // namespace cs
