// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "ui/shell/aboutdialog.h"
#include "ui/shell/banner.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/loopmeter.h"
#include "ui/shell/navigationrail.h"
#include "ui/shell/personmenu.h"
#include "ui/shell/shellstatusbar.h"
#include "ui/shell/shortcutsdialog.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/toast.h"

#include <QBoxLayout>
#include <QScreen>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace cs {

MainWindow::MainWindow(Theme &theme, ShellMemory memory, QWidget *parent)
    : QMainWindow(parent), m_theme(theme), m_memory(std::move(memory))
{
    setWindowTitle(QStringLiteral("Countersign"));
    m_theme.setChoice(ThemeChoice(m_memory.value(QStringLiteral("window/theme"), int(theme.choice())).toInt()));
    m_theme.setCompact(m_memory.value(QStringLiteral("window/compact"), theme.isCompact()).toBool());
    build();
    buildMenu();
    restore();
    const auto key = [this](const QKeySequence &sequence, auto method) {
        connect(new QShortcut(sequence, this), &QShortcut::activated, this, method);
    };
    key(Qt::CTRL | Qt::Key_K, &MainWindow::openPalette);
    key(Qt::Key_F1, &MainWindow::openShortcuts);
    key(Qt::Key_Question, &MainWindow::openShortcuts);
    key(Qt::CTRL | Qt::Key_Q, [this] { close(); });
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    auto *central = new QWidget;
    auto *across = new QHBoxLayout(central);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(0);
    m_rail = new NavigationRail;
    across->addWidget(m_rail);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_top = new TopBar);
    column->addWidget(m_banner = new Banner);
    column->addWidget(m_stack = new QStackedWidget, 1);
    column->addWidget(m_status = new ShellStatusBar);
    across->addLayout(column, 1);
    setCentralWidget(central);
    m_toast = new Toast(m_stack);
    m_palette = new CommandPalette(central);
    connect(m_rail, &NavigationRail::chosen, this, &MainWindow::showPage);
    connect(m_top, &TopBar::searchClicked, this, &MainWindow::openPalette);
    connect(m_palette, &CommandPalette::searched, this, &MainWindow::searchRequested);
    connect(new LoopMeter(this), &LoopMeter::measured, m_status, &ShellStatusBar::setGuiTime);
}

void MainWindow::buildMenu()
{
    m_menu = new PersonMenu(m_theme, this);
    m_top->setMenu(m_menu);
    connect(m_menu, &PersonMenu::personChosen, this, &MainWindow::personChosen);
    connect(m_menu, &PersonMenu::themeChosen, this, [this](ThemeChoice choice) {
        m_theme.setChoice(choice);
        m_memory.setValue(QStringLiteral("window/theme"), int(choice));
    });
    connect(m_menu, &PersonMenu::compactChosen, this, [this](bool compact) {
        m_theme.setCompact(compact);
        m_memory.setValue(QStringLiteral("window/compact"), compact);
    });
    connect(m_menu, &PersonMenu::shortcutsRequested, this, &MainWindow::openShortcuts);
    connect(m_menu, &PersonMenu::aboutRequested, this, [this] { AboutDialog(this).exec(); });
    connect(m_menu, &PersonMenu::quitRequested, this, &QWidget::close);
}

void MainWindow::restore()
{
    setMinimumSize(m_theme.px(1024), m_theme.px(640));
    const QSize wanted(m_theme.px(1440), m_theme.px(900));
    resize(screen() ? wanted.boundedTo(screen()->availableSize()) : wanted);
    restoreGeometry(m_memory.value(QStringLiteral("window/geometry")).toByteArray());
}

void MainWindow::remember() const
{
    m_memory.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_memory.setValue(QStringLiteral("window/page"), m_current);
    for (const Page &page : m_pages) {
        const auto splitters = page.widget ? page.widget->findChildren<QSplitter *>() : QList<QSplitter *>();
        for (const QSplitter *splitter : splitters) {
            if (!splitter->objectName().isEmpty())
                m_memory.setValue(QStringLiteral("splitter/%1/%2").arg(page.id, splitter->objectName()),
                                  splitter->saveState());
        }
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    remember();
    QMainWindow::closeEvent(event);
}

void MainWindow::addPage(const QString &id, const QString &title, const QString &icon, PageFactory factory)
{
    Page page{id, title, {}, std::move(factory), nullptr, {}};
    if (m_pages.size() < 9) {
        page.key = QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + m_pages.size()));
        connect(new QShortcut(page.key, this), &QShortcut::activated, this, [this, id] { showPage(id); });
    }
    m_rail->addItem(id, title, icon, page.key);
    m_pages.append(std::move(page));
}

void MainWindow::showRememberedPage()
{
    const QString kept = m_memory.value(QStringLiteral("window/page")).toString();
    if (find(kept))
        showPage(kept);
    else if (!m_pages.isEmpty())
        showPage(m_pages.first().id);
}

MainWindow::Page *MainWindow::find(const QString &id)
{
    for (Page &page : m_pages) {
        if (page.id == id)
            return &page;
    }
    return nullptr;
}

void MainWindow::makePage(Page *page)
{
    page->widget = page->factory ? page->factory() : new QWidget;
    page->factory = {};
    m_stack->addWidget(page->widget);
    for (QSplitter *splitter : page->widget->findChildren<QSplitter *>()) {
        const QString key = QStringLiteral("splitter/%1/%2").arg(page->id, splitter->objectName());
        if (!splitter->objectName().isEmpty())
            splitter->restoreState(m_memory.value(key).toByteArray());
    }
}

void MainWindow::showPage(const QString &id)
{
    Page *page = find(id);
    if (!page)
        return;
    if (!page->widget)
        makePage(page);
    m_current = id;
    m_rail->setCurrent(id);
    m_top->setTitle(page->title, page->subtitle);
    m_stack->setCurrentWidget(page->widget);
    page->widget->setFocus(); // its first keys are commands, not text for a field left behind
    setWindowTitle(QStringLiteral("%1 \u2013 Countersign").arg(page->title));
    Q_EMIT pageShown(id);
}

QWidget *MainWindow::page(const QString &id) const
{
    for (const Page &page : m_pages) {
        if (page.id == id)
            return page.widget;
    }
    return nullptr;
}

void MainWindow::setBadge(const QString &id, int count)
{
    m_rail->setBadge(id, count);
}

void MainWindow::setSubtitle(const QString &id, const QString &text)
{
    Page *page = find(id);
    if (!page)
        return;
    page->subtitle = text;
    if (id == m_current)
        m_top->setTitle(page->title, text);
}

void MainWindow::setStatus(const ShellStatus &status)
{
    m_status->setStatus(status);
}

void MainWindow::setPerson(const QString &userId, const QString &name, const QString &role)
{
    m_top->setPerson({userId, name, role});
    m_menu->setPerson({userId, name, role});
}

void MainWindow::setPeople(const QList<Person> &people)
{
    m_menu->setPeople(people);
}

void MainWindow::setMark(const QString &text, Tone tone)
{
    m_top->setMark(text, tone);
}

void MainWindow::setBanner(const QString &text, Tone tone)
{
    m_banner->setState(text, tone);
}

void MainWindow::addCommand(const Command &command)
{
    m_commands.append(command);
    if (!command.shortcut.isEmpty() && command.function)
        connect(new QShortcut(command.shortcut, this), &QShortcut::activated, this, command.function);
}

void MainWindow::showToast(const QString &text, const QString &action, std::function<void()> act)
{
    m_toast->showAction(text, action, std::move(act));
}

QList<Command> MainWindow::allCommands()
{
    QList<Command> all;
    for (const Page &page : m_pages)
        all.append({page.id, page.title, page.key, [this, id = page.id] { showPage(id); }, tr("Page")});
    all += m_commands;
    const auto theme = [this](ThemeChoice choice) { return [this, choice] { Q_EMIT m_menu->themeChosen(choice); }; };
    all.append({QStringLiteral("theme.light"), tr("Light theme"), {}, theme(ThemeChoice::Light), tr("Window")});
    all.append({QStringLiteral("theme.dark"), tr("Dark theme"), {}, theme(ThemeChoice::Dark), tr("Window")});
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
            if (!button->shortcut().isEmpty())
                hints.append({page.title, button->text(), button->shortcut()});
        }
    }
    ShortcutsDialog(hints, this).exec();
}

} // namespace cs
