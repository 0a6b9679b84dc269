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

/// "3 told, 1 not", and those who were not told, the first few by name and with the reason.
QString outcomesText(const QList<storage::NoticeOutcome> &outcomes)
{
    constexpr qsizetype kNamed = 5;
    QStringList missed;
    qsizetype others = 0;
    for (const storage::NoticeOutcome &one : outcomes) {
        const bool reached = one.state == NotificationState::Delivered || one.state == NotificationState::Sent || one.state == NotificationState::Digested;
        if (reached)
            continue;
        if (missed.size() == kNamed)
            ++others;
        else
            missed.append(NotificationDetail::tr("%1 by %2: %3").arg(one.userId, statetone::channelTitle(one.channel), one.reason.isEmpty() ? statetone::titleOf(one.state) : one.reason));
    }
    const qsizetype told = outcomes.size() - missed.size() - others;
    if (missed.isEmpty())
        return NotificationDetail::tr("%1 told").arg(QLocale().toString(told));
    QString text = NotificationDetail::tr("%1 told, %2 not").arg(QLocale().toString(told), QLocale().toString(missed.size() + others));
    text += QLatin1Char('\n') + missed.join(QLatin1Char('\n'));
    return others == 0 ? text : text + NotificationDetail::tr("\nand %1 more").arg(QLocale().toString(others));
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
    m_request = new QWidget;
    auto *const request = new QGridLayout(m_request);
    request->setContentsMargins(0, 0, 0, 0);
    request->setHorizontalSpacing(theme.px(space::l));
    request->setVerticalSpacing(theme.px(space::xs));
    request->setColumnStretch(1, 1);
    m_priority = addFact(request, tr("Priority"));
    m_category = addFact(request, tr("Category"));
    m_outcomes = addFact(request, tr("All of this request"));
    m_metadata = addFact(request, tr("Metadata"));
    m_metadata->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_request->setVisible(false);
    column->addWidget(m_request);
    column->addStretch(1);
}

void NotificationDetail::setNotice(const services::NoticeView &notice)
{
    m_request->setVisible(notice.detail != nullptr);
    if (!notice.detail)
        return;
    m_priority->setText(noticePriorityName(notice.detail->priority));
    m_category->setText(orDash(notice.detail->category));
    m_outcomes->setText(outcomesText(notice.outcomes));
    m_metadata->setText(orDash(QString::fromUtf8(notice.detail->metadata)));
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
