// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/command.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    // Both programs share one data folder, which is named after this.
    QCoreApplication::setApplicationName(QStringLiteral("countersign"));
    return cs::daemon::run(QCoreApplication::arguments().mid(1), QProcessEnvironment::systemEnvironment());
}
