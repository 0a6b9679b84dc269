// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notifications/notificationdetail.h"

#include "ui/presentation/relativetime.h"
#include "ui/presentation/statetone.h"
#include "ui/widgets/detailhead.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QLocale>
#include <QVBoxLayout>

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
    m_head = new DetailHead(DetailHead::Kind::Thing);
    m_head->setTitleWraps();
    m_message = m_head->addLine();
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_head);
    auto *const facts = new FactGrid;
    m_to = facts->add(tr("To"));
    m_about = facts->add(tr("About"));
    m_reason = facts->add(tr("Why"));
    m_attempts = facts->add(tr("Attempts"));
    m_created = facts->add(tr("Made"));
    m_sent = facts->add(tr("Sent"));
    m_read = facts->add(tr("Read"));
    column->addWidget(facts);
    m_request = new FactGrid;
    m_priority = m_request->add(tr("Priority"));
    m_category = m_request->add(tr("Category"));
    m_outcomes = m_request->add(tr("All of this request"));
    m_metadata = m_request->add(tr("Metadata"));
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

void NotificationDetail::setNotification(const Notification &notification)
{
    m_head->setTitle(notification.title);
    m_head->setState(statetone::titleOf(notification.state), statetone::of(notification.state));
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
