// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/stopsignals.h"
#include "app/desktop/console.h"
#include "app/desktop/startuptrace.h"
#include "backend/settings/datafolder.h"
#include "backend/settings/settings.h"
#include "backend/support/memory.h"
#include "resources/resources.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <cstdio>

namespace {

constexpr int kHeaps = 4; ///< for about eighty threads, most of which sleep

int fail(const QString &message)
{
    std::fprintf(stderr, "countersign: %s\n", qUtf8Printable(message));
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    cs::limitHeaps(kHeaps);
    QCoreApplication::setApplicationName(QStringLiteral("countersign"));
    QCoreApplication::setApplicationVersion(cs::settings::versionText());
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto options = cs::settings::load(arguments, QProcessEnvironment::systemEnvironment());
    if (!options.ok())
        return fail(options.error().toString());
    if (options->help || options->version) {
        const QString text = options->help ? cs::settings::helpText(QStringLiteral("countersign [options]"),
                                                                    QStringLiteral("The console for people who run and approve orders."))
                                           : QStringLiteral("countersign ") + cs::settings::versionText() + QLatin1Char('\n');
        std::fputs(qUtf8Printable(text), stdout);
        return 0;
    }
    if (const cs::Status folder = cs::settings::prepareDataFolder(options->dataDir); !folder.ok())
        return fail(folder.error().toString());

    QApplication application(argc, argv);
    cs::app::StartupTrace::watch(application);
    const auto signalsStop = cs::app::stopAtSignals();
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.countersign.Countersign"));
    cs::initResources();
    cs::Theme theme;
    theme.apply(application);
    cs::app::Console console(*options, theme);
    console.start();
    return QApplication::exec();
}
