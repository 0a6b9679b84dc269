// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/metastore.h"

namespace cs::storage {

Result<QString> MetaStore::value(const QString &key)
{
    const auto rows = m_connection.select(QStringLiteral("meta.value"), {key});
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? QString() : rows->first().first().toString();
}

Status MetaStore::set(const QString &key, const QString &value)
{
    CS_TRY(m_connection.run(QStringLiteral("meta.set"), {key, value}));
    return Done{};
}

Result<QString> MetaStore::valueOrSet(const QString &key, const QString &otherwise)
{
    CS_TRY(m_connection.run(QStringLiteral("meta.setUnlessSet"), {key, otherwise}));
    return value(key);
}

Result<bool> MetaStore::advance(const QString &key, const QString &from, const QString &to)
{
    const auto changed = m_connection.run(QStringLiteral("meta.advance"), {to, key, from});
    CS_TRY(changed);
    return *changed == 1;
}

} // namespace cs::storage
