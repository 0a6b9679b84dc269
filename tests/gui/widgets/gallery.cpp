// SPDX-License-Identifier: GPL-3.0-or-later
// Shows every part of the user interface with made-up content. Use: widget_gallery [page] [--dark] [--compact]
#include "tests/gui/widgets/gallerypages.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QApplication>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    cs::Theme theme;
    const QStringList arguments = application.arguments();
    theme.setChoice(arguments.contains(QLatin1String("--dark")) ? cs::ThemeChoice::Dark : cs::ThemeChoice::Light);
    theme.setCompact(arguments.contains(QLatin1String("--compact")));
    theme.apply(application);
    cs::MainWindow window(theme);
    cs::gallery::fill(&window);
    window.showRememberedPage();
    if (arguments.size() > 1)
        window.showPage(arguments.at(1));
    if (arguments.contains(QLatin1String("--banner")))
        window.setBanner(QStringLiteral("Production \u00B7 what you decide here counts"), cs::Tone::Bad);
    if (arguments.contains(QLatin1String("--toast")))
        window.showToast(QStringLiteral("NW10332 approved, sent in 4 s"), QStringLiteral("Undo"), [] {});
    window.show();
    if (arguments.contains(QLatin1String("--palette")))
        window.openPalette();
    return QApplication::exec();
}
