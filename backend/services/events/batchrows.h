// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/events/projection.h"
#include "backend/storage/ingeststore.h"
#include "backend/storage/notificationstore.h"
#include "backend/storage/orderstore.h"

#include <QSet>

namespace cs::services {

/// The code of a record whose effect could not be stored, or was refused.
inline const QString kEffectFailed = QStringLiteral("effect_failed");

struct Place;
struct PreparedBatch;
struct PreparedRecord;

/// Notifications as they are written, and whom they are for.
struct ToldRows
{
    QList<storage::NotificationRows> notifications;
    storage::Rows details{1};
    QStringList people; ///< whom one reaches at once, each once

    static ToldRows of(const QList<Notification> &notifications);
};

/// Records of a batch, repeats included.
struct BatchCounts
{
    QHash<QString, qint64> stored;                  ///< by topic
    QHash<std::pair<QString, QString>, qint64> bad; ///< by topic and code
};

/// More changed orders than these are not named: receivers read again as a whole.
inline constexpr qsizetype kManyIds = 200;

/// What a batch writes when nothing of it is known yet, ready for the database.
struct BatchRows
{
    storage::Rows inbox{1};
    storage::Rows log{1};
    storage::OrderRows orders{storage::Rows(1), storage::Rows(1)};
    storage::Rows approvals{1};
    storage::Rows history{1};
    ToldRows told;
    QStringList changed; ///< see changedOrders()
};

/// Made on the ingest thread. Only the inbox where the effects are not known before the store is asked.
BatchRows rowsOf(const PreparedBatch &batch, const Place &place);
BatchCounts countsOf(const QList<PreparedRecord> &records, const QHash<qsizetype, QString> &refused = {});
/// The log's rows, with those records marked as repeats, and those as bad: their effect was refused (why).
storage::Rows logRows(const PreparedBatch &batch, const QSet<qsizetype> &repeats, const QHash<qsizetype, QString> &refused = {});
/// Ids of the orders that change, each once; where they are more than kManyIds, only so many that one sees it.
QStringList changedOrders(const Projected &projected);

} // namespace cs::services
