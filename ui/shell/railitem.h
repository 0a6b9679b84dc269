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
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    int m_badge = 0;
};

} // namespace cs
