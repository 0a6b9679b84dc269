// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/notification.h"
#include "backend/storage/database.h"

#include <QHash>

namespace cs::storage {

/// Whether a person wants to hear something by a channel.
struct Preference
{
    QString userId;
    Channel channel = Channel::InApp;
    QString category; ///< `order`, `task`, a request's own word; empty: all that have no row of their own
    bool wanted = true;
};

/// What people want to hear by which channel, and where they are reached. Who has set nothing has no rows.
class PreferenceStore final
{
public:
    explicit PreferenceStore(Connection &connection) : m_connection(connection) {}
    Result<QList<Preference>> all();
    Status put(const Preference &preference);
    Status drop(const QString &userId, Channel channel, const QString &category); ///< as usual again
    Status putAddress(const QString &userId, Channel channel, const QString &address); ///< empty: forgotten
    /// Of those people who have one.
    Result<QHash<QString, QString>> addresses(Channel channel, const QStringList &userIds);

private:
    Connection &m_connection;
};

} // namespace cs::storage
