// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/logtopics.h"

#include "backend/storage/values.h"

#include <map>
#include <utility>

namespace cs::storage {

namespace {

constexpr int kBlockBits = 7; ///< of an id; as the comment in 0001_store.sql has it

/// One row for each block and topic; the topic is the first value of a log row.
Rows blocksOf(const Rows &added, qint64 firstId)
{
    Rows rows(2);
    std::map<QByteArrayView, qint64> lastBlock;
    for (qsizetype i = 0; i < added.count(); ++i) {
        const QByteArrayView topic = Rows::bytes(added.cell(i * added.width()));
        const qint64 block = (firstId + i) >> kBlockBits;
        qint64 &last = lastBlock.try_emplace(topic, -1).first->second;
        if (std::exchange(last, block) != block)
            rows.add(QString::fromUtf8(topic), block);
    }
    return rows;
}

} // namespace

LogSource logSource(Backend backend, const QString &topic, const LogRange &range)
{
    const QVariantList ends{number(range.first), number(range.last)};
    if (backend == Backend::Postgres || topic.isEmpty())
        return {QStringLiteral("event_log"), QStringLiteral("id BETWEEN ? AND ?"), ends, QStringLiteral(" ORDER BY id DESC")};
    // One range for SQLite to seek: of two it might take the wider.
    return {QStringLiteral("(SELECT block AS topic_block FROM event_topics WHERE topic = ? AND block BETWEEN ? AND ?) CROSS JOIN event_log"),
        QStringLiteral("id BETWEEN max(topic_block << %1, ?) AND min((topic_block + 1 << %1) - 1, ?)").arg(kBlockBits),
        QVariantList{topic, number(range.first >> kBlockBits), number(range.last >> kBlockBits)} + ends,
        QStringLiteral(" ORDER BY topic_block DESC, id DESC")};
}

Status noteTopics(Connection &connection, const Rows &added)
{
    if (connection.backend() == Backend::Postgres || added.isEmpty())
        return Done{};
    const auto last = connection.selectText(QStringLiteral("SELECT last_insert_rowid()"), {});
    CS_TRY(last);
    CS_TRY(connection.runMany(QStringLiteral("sqlite.noteTopics"), blocksOf(added, last->first().first().toLongLong() - added.count() + 1)));
    return Done{};
}

} // namespace cs::storage
