// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/parkedstore.h"

#include "backend/storage/codes.h"
#include "backend/storage/values.h"

namespace cs::storage {

namespace {

Result<QList<ParkedRow>> readParked(const Result<QList<Row>> &rows)
{
    CS_TRY(rows);
    QList<ParkedRow> list;
    for (const Row &row : *rows) {
        list.append({row.at(0).toLongLong(), row.at(1).toByteArray(), row.at(2).toString(), row.at(3).toString(),
            codes::read(row.at(4), OrderStatus::Failed), row.at(5).toString(),
            {row.at(6).toString(), row.at(7).toInt(), row.at(8).toLongLong(), row.at(9).toLongLong(), readOptionalBytes(row.at(10)),
                readOptionalBytes(row.at(11)), events::unpackHeaders(row.at(12).toByteArray())},
            readTime(row.at(13))});
    }
    return list;
}

} // namespace

Status ParkedStore::add(const QList<ParkedRow> &rows)
{
    Rows values(13, rows.size());
    for (const ParkedRow &one : rows) {
        const events::Record &record = one.record;
        values.add(one.key, one.service, one.orderId, codes::of(one.needs), one.reason, record.topic, record.partition,
            number(record.offset), number(record.timestampMs), bytesValue(record.key), bytesValue(record.value),
            events::packHeaders(record.headers), timeValue(one.at));
    }
    CS_TRY(m_connection.runMany(QStringLiteral("parked.insert"), std::move(values)));
    return Done{};
}

Result<QList<ParkedRow>> ParkedStore::ready(const QString &service, int limit)
{
    return readParked(m_connection.select(QStringLiteral("parked.ready"), {service, limit}));
}

Result<QList<ParkedRow>> ParkedStore::all(qint64 afterId, int limit)
{
    return readParked(m_connection.select(QStringLiteral("parked.all"), {number(afterId), limit}));
}

Result<QList<ParkedRow>> ParkedStore::ofOrder(const QString &orderId, int limit)
{
    return readParked(m_connection.select(QStringLiteral("parked.ofOrder"), {orderId, limit}));
}

Result<bool> ParkedStore::take(qint64 id)
{
    const auto changed = m_connection.run(QStringLiteral("parked.take"), {number(id)});
    CS_TRY(changed);
    return *changed > 0;
}

} // namespace cs::storage
