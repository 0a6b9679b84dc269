// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/notifierwatch.h"

namespace cs::services {

namespace {

const QString kPrefix = QStringLiteral("countersign-");

} // namespace

QString clientIdOf(const QString &storeId)
{
    return kPrefix + storeId;
}

QString secondNotifier(const QList<messaging::GroupMember> &members, const QString &group, const QString &own)
{
    QStringList stores;
    QStringList programs;
    for (const messaging::GroupMember &one : members) {
        if (one.clientId == own)
            continue;
        QStringList &list = one.clientId.startsWith(kPrefix) ? stores : programs;
        const QString host = one.host.startsWith(u'/') ? one.host.mid(1) : one.host;
        const QString named = QStringLiteral("%1 on %2").arg(one.clientId, host);
        if (!list.contains(named))
            list.append(named);
    }
    if (!stores.isEmpty())
        return QStringLiteral("A second store runs notifications on this Kafka (%1): each event is told by only one of the two. Leave "
                              "'notification' out of --services in one of them.").arg(stores.join(QStringLiteral(", ")));
    if (!programs.isEmpty())
        return QStringLiteral("Another program reads as group %1 (%2): what it reads is not told here. Give one of them another "
                              "group.").arg(group, programs.join(QStringLiteral(", ")));
    return {};
}

} // namespace cs::services
