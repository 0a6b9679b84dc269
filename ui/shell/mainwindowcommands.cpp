// SPDX-License-Identifier: GPL-3.0-or-later
// What can be run by name or key: the pages, the views' commands, and the window's own. mainwindow.cpp builds the window.
#include "ui/shell/mainwindow.h"

#include "ui/shell/commandpalette.h"
#include "ui/shell/personmenu.h"
#include "ui/shell/shortcutsdialog.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/keybutton.h"

#include <QShortcut>

namespace cs {

void MainWindow::addCommand(const Command &command)
{
    m_commands.append(command);
    if (!command.shortcut.isEmpty() && command.function)
        connect(new QShortcut(command.shortcut, this), &QShortcut::activated, this, command.function);
}

QList<Command> MainWindow::allCommands()
{
    QList<Command> all;
    for (const Page &page : m_pages)
        all.append({page.id, tr("Go to %1").arg(page.title), page.key, [this, id = page.id] { showPage(id); }, tr("Page")});
    all += m_commands;
    for (const Person &person : std::as_const(m_people)) {
        all.append({QStringLiteral("person.") + person.userId, tr("Switch to %1 (%2)").arg(person.name.isEmpty() ? person.userId : person.name, person.role), {},
                    [this, id = person.userId] { Q_EMIT personChosen(id); }, person.userId});
    }
    const auto theme = [this](ThemeChoice choice) { return [this, choice] { Q_EMIT m_menu->themeChosen(choice); }; };
    all.append({QStringLiteral("theme.light"), tr("Light theme"), {}, theme(ThemeChoice::Light), tr("Window")});
    all.append({QStringLiteral("theme.dark"), tr("Dark theme"), {}, theme(ThemeChoice::Dark), tr("Window")});
    all.append({QStringLiteral("theme.system"), tr("Theme as the system"), {}, theme(ThemeChoice::System), tr("Window")});
    all.append({QStringLiteral("theme.compact"), tr("Compact rows on or off"), {},
                [this] { Q_EMIT m_menu->compactChosen(!m_theme.isCompact()); }, tr("Window")});
    all.append({QStringLiteral("person"), tr("Person and settings menu"), {}, [this] { m_top->openMenu(); }, tr("Window")});
    all.append({QStringLiteral("palette"), tr("Search or run a command"), QKeySequence(Qt::CTRL | Qt::Key_K),
                [this] { openPalette(); }, tr("Window")});
    all.append({QStringLiteral("shortcuts"), tr("Keyboard shortcuts"), QKeySequence(Qt::Key_F1),
                [this] { openShortcuts(); }, tr("Window")});
    all.append({QStringLiteral("quit"), tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { close(); }, tr("Window")});
    return all;
}

void MainWindow::openPalette()
{
    m_palette->setCommands(allCommands());
    m_palette->open();
}

void MainWindow::openShortcuts()
{
    QList<ShortcutHint> hints;
    for (const Command &command : allCommands()) {
        if (!command.shortcut.isEmpty())
            hints.append({command.group, command.title, command.shortcut});
    }
    for (const Page &page : std::as_const(m_pages)) {
        const auto buttons = page.widget ? page.widget->findChildren<KeyButton *>() : QList<KeyButton *>();
        for (const KeyButton *button : buttons) {
            if (!button->key().isEmpty())
                hints.append({page.title, button->text(), button->key()});
        }
    }
    ShortcutsDialog(hints, this).exec();
}

} // namespace cs
