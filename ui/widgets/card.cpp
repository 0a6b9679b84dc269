// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace cs {

Card::Card(const QString &title, QWidget *parent) : QFrame(parent)
{
    const Theme &theme = Theme::current();
    m_body = new QVBoxLayout(this);
    m_body->setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(14));
    m_body->setSpacing(theme.px(space::s));
    m_header = new QHBoxLayout;
    m_header->setSpacing(theme.px(space::s));
    m_title = new PlainLabel({}, FontRole::Strong);
    m_header->addWidget(m_title);
    m_header->addStretch();
    m_body->addLayout(m_header);
    setTitle(title);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    if (!title.isEmpty())
        setAccessibleName(title);
}

void Card::addHeaderWidget(QWidget *widget)
{
    // Not wider than it must be, so that it stands at the right edge.
    widget->setSizePolicy(QSizePolicy::Maximum, widget->sizePolicy().verticalPolicy());
    m_header->addWidget(widget);
}

void Card::setTitleSmall()
{
    // A new label: once polished under an application style sheet, a label falls back to the font it had then.
    auto *small = new PlainLabel(m_title->plainText(), FontRole::Label);
    delete m_header->replaceWidget(m_title, small);
    delete m_title;
    m_title = small;
    m_title->setVisible(!m_title->plainText().isEmpty());
}

void Card::setFlush()
{
    const Theme &theme = Theme::current();
    m_body->setContentsMargins(1, theme.px(14), 1, theme.px(6));
    m_header->setContentsMargins(theme.px(15), 0, theme.px(15), 0);
}

void Card::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(Token::Line));
    painter.setBrush(theme.color(Token::Surface));
    const double radius = theme.px(space::cardRadius);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

} // namespace cs
