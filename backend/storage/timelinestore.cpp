// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/timelinestore.h"

#include "backend/storage/cursor.h"
#include "backend/storage/values.h"

#include <limits>

namespace cs::storage {

namespace {

using Kind = TimelineEntry::Kind;

constexpr char kTimelineCursor = 't';

struct Place
{
    TimePoint at;
    Kind kind = Kind::History;
    qint64 ref = 0; ///< id of the row, or an approval's round
    QString level;
};

Place placeOf(const Row &row)
{
    return {readTime(row.at(0)), static_cast<Kind>(row.at(1).toInt()), row.at(2).toLongLong(), row.at(3).toString()};
}

/// The rows of the places, by id, each kind with one statement.
struct Found
{
    QHash<qint64, HistoryEntry> history;
    QHash<qint64, OutboxRow> outbox;
    QHash<qint64, LoggedEvent> events;
    QHash<qint64, cs::Notification> notifications;
    QHash<qint64, StepRow> steps; ///< by step
    QHash<qint64, ShipmentEvent> shipment;
    QList<Approval> approvals;

    Status read(Connection &connection, const QString &orderId, const QList<Place> &places);
    std::optional<TimelineEntry> entry(const Place &place) const;
};

QList<qint64> idsOf(const QList<Place> &places, Kind kind)
{
    QList<qint64> ids;
    for (const Place &place : places) {
        if (place.kind == kind)
            ids.append(place.ref);
    }
    return ids;
}

template <typename T>
Status keep(const Result<QList<T>> &rows, QHash<qint64, T> *into)
{
    CS_TRY(rows);
    for (const T &row : *rows)
        into->insert(row.id, row);
    return Done{};
}

Status Found::read(Connection &connection, const QString &orderId, const QList<Place> &places)
{
    CS_TRY(keep(OrderStore(connection).historyByIds(idsOf(places, Kind::History)), &history));
    CS_TRY(keep(OutboxStore(connection).byIds(idsOf(places, Kind::Outbox)), &outbox));
    CS_TRY(keep(IngestStore(connection).byIds(idsOf(places, Kind::Event)), &events));
    CS_TRY(keep(NotificationStore(connection).byIds(idsOf(places, Kind::Notification)), &notifications));
    CS_TRY(keep(ShipmentStore(connection).history(orderId), &shipment));
    const auto rows = StepStore(connection).ofOrder(orderId);
    CS_TRY(rows);
    for (const StepRow &row : *rows)
        steps.insert(static_cast<qint64>(row.step), row);
    const auto all = ApprovalStore(connection).ofOrder(orderId);
    CS_TRY(all);
    approvals = *all;
    return Done{};
}

template <typename T>
std::optional<TimelineEntry> entryOf(const Place &place, const QHash<qint64, T> &rows)
{
    const auto found = rows.find(place.ref);
    if (found == rows.end())
        return {};
    return TimelineEntry{place.at, place.kind, *found};
}

/// Nothing for a row that went between two statements.
std::optional<TimelineEntry> Found::entry(const Place &place) const
{
    switch (place.kind) {
    case Kind::History: return entryOf(place, history);
    case Kind::Outbox: return entryOf(place, outbox);
    case Kind::Event: return entryOf(place, events);
    case Kind::Notification: return entryOf(place, notifications);
    case Kind::Step: return entryOf(place, steps);
    case Kind::Shipment: return entryOf(place, shipment);
    case Kind::ApprovalRequested:
    case Kind::ApprovalDecided: break;
    }
    for (const Approval &one : approvals) {
        if (one.round == place.ref && one.level == place.level)
            return TimelineEntry{place.at, place.kind, one};
    }
    return {};
}

} // namespace

Result<Page<TimelineEntry>> TimelineStore::page(const QString &orderId, int limit, const QString &after)
{
    CS_TRY(checkLimit(limit));
    QVariantList from{number(std::numeric_limits<qint64>::min()), 0, number(0), QString()};
    if (!after.isEmpty()) {
        const auto place = readCursor(after, kTimelineCursor, "nnnt");
        CS_TRY(place);
        from = *place;
    }
    const QVariantList order(8, orderId); // one for each kind of place
    const auto rows = m_connection.select(QStringLiteral("timeline.page"), order + from + QVariantList{limit + 1});
    CS_TRY(rows);
    QList<Place> places;
    for (const Row &row : *rows)
        places.append(placeOf(row));
    Page<TimelineEntry> page;
    if (places.size() > limit) {
        places.removeLast();
        const Place &last = places.last();
        page.next = makeCursor(kTimelineCursor, {timeValue(last.at), static_cast<int>(last.kind), number(last.ref), last.level});
    }
    Found found;
    CS_TRY(found.read(m_connection, orderId, places));
    for (const Place &place : std::as_const(places)) {
        if (auto entry = found.entry(place))
            page.rows.append(std::move(*entry));
    }
    return page;
}

} // namespace cs::storage
