// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QLocale>
#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace cs {

class FlowLayout;

/// Filters of which one is on, in a row (in more where it is narrow). Arrow keys move within it.
class ChipBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChipBar)
public:
    explicit ChipBar(QWidget *parent = nullptr);
    /// Adds a chip at the right; the first one added is on. A negative count is not shown.
    void addChip(const QString &id, const QString &text, qint64 count = -1);
    void setCount(const QString &id, qint64 count) { setCountText(id, count < 0 ? QString() : QLocale().toString(count)); }
    void setCountText(const QString &id, const QString &count);
    void setCurrent(const QString &id);
    QString current() const;
    /// A control or label at the right end of the bar.
    void addTrailing(QWidget *widget);

Q_SIGNALS:
    /// The person, or setCurrent(), turned another chip on.
    void currentChanged(const QString &id);

private:
    struct Chip
    {
        QAbstractButton *button = nullptr;
        QString text;
        QString count;
    };
    void relabel(const Chip &chip);

    FlowLayout *m_row = nullptr;
    QButtonGroup *m_group = nullptr;
    QHash<QString, Chip> m_chips;
};

} // namespace cs
