// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/settings/options.h"
#include "backend/support/result.h"

#include <QProcessEnvironment>

namespace cs::settings {

/// An option that only one command has.
struct ExtraOption
{
    QString name;     ///< without dashes
    QString argument; ///< as help shows it, e.g. `FIELD=COLUMN`; empty for a flag
    QString help;
};

/// What a command takes besides the common options.
struct Grammar
{
    QList<ExtraOption> extra;
    int leastPositional = 0;
    int mostPositional = 0;
    QString positionalHelp; ///< e.g. `FILE`
};

/// Reads arguments (without program and command), environment and configuration file: option, then environment, then file,
/// then default. Invalid, in one line that names the option and what is allowed. `--help` and `--version` end the reading
/// early, so that they answer whatever else is wrong. The file is looked for in the data folder unless it is named; one that is named
/// must exist. Secrets (passwords of Kafka and of the database) in the file are refused.
Result<Options> load(const QStringList &arguments, const QProcessEnvironment &environment, const Grammar &grammar = {});

/// Where the first argument stands that is neither an option nor an option's value: the command; -1 if there is none.
int commandIndex(const QStringList &arguments);

/// Text of `--help`: usage, the grammar's own options, the common ones with environment variable and default.
QString helpText(const QString &usage, const QString &summary, const Grammar &grammar = {});
/// A configuration file with every key, its meaning, its range and its default, all commented out.
QString sampleIni();
/// `0.1.0`.
QString versionText();

} // namespace cs::settings
