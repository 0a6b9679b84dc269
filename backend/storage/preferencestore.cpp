// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/preferencestore.h"

#include "backend/storage/codes.h"

namespace cs::storage {

Result<QList<Preference>> PreferenceStore::all()
{
    const auto rows = m_connection.select(QStringLiteral("preferences.all"));
    if (!rows.ok())
        return rows.error();
    QList<Preference> found;
    for (const Row &row : *rows)
        found.append({row.at(0).toString(), codes::read(row.at(1), Channel::Push), row.at(2).toString(), row.at(3).toInt() != 0});
    return found;
}

Status PreferenceStore::put(const Preference &preference)
{
    CS_TRY(m_connection.run(QStringLiteral("preferences.put"),
        {preference.userId, codes::of(preference.channel), preference.category, preference.wanted ? 1 : 0}));
    return Done{};
}

Status PreferenceStore::drop(const QString &userId, Channel channel, const QString &category)
{
    CS_TRY(m_connection.run(QStringLiteral("preferences.drop"), {userId, codes::of(channel), category}));
    return Done{};
}

Status PreferenceStore::putAddress(const QString &userId, Channel channel, const QString &address)
{
    if (address.isEmpty())
        CS_TRY(m_connection.run(QStringLiteral("addresses.drop"), {userId, codes::of(channel)}));
    else
        CS_TRY(m_connection.run(QStringLiteral("addresses.put"), {userId, codes::of(channel), address}));
    return Done{};
}

Result<QHash<QString, QString>> PreferenceStore::addresses(Channel channel, const QStringList &userIds)
{
    QHash<QString, QString> found;
    if (userIds.isEmpty())
        return found;
    const auto rows = m_connection.selectIn(QStringLiteral("addresses.find"), {codes::of(channel)}, QVariantList(userIds.cbegin(), userIds.cend()));
    if (!rows.ok())
        return rows.error();
    for (const Row &row : *rows)
        found.insert(row.at(0).toString(), row.at(1).toString());
    return found;
}

} // namespace cs::storage
