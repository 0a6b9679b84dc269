// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shellstatusbar.h"

#include "ui/shell/statusdot.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace cs {

namespace {

PlainLabel *phrase()
{
    auto *label = new PlainLabel;
    QFont font = label->font();
    font.setPixelSize(Theme::current().px(12));
    label->setFont(font);
    label->setMuted(true);
    return label;
}

void showPhrase(PlainLabel *label, const QString &text)
{
    if (label->plainText() != text)
        label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

ShellStatusBar::ShellStatusBar(QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    setFixedHeight(theme.px(28));
    setAccessibleName(tr("Status"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(18), 1, theme.px(18), 0);
    row->setSpacing(theme.px(18));
    for (StatusDot **dot : {&m_trouble, &m_broker, &m_store}) {
        *dot = new StatusDot;
        row->addWidget(*dot);
    }
    row->addWidget(m_outbox = phrase());
    row->addWidget(m_lag = phrase());
    row->addStretch(1);
    row->addWidget(m_extra = phrase());
    row->addWidget(m_rate = phrase());
    row->addWidget(m_gui = phrase());
    m_gui->setToolTip(tr("Longest wait of an event in this window during the last second"));
    setStatus({});
}

void ShellStatusBar::setStatus(const ShellStatus &status)
{
    const QLocale locale;
    m_trouble->setState(status.trouble, status.troubleTone, true);
    m_broker->setState(status.broker, status.brokerTone);
    m_store->setState(status.store, status.storeTone);
    showPhrase(m_outbox, status.outboxPending < 0 ? QString() : tr("Outbox %1").arg(locale.toString(status.outboxPending)));
    QString lag = status.lag < 0 ? QString() : tr("Lag %1").arg(locale.toString(status.lag));
    if (!lag.isEmpty() && !status.lagTime.isEmpty())
        lag += QStringLiteral(" \u00B7 ") + status.lagTime;
    showPhrase(m_lag, lag);
    showPhrase(m_extra, status.extra);
    const int decimals = status.eventsPerSecond < 10 ? 1 : 0;
    showPhrase(m_rate, status.eventsPerSecond < 0
                     ? QString()
                     : tr("%1 events/s").arg(locale.toString(status.eventsPerSecond, 'f', decimals)));
}

void ShellStatusBar::setGuiTime(int milliseconds)
{
    showPhrase(m_gui, tr("GUI %1 ms").arg(milliseconds));
}

void ShellStatusBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().color(Token::Surface));
    painter.fillRect(QRect(0, 0, width(), 1), Theme::current().color(Token::Line));
}

} // namespace cs
