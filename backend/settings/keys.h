// SPDX-License-Identifier: GPL-3.0-or-later
// Inside the layer: the table of keys.
#pragma once

#include "backend/settings/options.h"
#include "backend/support/result.h"

#include <variant>

namespace cs::settings {

/// How a key's text becomes a value. `text` members may be limited to `allowed`; lists always are, where it is given.
using Target = std::variant<QString Options::*, int Options::*, bool Options::*, QStringList Options::*>;

struct Key
{
    QLatin1String name;        ///< option without dashes, and name in the file
    QLatin1String section;     ///< of the file; empty: not in the file
    QLatin1String environment; ///< empty: none
    QLatin1String argument;    ///< as help shows it; empty for a flag
    QLatin1String otherwise;   ///< default
    Target target;
    int least = 0;
    int most = 0;
    QLatin1String allowed;     ///< names separated by spaces; empty: any text
    QLatin1String help;
    bool isOption = true;      ///< false: only in the file

    bool isFlag() const { return std::holds_alternative<bool Options::*>(target); }
};

const QList<Key> &keys();
const Key *findOption(QStringView name);
const Key *findInFile(QStringView section, QStringView name);

/// Sets the key's member from text. `where` is how the person gave it ("--port", "PORT", "countersign.ini line 3: port").
Status assign(const Key &key, const QString &text, const QString &where, Options *options);
/// host:port pairs or `embedded`.
Status checkBrokers(const QString &text, const QString &where);

/// Keys of the file that are no single member: [approval] amounts, [rates], [type-ids], [kafka].
struct FileEntry
{
    QString section;
    QString name;
    QString value;
    QString where; ///< "countersign.ini line 3"
};
Result<QList<FileEntry>> readIni(const QString &path);
Status applyPolicyEntries(const QList<FileEntry> &entries, Options *options);
Status applyTypeIds(const QList<FileEntry> &entries, Options *options);
Status applyKafkaEntries(const QList<FileEntry> &entries, const QHash<QString, QString> &secrets, Options *options);

} // namespace cs::settings
