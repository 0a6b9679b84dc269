// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/settings/keys.h"

#include <QRegularExpression>

namespace cs::settings {

/// Kafka's own rule for topics' names, and what Java allows in a class's name or people choose for a mapped one.
Status applyTypeIds(const QList<FileEntry> &entries, Options *options)
{
    static const QRegularExpression topic(QStringLiteral("^[A-Za-z0-9._-]{1,249}$"));
    static const QRegularExpression type(QStringLiteral("^[\\x21-\\x7e]{1,256}$"));
    for (const FileEntry &entry : entries) {
        if (entry.section != u"type-ids")
            continue;
        if (!topic.match(entry.name).hasMatch())
            return Error::invalid(QStringLiteral("%1: '%2' is no topic's name.").arg(entry.where, entry.name));
        if (!type.match(entry.value).hasMatch())
            return Error::invalid(QStringLiteral("%1: a type has no spaces, and at most 256 characters.").arg(entry.where));
        options->typeIds.insert(entry.name, entry.value.toLatin1());
    }
    return Done{};
}

} // namespace cs::settings
