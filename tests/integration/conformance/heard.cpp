// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/conformance/heard.h"

#include "tests/support/partitions.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QUuid>

namespace cs::test {

QJsonObject valueOf(const QJsonObject &record)
{
    return QJsonDocument::fromJson(record[QLatin1String("value")].toString().toUtf8()).object();
}

QList<QJsonObject> heard(const KafkajsPeer &listener, const QString &key, const QString &topic)
{
    QList<QJsonObject> records = listener.objects();
    records.removeIf([&](const QJsonObject &one) {
        return one[QLatin1String("key")].toString() != key || (!topic.isEmpty() && one[QLatin1String("topic")].toString() != topic);
    });
    return records;
}

QStringList topicsHeard(const KafkajsPeer &listener, const QString &key)
{
    QStringList topics;
    for (const QJsonObject &one : heard(listener, key))
        topics.append(one[QLatin1String("topic")].toString());
    return topics;
}

Status isFromUs(const QJsonObject &record)
{
    const QJsonObject headers = record[QLatin1String("headers")].toObject();
    const auto text = [&headers](QLatin1String name) { return headers[name].toString(); };
    const auto wrong = [&record](const QString &what) {
        return Error::fatal(QStringLiteral("%1 of %2").arg(what, QString::fromUtf8(QJsonDocument(record).toJson(QJsonDocument::Compact))));
    };
    const QString key = record[QLatin1String("key")].toString();
    if (text(QLatin1String("ce_specversion")) != QLatin1String("1.0") || text(QLatin1String("content-type")) != QLatin1String("application/json"))
        return wrong(QStringLiteral("ce_specversion or content-type"));
    if (QUuid::fromString(text(QLatin1String("ce_id"))).isNull() || text(QLatin1String("ce_type")).isEmpty())
        return wrong(QStringLiteral("ce_id or ce_type"));
    if (!text(QLatin1String("ce_source")).startsWith(QLatin1String("urn:countersign:")) || text(QLatin1String("ce_correlationid")) != key)
        return wrong(QStringLiteral("ce_source or ce_correlationid"));
    if (!QDateTime::fromString(text(QLatin1String("ce_time")), Qt::ISODateWithMs).isValid())
        return wrong(QStringLiteral("ce_time"));
    const auto partitions = kafkajsPartitions({key.toUtf8()});
    if (!partitions.ok())
        return partitions.error();
    return partitions->first() == record[QLatin1String("partition")].toInt() ? Status(Done{}) : Status(wrong(QStringLiteral("partition")));
}

QString membersOf(const QJsonObject &object)
{
    return object.keys().join(QLatin1Char(' '));
}

Status writeSettings(Shop &shop, const QByteArray &text)
{
    const QString folder = shop.program().dataDir();
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QFile settings(QDir(folder).filePath(QStringLiteral("countersign.ini")));
    const bool written = settings.open(QIODevice::WriteOnly) && settings.write(text) == text.size();
    return written ? Status(Done{}) : Status(Error::fatal(settings.errorString()));
}

QHash<QString, int> groupsOf(const QString &broker)
{
    QHash<QString, int> groups;
    const auto said = KafkajsPeer(QStringLiteral("integration/conformance/peers/groups.js")).ask({broker});
    for (const QJsonObject &one : said.valueOr({}))
        groups.insert(one[QLatin1String("group")].toString(), one[QLatin1String("members")].toInt());
    return groups;
}

} // namespace cs::test
