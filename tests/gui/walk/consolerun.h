// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/console.h"
#include "backend/settings/settings.h"
#include "resources/resources.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTest>

namespace cs::test {

constexpr int kPatience = 60'000; ///< ms, until a condition holds on a busy machine

/// The whole console in a real window of this process.
class ConsoleRun final
{
public:
    Q_DISABLE_COPY_MOVE(ConsoleRun)
    ConsoleRun(Theme &theme, const QStringList &arguments)
    {
        const auto options = settings::load(arguments, QProcessEnvironment());
        if (!options.ok())
            qFatal("%s", qPrintable(options.error().message));
        m_console = std::make_unique<app::Console>(*options, theme);
        m_console->start();
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->objectName() == QStringLiteral("mainWindow"))
                window = qobject_cast<MainWindow *>(widget);
        }
        window->resize(1280, 760);
    }

    /// A demonstration in a folder of its own, which begins with that person.
    static std::unique_ptr<ConsoleRun> demonstration(Theme &theme, const QString &folder, const QString &person)
    {
        QSettings memory(QDir(folder).filePath(QStringLiteral("console.ini")), QSettings::IniFormat);
        memory.setValue(QStringLiteral("person"), person);
        memory.sync();
        return std::make_unique<ConsoleRun>(
            theme, QStringList{QStringLiteral("--demo"), QStringLiteral("--data-dir"), folder, QStringLiteral("--port"), QStringLiteral("0")});
    }

    /// To whatever has the focus.
    static void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        // Between a dialog that went and the window behind it, no window is active for a moment.
        (void)QTest::qWaitFor([] { return QApplication::activeWindow() != nullptr; }, kPatience);
        QWidget *const focus = QApplication::activeWindow();
        QTest::keyClick(focus ? focus->windowHandle() : nullptr, Qt::Key(key), modifiers);
    }
    static void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    template <typename T>
    T *find(const char *name) const
    {
        return window->findChild<T *>(QLatin1String(name));
    }
    TableView *table(const char *name) const { return find<TableView>(name); }

    MainWindow *window = nullptr;

private:
    std::unique_ptr<app::Console> m_console;
};

/// The main of a test whose windows have a theme, which it is made with.
template <typename Test>
int runThemed(int argc, char **argv)
{
    QApplication application(argc, argv);
    cs::initResources();
    Theme theme;
    theme.apply(application);
    Test test(theme);
    return QTest::qExec(&test, argc, argv);
}

} // namespace cs::test
