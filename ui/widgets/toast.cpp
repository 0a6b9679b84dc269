// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/widgets/plainlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

namespace cs {

Toast::Toast(QWidget *host) : QWidget(host)
{
    const Theme &theme = Theme::current();
    m_timer = new QTimer(this);
    m_timer->setSingleShot(true);
    m_text = new PlainLabel;
    m_action = new QPushButton;
    m_action->setAutoDefault(false);
    m_action->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(16), theme.px(10), theme.px(12), theme.px(10));
    row->setSpacing(theme.px(space::m));
    row->addWidget(m_text);
    row->addWidget(m_action);
    hide();
    host->installEventFilter(this);
    connect(m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto act = std::exchange(m_act, {}))
            act();
    });
}

void Toast::showText(const QString &text, int milliseconds)
{
    showAction(text, {}, {}, milliseconds);
}

void Toast::showAction(const QString &text, const QString &action, std::function<void()> act, int milliseconds)
{
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_act = std::move(act);
    setAccessibleName(text);
    show();
    place();
    if (milliseconds > 0)
        m_timer->start(milliseconds);
    else
        m_timer->stop();
}

QString Toast::text() const
{
    return isVisible() ? m_text->plainText() : QString();
}

void Toast::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Theme::mix(theme.color(Token::Line), theme.color(Token::Muted), 0.5));
    painter.setBrush(theme.color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(8), theme.px(8));
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && !isHidden())
        place();
    return QWidget::eventFilter(watched, event);
}

void Toast::place()
{
    const QSize host = parentWidget()->size();
    const QSize size = sizeHint().boundedTo(host);
    // At the left: the buttons that decide stand at the bottom right, and must not be covered.
    const int margin = Theme::current().px(18);
    setGeometry(margin, host.height() - size.height() - margin, size.width(), size.height());
    raise();
}

} // namespace cs
