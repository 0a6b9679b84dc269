// SPDX-License-Identifier: GPL-3.0-or-later
// What the notifications show: reading, keeping the selection, and the designed states. notificationspage.cpp builds.
#include "ui/notifications/notificationspage.h"

#include "backend/services/core/storecontext.h"
#include "ui/models/channeltablemodel.h"
#include "ui/models/consolecontext.h"
#include "ui/models/notificationtablemodel.h"
#include "ui/models/whendone.h"
#include "ui/notifications/notificationchips.h"
#include "ui/notifications/notificationdetail.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"

#include <QLocale>
#include <QTimer>

namespace cs::ui {

namespace {

constexpr int kRows = 500;

} // namespace

services::NotificationQuery NotificationsPage::query() const
{
    services::NotificationQuery query;
    query.limit = kRows;
    query.state = notificationStateFromName(m_states->current());
    if (!seesAll() || m_scope->current() == notificationchip::kMine)
        query.userId = m_context.session.person().userId;
    return query;
}

void NotificationsPage::refresh()
{
    m_reading = true;
    m_again = false;
    const quint64 generation = ++m_generation;
    whenDone(m_context.queries.notifications(query()), this, [this, generation](const Result<services::Page<Notification>> &page) {
        if (generation != m_generation)
            return;
        m_reading = false;
        if (page.ok())
            showRows(page->rows);
        else
            m_state->showTrouble(m_model->rowCount() > 0, tr("The notifications could not be read"), page.error().message, tr("Try again"));
        if (m_again)
            m_soon->start();
    });
}

void NotificationsPage::refreshSummary()
{
    whenDone(m_context.queries.dashboard(), this, [this](const Result<services::DashboardFigures> &figures) {
        if (figures.ok())
            m_channels->setFigures(channelFigures(figures->notifications));
    });
    whenDone(m_context.queries.unread(m_context.session.person().userId), this, [this](const Result<qint64> &unread) {
        if (unread.ok())
            Q_EMIT subtitleChanged(tr("%1 unread").arg(QLocale().toString(*unread)));
    });
}

void NotificationsPage::showRows(const QList<Notification> &rows)
{
    m_model->setNotifications(rows, m_context.store.clock.now());
    m_state->setStale({});
    if (rows.isEmpty()) {
        showEmpty();
        return;
    }
    m_state->showContent();
    m_detailCard->setVisible(true);
    if (m_table->selectedRow() < 0)
        m_table->selectRow(0);
    else
        showRow(m_table->selectedRow());
}

void NotificationsPage::showEmpty()
{
    m_detailCard->setVisible(false);
    if (m_states->current() != notificationchip::kAny)
        m_state->showEmpty(tr("No notification in this state"), tr("Choose Any state to see the others."), {}, QStringLiteral("notifications"));
    else if (m_scope->current() == notificationchip::kMine)
        m_state->showEmpty(tr("Nothing for you yet"), tr("What you are told about orders shows here as it comes."), {}, QStringLiteral("notifications"));
    else
        m_state->showEmpty(tr("No notifications yet"), tr("They show here as orders move; the summary above counts each outcome."), {},
                           QStringLiteral("notifications"));
}

void NotificationsPage::showRow(int row)
{
    const Notification *const shown = m_model->rowAt(row);
    if (!shown)
        return;
    m_detail->setNotification(*shown);
    if (shown->id != m_shown)
        m_detail->setNotice({});
    m_shown = shown->id;
    whenDone(m_context.queries.notice(shown->id), this, [this, id = shown->id](const Result<services::NoticeView> &notice) {
        if (notice.ok() && id == m_shown)
            m_detail->setNotice(*notice);
    });
}

} // namespace cs::ui
