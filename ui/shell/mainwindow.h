// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shellvalues.h"

#include <QMainWindow>

class QStackedWidget;

namespace cs {

class Banner;
class CommandPalette;
class EmptyState;
class NavigationRail;
class PersonMenu;
class ShellStatusBar;
class Theme;
class Toast;
class TopBar;

/// The window around all pages. It knows pages by id only; a page is made when it is shown first. GUI thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)
public:
    using PageFactory = std::function<QWidget *()>;

    /// `theme` outlives the window. What `memory` holds of theme, row height and geometry is applied here.
    explicit MainWindow(Theme &theme, ShellMemory memory = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Adds a page below the others; the first nine get Ctrl+1 to Ctrl+9. The window owns what the factory makes. Every
    /// QSplitter in it that has an object name keeps its state over restarts. Its property "firstFocus" may name the child
    /// that has the focus when it is shown; a focus proxy would hide what comes before that child from the Tab key.
    void addPage(const QString &id, const QString &title, const QString &icon, PageFactory factory);
    /// The page that was shown last time, or the first; call after the last addPage().
    void showRememberedPage();
    void showPage(const QString &id);
    QString currentPage() const { return m_current; }
    /// The page's widget, or nullptr as long as it was not shown.
    QWidget *page(const QString &id) const;
    void setBadge(const QString &id, int count);
    void setSubtitle(const QString &id, const QString &text);

    void setStatus(const ShellStatus &status);
    void setPerson(const QString &userId, const QString &name, const QString &role);
    /// People one may switch to (demo); empty hides the menu.
    void setPeople(const QList<Person> &people);
    /// A pill beside the title ("demo data"); empty hides it.
    void setMark(const QString &text, Tone tone = Tone::Warning);
    /// A strip across the window ("Production · oms.example.com", "Read only"); empty hides it.
    void setBanner(const QString &text, Tone tone = Tone::Warning);
    /// Offers to lock the window, by menu, palette and Ctrl+L.
    void setMayLock(bool may);
    /// Covers everything as long as nobody is signed in; `advice` says what to do about it.
    void setCovered(bool covered, const QString &advice = {});
    bool isCovered() const;
    void addCommand(const Command &command);
    /// A short message; with `action` text it has a button that calls `act`.
    void showToast(const QString &text, const QString &action = {}, std::function<void()> act = {});
    void openPalette();
    void openShortcuts();

Q_SIGNALS:
    void pageShown(const QString &id);
    void personChosen(const QString &userId);
    void lockRequested();
    /// Text typed in the palette that is to be looked for in the orders.
    void searchRequested(const QString &text);

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Page
    {
        QString id;
        QString title;
        QString subtitle;
        PageFactory factory;
        QWidget *widget = nullptr;
        QKeySequence key;
    };
    void build();
    void buildMenu();
    void restore();
    void remember() const;
    void makePage(Page *page);
    static void focusPage(QWidget *page);
    Page *find(const QString &id);
    QList<Command> allCommands();

    Theme &m_theme;
    ShellMemory m_memory;
    QList<Page> m_pages;
    QList<Command> m_commands;
    QList<Person> m_people;
    QString m_current;
    bool m_remembered = false; ///< when it was closed; else at the end
    NavigationRail *m_rail = nullptr;
    TopBar *m_top = nullptr;
    Banner *m_banner = nullptr;
    QStackedWidget *m_stack = nullptr;
    QStackedWidget *m_whole = nullptr; ///< everything, or the cover
    EmptyState *m_cover = nullptr;
    ShellStatusBar *m_status = nullptr;
    PersonMenu *m_menu = nullptr;
    CommandPalette *m_palette = nullptr;
    Toast *m_toast = nullptr;
};

} // namespace cs
