// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "ui/shell/aboutdialog.h"
#include "ui/shell/banner.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/loopmeter.h"
#include "ui/shell/navigationrail.h"
#include "ui/shell/personmenu.h"
#include "ui/shell/shellstatusbar.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/toast.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QDialog>
#include <QScreen>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace cs {

namespace {

constexpr int kNarrow = 1180; ///< below this width the navigation gives its room to the page

} // namespace

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

MainWindow::~MainWindow()
{
    if (!m_remembered)
        remember();
}

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
    m_whole = new QStackedWidget;
    m_whole->addWidget(central);
    m_whole->addWidget(m_cover = new EmptyState);
    setCentralWidget(m_whole);
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
    connect(m_menu, &PersonMenu::lockRequested, this, &MainWindow::lockRequested);
    connect(m_menu, &PersonMenu::quitRequested, this, &QWidget::close);
}

void MainWindow::restore()
{
    // The screen's room is shared with the window's own title bar and edges, whose size is known only when it is shown.
    const QSize edges(m_theme.px(8), m_theme.px(40));
    const QSize room = screen() ? screen()->availableSize() - edges : QSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    setMinimumSize(QSize(m_theme.px(960), m_theme.px(560)).boundedTo(room));
    resize(QSize(m_theme.px(1440), m_theme.px(900)).boundedTo(room));
    restoreGeometry(m_memory.value(QStringLiteral("window/geometry")).toByteArray());
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_rail->setNarrow(width() < m_theme.px(kNarrow));
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

/// A dialog that is in the middle of something asks first, and the window stays as long as it does.
void MainWindow::closeEvent(QCloseEvent *event)
{
    const auto dialogs = findChildren<QDialog *>();
    for (QDialog *const dialog : dialogs) {
        if (dialog->isVisible() && !dialog->close()) {
            dialog->raise();
            event->ignore();
            return;
        }
    }
    remember();
    m_remembered = true;
    QMainWindow::closeEvent(event);
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
    m_people = people;
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

void MainWindow::setMayLock(bool may)
{
    if (!may)
        return;
    m_menu->offerLock();
    addCommand({QStringLiteral("lock"), tr("Lock, or sign in as somebody else"), QKeySequence(Qt::CTRL | Qt::Key_L), [this] { Q_EMIT lockRequested(); }, tr("Window")});
}

void MainWindow::setCovered(bool covered, const QString &advice)
{
    m_cover->setState(EmptyState::Kind::Empty, tr("Nobody is signed in"),
                      advice.isEmpty() ? tr("Sign in to go on. What runs goes on running.") : advice, {}, QStringLiteral("user"));
    m_palette->dismiss();
    m_whole->setCurrentIndex(covered ? 1 : 0);
    if (!covered && page(m_current))
        focusPage(page(m_current));
}

bool MainWindow::isCovered() const
{
    return m_whole->currentIndex() == 1;
}

void MainWindow::showToast(const QString &text, const QString &action, std::function<void()> act)
{
    m_toast->showAction(text, action, std::move(act));
}

} // namespace cs
