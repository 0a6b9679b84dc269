// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/settings/options.h"
#include "backend/support/result.h"

#include <QObject>
#include <QSettings>
#include <memory>
#include <thread>

namespace cs {
class MainWindow;
class Theme;
} // namespace cs

namespace cs::app {

class Backend;
class ConsoleParts;
class SignInFlow;

/// The console from first paint to the end: shows the window at once, starts the backend beside it (never on the GUI
/// thread), then gives the pages what they show. Lives on the GUI thread.
class Console final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Console)

public:
    Console(settings::Options options, Theme &theme);
    ~Console() override; ///< ends the backend: what people did is in the store
    void start();

private:
    void backendStarted(const Status &status);
    void seatSomebody();
    void askWhoItIs();
    void showNotStarted(const QString &why);

    settings::Options m_options;
    QSettings m_memory;
    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ConsoleParts> m_parts;
    std::unique_ptr<SignInFlow> m_signIn; ///< none in a demonstration
    std::thread m_starter;
};

} // namespace cs::app
