// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/personmenu.h"

#include "ui/widgets/visibletext.h"

#include <QActionGroup>

namespace cs {

namespace {

// Menus take an ampersand for a mnemonic.
QString menuText(const Person &person)
{
    QString text = person.userId;
    if (!person.name.isEmpty())
        text = QStringLiteral("%1 \u00B7 %2").arg(person.name, text);
    if (!person.role.isEmpty())
        text += QStringLiteral(" \u00B7 ") + person.role;
    return visibleText(text).replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

PersonMenu::PersonMenu(Theme &theme, QWidget *parent) : QMenu(parent), m_theme(theme)
{
    m_who = addAction(QString());
    m_who->setEnabled(false);
    m_who->setVisible(false);
    m_people = addMenu(tr("Switch person"));
    m_people->menuAction()->setVisible(false);
    addSeparator();
    addThemes();
    QAction *compact = addAction(tr("Compact rows"));
    compact->setCheckable(true);
    compact->setChecked(theme.isCompact());
    connect(compact, &QAction::toggled, this, &PersonMenu::compactChosen);
    connect(&theme, &Theme::changed, compact, [this, compact] { compact->setChecked(m_theme.isCompact()); });
    addSeparator();
    connect(addAction(tr("Keyboard shortcuts")), &QAction::triggered, this, &PersonMenu::shortcutsRequested);
    connect(addAction(tr("About Countersign")), &QAction::triggered, this, &PersonMenu::aboutRequested);
    addSeparator();
    m_lock = addAction(tr("Lock, or sign in as somebody else"));
    m_lock->setVisible(false);
    connect(m_lock, &QAction::triggered, this, &PersonMenu::lockRequested);
    connect(addAction(tr("Quit")), &QAction::triggered, this, &PersonMenu::quitRequested);
}

void PersonMenu::addThemes()
{
    QMenu *menu = addMenu(tr("Theme"));
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &text, ThemeChoice choice) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_theme.choice() == choice);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] { Q_EMIT themeChosen(choice); });
        connect(menu, &QMenu::aboutToShow, action, [this, action, choice] { action->setChecked(m_theme.choice() == choice); });
    };
    add(tr("Light"), ThemeChoice::Light);
    add(tr("Dark"), ThemeChoice::Dark);
    add(tr("As the system"), ThemeChoice::System);
}

void PersonMenu::setPerson(const Person &person)
{
    m_person = person;
    m_who->setText(menuText(person));
    m_who->setVisible(!person.userId.isEmpty());
    rebuildPeople();
}

void PersonMenu::setPeople(const QList<Person> &people)
{
    m_list = people;
    rebuildPeople();
}

void PersonMenu::offerLock()
{
    m_lock->setVisible(true);
}

void PersonMenu::rebuildPeople()
{
    m_people->clear();
    m_people->menuAction()->setVisible(!m_list.isEmpty());
    for (const Person &person : std::as_const(m_list)) {
        QAction *action = m_people->addAction(menuText(person));
        action->setCheckable(true);
        action->setChecked(person.userId == m_person.userId);
        connect(action, &QAction::triggered, this, [this, id = person.userId] { Q_EMIT personChosen(id); });
    }
}

} // namespace cs
