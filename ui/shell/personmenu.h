// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shellvalues.h"
#include "ui/widgets/theme.h"

#include <QMenu>

namespace cs {

/// The menu below the avatar: who sits here, the theme, row height, help, quit.
class PersonMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PersonMenu)
public:
    /// `theme` outlives the menu.
    explicit PersonMenu(Theme &theme, QWidget *parent = nullptr);
    void setPerson(const Person &person);
    /// People one may switch to; none: no such menu.
    void setPeople(const QList<Person> &people);
    void offerLock();

Q_SIGNALS:
    void personChosen(const QString &userId);
    void themeChosen(cs::ThemeChoice choice);
    void compactChosen(bool compact);
    void shortcutsRequested();
    void aboutRequested();
    void lockRequested();
    void quitRequested();

private:
    void addThemes();
    void rebuildPeople();

    Theme &m_theme;
    QAction *m_who = nullptr;
    QAction *m_lock = nullptr;
    QMenu *m_people = nullptr;
    Person m_person;
    QList<Person> m_list;
};

} // namespace cs
