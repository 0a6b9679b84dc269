// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/topbar.h"

#include "ui/shell/topbarbuttons.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QTextDocument>

namespace cs {

TopBar::TopBar(QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    setFixedHeight(theme.px(52));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(18), 0, theme.px(18), 1);
    row->setSpacing(theme.px(14));
    m_title = new PlainLabel({}, FontRole::Title);
    m_mark = new Pill;
    m_mark->hide();
    m_subtitle = new PlainLabel;
    m_subtitle->setMuted(true);
    m_subtitle->setElided(true);
    m_search = new SearchButton;
    m_role = new Pill;
    m_role->hide();
    m_avatar = new AvatarButton;
    m_avatar->setAccessibleName(tr("Person and settings"));
    row->addWidget(m_title);
    row->addWidget(m_mark);
    row->addWidget(m_subtitle, 1);
    row->addWidget(m_search);
    row->addWidget(m_role);
    row->addWidget(m_avatar);
    connect(m_search, &QAbstractButton::clicked, this, &TopBar::searchClicked);
    connect(m_avatar, &QAbstractButton::clicked, this, &TopBar::openMenu);
}

void TopBar::setTitle(const QString &title, const QString &subtitle)
{
    m_title->setText(title);
    m_subtitle->setText(subtitle);
}

void TopBar::setMark(const QString &text, Tone tone)
{
    m_mark->setState(text, tone);
    m_mark->setVisible(!text.isEmpty());
}

void TopBar::setPerson(const Person &person)
{
    m_role->setState(person.role, Tone::Accent);
    m_role->setVisible(!person.role.isEmpty());
    m_avatar->setText(visibleText(AvatarButton::initialsOf(person.userId, person.name)));
    const QString who = person.name.isEmpty() ? person.userId : QStringLiteral("%1 (%2)").arg(person.name, person.userId);
    m_avatar->setToolTip(who.isEmpty() ? QString() : Qt::convertFromPlainText(visibleText(who)));
    m_avatar->setAccessibleName(who.isEmpty() ? tr("Person and settings") : tr("%1: person and settings").arg(who));
}

void TopBar::setMenu(QMenu *menu)
{
    m_menu = menu;
}

void TopBar::openMenu()
{
    if (m_menu)
        m_menu->popup(m_avatar->mapToGlobal(QPoint(m_avatar->width() - m_menu->sizeHint().width(), m_avatar->height() + 4)));
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().color(Token::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::current().color(Token::Line));
}

} // namespace cs
