// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notifications/notificationdetail.h"

#include "ui/presentation/relativetime.h"
#include "ui/presentation/statetone.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QLocale>

namespace cs::ui {

namespace {

QString timeText(const std::optional<TimePoint> &at)
{
    return at ? relativetime::absoluteText(*at) : QStringLiteral("–");
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("–") : text;
}

/// What was digested is told later, in another notification.
QString sentText(const Notification &notification)
{
    const bool digested = notification.state == NotificationState::Digested;
    if (!notification.sentAt)
        return digested ? NotificationDetail::tr("In the next summary") : QStringLiteral("–");
    const QString at = timeText(notification.sentAt);
    if (digested)
        return NotificationDetail::tr("In the summary of %1").arg(at);
    return at + NotificationDetail::tr(" · after %1").arg(relativetime::latencyText(*notification.sentAt - notification.createdAt));
}

} // namespace

NotificationDetail::NotificationDetail(QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(space::m));
    auto *const head = new QHBoxLayout;
    m_title = new PlainLabel({}, FontRole::Title);
    m_title->setWordWrap(true);
    m_state = new Pill;
    head->addWidget(m_title, 1);
    head->addWidget(m_state, 0, Qt::AlignTop);
    column->addLayout(head);
    m_message = new PlainLabel;
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_message);
    auto *const grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.px(space::l));
    grid->setVerticalSpacing(theme.px(space::xs));
    grid->setColumnStretch(1, 1);
    m_to = addFact(grid, tr("To"));
    m_about = addFact(grid, tr("About"));
    m_reason = addFact(grid, tr("Why"));
    m_attempts = addFact(grid, tr("Attempts"));
    m_created = addFact(grid, tr("Made"));
    m_sent = addFact(grid, tr("Sent"));
    m_read = addFact(grid, tr("Read"));
    column->addLayout(grid);
    column->addStretch(1);
}

PlainLabel *NotificationDetail::addFact(QGridLayout *grid, const QString &name)
{
    const int row = grid->rowCount();
    auto *const label = new PlainLabel(name);
    label->setMuted(true);
    auto *const value = new PlainLabel;
    value->setWordWrap(true);
    value->setAccessibleName(name);
    grid->addWidget(label, row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1);
    return value;
}

void NotificationDetail::setNotification(const Notification &notification)
{
    m_title->setText(notification.title);
    m_state->setState(statetone::titleOf(notification.state), statetone::of(notification.state));
    m_message->setText(notification.message);
    QString to = QStringLiteral("%1 · %2").arg(notification.userId, statetone::channelTitle(notification.channel));
    if (!notification.role.isEmpty())
        to += tr(" · as %1").arg(statetone::roleTitleOf(notification.role));
    m_to->setText(to);
    m_about->setText(orDash(notification.orderId.isEmpty() ? notification.kind : notification.orderId + QStringLiteral(" · ") + notification.kind));
    m_reason->setText(orDash(notification.reason));
    m_attempts->setText(QLocale().toString(notification.attempts));
    m_created->setText(relativetime::absoluteText(notification.createdAt));
    m_sent->setText(sentText(notification));
    m_read->setText(timeText(notification.readAt));
}

} // namespace cs::ui
