// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QWidget>

class QTimer;
class QVBoxLayout;

namespace cs {
class Card;
class ChipBar;
class StateStack;
class TableView;
} // namespace cs

namespace cs::ui {

class ChannelTableModel;
class NotificationDetail;
class NotificationTableModel;
struct ConsoleContext;

/// Who was told what, newest first: a summary by channel, the list, and one notification in full. Admins see everybody's,
/// others their own. Reads again, a few times a second at most, as new ones come.
class NotificationsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NotificationsPage)

public:
    explicit NotificationsPage(ConsoleContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    void subtitleChanged(const QString &text);
    void messageShown(const QString &text);
    void openOrderRequested(const QString &orderId);

private:
    QWidget *makeSummary();
    QWidget *makeFilter();
    QWidget *makeList();
    void makeScope();
    bool seesAll() const;
    services::NotificationQuery query() const;
    void refresh();
    void refreshSummary();
    void showRows(const QList<Notification> &rows);
    void showEmpty();
    void showRow(int row);
    void openWishes();

    ConsoleContext &m_context;
    NotificationTableModel *m_model = nullptr;
    ChannelTableModel *m_channels = nullptr;
    TableView *m_table = nullptr;
    StateStack *m_state = nullptr;
    QVBoxLayout *m_scopePlace = nullptr;
    ChipBar *m_scope = nullptr;
    ChipBar *m_states = nullptr;
    NotificationDetail *m_detail = nullptr;
    Card *m_detailCard = nullptr;
    QTimer *m_soon = nullptr;
    QTimer *m_summarySoon = nullptr;
    QTimer *m_tick = nullptr;
    QTimer *m_outcomes = nullptr;
    bool m_reading = false;
    bool m_again = false;     ///< something changed while a read was under way
    qint64 m_shown = 0;       ///< id of the notification in the detail
    quint64 m_generation = 0; ///< answers of an older question are dropped
};

} // namespace cs::ui
