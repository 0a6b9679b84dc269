// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/settings/keys.h"

namespace cs::settings {

namespace {

/// Secrets belong in the environment (or the keychain), never in a file that is copied and backed up.
bool isSecret(const QString &name)
{
    return name.contains(u"password") || name.contains(u"secret") || name == u"ssl.key.pem" || name == u"sasl.jaas.config";
}

/// Set by the program, since delivery and loss accounting rest on them; or able to load code.
bool isOurs(const QString &name)
{
    static const QStringList exact{
        QStringLiteral("bootstrap.servers"), QStringLiteral("metadata.broker.list"), QStringLiteral("group.id"),
        QStringLiteral("group.instance.id"), QStringLiteral("client.id"), QStringLiteral("acks"),
        QStringLiteral("request.required.acks"), QStringLiteral("enable.idempotence"), QStringLiteral("transactional.id"),
        QStringLiteral("partitioner"), QStringLiteral("enable.auto.commit"), QStringLiteral("enable.auto.offset.store"),
        QStringLiteral("auto.offset.reset"), QStringLiteral("partition.assignment.strategy"), QStringLiteral("topic.blacklist"),
        QStringLiteral("check.crcs"), QStringLiteral("isolation.level"), QStringLiteral("plugin.library.paths"),
        QStringLiteral("ssl.engine.location"), QStringLiteral("builtin.features")};
    return exact.contains(name) || name.startsWith(u"test.") || name.endsWith(u"_cb");
}

} // namespace

Status applyKafkaEntries(const QList<FileEntry> &entries, const QHash<QString, QString> &secrets, Options *options)
{
    for (const FileEntry &entry : entries) {
        if (entry.section != u"kafka")
            continue;
        if (isSecret(entry.name))
            return Error::invalid(QStringLiteral("%1: %2 is a secret and is not read from a file; give it in the environment as "
                                                 "COUNTERSIGN_KAFKA_PASSWORD or COUNTERSIGN_KAFKA_KEY_PASSWORD, or keep it in the "
                                                 "system's keychain.").arg(entry.where, entry.name));
        if (isOurs(entry.name))
            return Error::invalid(QStringLiteral("%1: %2 is set by the program and cannot be changed.").arg(entry.where, entry.name));
        options->kafka.insert(entry.name, entry.value);
    }
    for (auto secret = secrets.cbegin(); secret != secrets.cend(); ++secret)
        options->kafka.insert(secret.key(), secret.value());
    return Done{};
}

} // namespace cs::settings
