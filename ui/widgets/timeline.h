// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/itemroles.h"

#include <QListView>

namespace cs {

/// One thing that happened. All plain text.
struct TimelineEntry
{
    QString time;   ///< as shown, "09:14:02"
    QString tip;    ///< on hover: the absolute time, or more about it
    Tone tone = Tone::Accent;
    QString text;   ///< wraps
    QString strong; ///< the part of `text` that is bold (its first occurrence), or empty
    QString note;   ///< at the right, monospaced: "order.created 1/8841", "340 ms"
    QString id;     ///< handed to opened()
    bool operator==(const TimelineEntry &) const = default;
};

class TimelineModel;

/// A list of what happened, time by time.
class Timeline final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Timeline)
public:
    explicit Timeline(QWidget *parent = nullptr);
    /// Replaces the entries; only what differs is told to the view, so that the place is kept.
    void setEntries(const QList<TimelineEntry> &entries);
    const QList<TimelineEntry> &entries() const;
    QSize sizeHint() const override;
    /// As high as its entries, without a scroll bar of its own.
    void setFitsEntries(bool fits);
    /// Nothing: a letter is a key of the view that it stands in.
    void keyboardSearch(const QString &) override {}

Q_SIGNALS:
    /// Double click or Enter on an entry with an id.
    void opened(const QString &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    TimelineModel *m_model = nullptr;
    bool m_fits = false;
};

} // namespace cs
