// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/blockindex.h"

#include "backend/storage/values.h"

#include <map>
#include <utility>

namespace cs::storage {

namespace {

constexpr int kBlockBits = 7; ///< of an id; the statements and the migrations have it too

qint64 blockOf(qint64 id)
{
    return id >> kBlockBits;
}

/// One row for each block and text: the ids follow each other.
Rows blocksOf(const Rows &added, qsizetype column, qint64 firstId)
{
    Rows rows(2);
    std::map<QByteArrayView, qint64> lastBlock;
    for (qsizetype i = 0; i < added.count(); ++i) {
        const QByteArrayView text = Rows::bytes(added.cell(i * added.width() + column));
        const qint64 block = blockOf(firstId + i);
        qint64 &last = lastBlock.try_emplace(text, -1).first->second;
        if (std::exchange(last, block) != block)
            rows.add(QString::fromUtf8(text), block);
    }
    return rows;
}

} // namespace

RowSource rowSource(Backend backend, const BlockIndex &index, const QString &key, const IdRange &range)
{
    const QString id = QLatin1String(index.id);
    const QVariantList ends{number(range.first), number(range.last)};
    RowSource source;
    if (backend == Backend::Postgres || key.isEmpty()) {
        source.tables = QLatin1String(index.rows);
        source.filter.add(id + QStringLiteral(" BETWEEN ? AND ?"), ends);
        source.newestFirst = QStringLiteral(" ORDER BY ") + id + QStringLiteral(" DESC");
        source.oldestFirst = QStringLiteral(" ORDER BY ") + id;
        return source;
    }
    source.tables = QStringLiteral("(SELECT block AS of_key FROM %1 WHERE %2 = ? AND block BETWEEN ? AND ?) CROSS JOIN %3")
                        .arg(QLatin1String(index.blocks), QLatin1String(index.column), QLatin1String(index.rows));
    // One range for SQLite to seek: of two it might take the wider.
    source.filter.add(QStringLiteral("%1 BETWEEN max(of_key << %2, ?) AND min((of_key + 1 << %2) - 1, ?)").arg(id).arg(kBlockBits),
        QVariantList{key, number(blockOf(range.first)), number(blockOf(range.last))} + ends);
    source.newestFirst = QStringLiteral(" ORDER BY of_key DESC, ") + id + QStringLiteral(" DESC");
    source.oldestFirst = QStringLiteral(" ORDER BY of_key, ") + id;
    return source;
}

Status noteBlocks(Connection &connection, const BlockIndex &index, const Rows &added, qsizetype column, qint64 fresh)
{
    if (connection.backend() == Backend::Postgres || fresh == 0)
        return Done{};
    const auto last = connection.selectText(QStringLiteral("SELECT last_insert_rowid()"), {});
    CS_TRY(last);
    const qint64 lastId = last->first().first().toLongLong();
    const qint64 firstId = lastId - added.count() + 1;
    if (fresh == added.count()) {
        CS_TRY(connection.runMany(QLatin1String(index.note), blocksOf(added, column, firstId)));
        return Done{};
    }
    // One that was left out takes an id all the same, unless it is among the last: which row has which id, only the table says.
    CS_TRY(connection.run(QLatin1String(index.noteBetween), {number(firstId), number(lastId)}));
    return Done{};
}

} // namespace cs::storage
