// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/retrystore.h"

#include "backend/storage/values.h"

namespace cs::storage {

Result<qint64> RetryStore::add(const QList<RetryRow> &rows)
{
    Rows values(12, rows.size());
    for (const RetryRow &one : rows) {
        const events::Record &record = one.record;
        values.add(one.key, timeValue(one.dueAt), one.attempts, record.topic, record.partition, number(record.offset),
            number(record.timestampMs), bytesValue(record.key), bytesValue(record.value), events::packHeaders(record.headers), one.code,
            one.message);
    }
    return m_connection.runMany(QStringLiteral("retries.insert"), std::move(values));
}

Result<QList<RetryRow>> RetryStore::due(TimePoint now, int limit)
{
    const auto rows = m_connection.select(QStringLiteral("retries.due"), {timeValue(now), limit});
    CS_TRY(rows);
    QList<RetryRow> found;
    for (const Row &row : *rows) {
        RetryRow one;
        one.id = row.at(0).toLongLong();
        one.key = row.at(1).toByteArray();
        one.dueAt = readTime(row.at(2));
        one.attempts = row.at(3).toInt();
        one.record = {row.at(4).toString(), row.at(5).toInt(), row.at(6).toLongLong(), row.at(7).toLongLong(),
            readOptionalBytes(row.at(8)), readOptionalBytes(row.at(9)), events::unpackHeaders(row.at(10).toByteArray())};
        one.code = row.at(11).toString();
        one.message = row.at(12).toString();
        found.append(one);
    }
    return found;
}

Result<bool> RetryStore::take(const RetryRow &row)
{
    const auto taken = m_connection.run(QStringLiteral("retries.take"), {number(row.id), row.attempts});
    CS_TRY(taken);
    return *taken > 0;
}

} // namespace cs::storage
