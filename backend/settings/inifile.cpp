// SPDX-License-Identifier: GPL-3.0-or-later
// An INI reader of our own, since QSettings takes commas and backslashes for syntax and knows no line numbers.
#include "backend/settings/keys.h"

#include <QFile>
#include <QFileInfo>

namespace cs::settings {

namespace {

constexpr qint64 kMaxFileBytes = 256 * 1024;

Status readLine(const QString &line, const QString &where, QString *section, QList<FileEntry> *entries)
{
    if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';'))
        return Done{};
    if (line.startsWith(u'[')) {
        if (!line.endsWith(u']'))
            return Error::invalid(where + QStringLiteral(": a section is written [name]."));
        *section = line.mid(1, line.size() - 2).trimmed();
        return Done{};
    }
    const qsizetype equals = line.indexOf(u'=');
    if (equals < 1)
        return Error::invalid(where + QStringLiteral(": a line is written key = value."));
    const QString name = line.left(equals).trimmed();
    for (const FileEntry &entry : *entries) {
        if (entry.section == *section && entry.name == name)
            return Error::invalid(QStringLiteral("%1: %2 is set twice.").arg(where, name));
    }
    entries->append({*section, name, line.mid(equals + 1).trimmed(), where});
    return Done{};
}

} // namespace

Result<QList<FileEntry>> readIni(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error::invalid(QStringLiteral("The configuration file %1 cannot be read: %2.").arg(path, file.errorString()));
    const QByteArray content = file.read(kMaxFileBytes + 1);
    if (content.size() > kMaxFileBytes)
        return Error::invalid(QStringLiteral("The configuration file %1 is longer than 256 KiB.").arg(path));
    QList<FileEntry> entries;
    QString section = QStringLiteral("countersign");
    int number = 0;
    for (const QString &line : QString::fromUtf8(content).split(u'\n')) {
        const QString where = QStringLiteral("%1 line %2").arg(QFileInfo(path).fileName()).arg(++number);
        CS_TRY(readLine(line.trimmed(), where, &section, &entries));
    }
    return entries;
}

} // namespace cs::settings
