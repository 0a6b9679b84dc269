// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/settings/settings.h"

#include <QIODevice>

namespace cs::daemon {

enum ExitStatus { Succeeded = 0, Failed = 1, WrongUsage = 2 };

struct Command
{
    QString name;
    QString usage;   ///< behind the program's name
    QString summary;
    settings::Grammar grammar;
    int (*run)(const settings::Options &options);
};

/// `serve` first, which is the default.
const QList<Command> &commands();
/// Runs what the arguments (without the program) ask for; the exit status.
int run(const QStringList &arguments, const QProcessEnvironment &environment);

/// What was given cannot be used (WrongUsage), or it went wrong (Failed).
ExitStatus statusOf(const Error &error);

int serve(const settings::Options &options);
int importFile(const settings::Options &options);
/// `what`: products or customers; of `import`, once its file is open.
int importReference(const settings::Options &options, QIODevice &file, const QString &what);
int users(const settings::Options &options);
int token(const settings::Options &options);
int doctor(const settings::Options &options);

} // namespace cs::daemon
