// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/auditstore.h"

#include "backend/storage/values.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>

namespace cs::storage {

namespace {

constexpr int kPage = 1000;

void addNumber(QMessageAuthenticationCode &code, qint64 number)
{
    const qint64 big = qToBigEndian(number);
    code.addData(reinterpret_cast<const char *>(&big), sizeof big);
}

/// Each text with its length before it, so that no two entries have the same bytes.
void addText(QMessageAuthenticationCode &code, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    addNumber(code, utf8.size());
    code.addData(utf8);
}

QByteArray hashOf(const AuditEntry &entry, const QByteArray &before, const QByteArray &key)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, key);
    code.addData(before);
    addNumber(code, entry.id);
    addNumber(code, toMillis(entry.at));
    for (const QString &text : {entry.actor.userId, entry.actor.role, entry.act, entry.subject, entry.detail})
        addText(code, text);
    return code.result();
}

AuditEntry readEntry(const Row &row)
{
    return {row.at(0).toLongLong(), readTime(row.at(1)), {row.at(2).toString(), row.at(3).toString()},
        row.at(4).toString(), row.at(5).toString(), row.at(6).toString(), row.at(7).toByteArray()};
}

/// As the database will give it back, or the chain would not verify.
QString storable(QString text)
{
    return QString::fromUtf8(text.replace(QChar(0), QChar(QChar::ReplacementCharacter)).toUtf8());
}

} // namespace

Status AuditStore::append(const QList<AuditEntry> &entries)
{
    if (entries.isEmpty())
        return Done{};
    CS_TRY(m_connection.select(QStringLiteral("audit.lock")));
    const auto last = m_connection.select(QStringLiteral("audit.last"));
    if (!last)
        return last.error();
    qint64 id = last->isEmpty() ? 0 : last->first().at(0).toLongLong();
    QByteArray before = last->isEmpty() ? QByteArray() : last->first().at(1).toByteArray();
    Rows rows(8, entries.size());
    for (AuditEntry entry : entries) {
        entry.id = ++id;
        for (QString *text : {&entry.actor.userId, &entry.actor.role, &entry.act, &entry.subject, &entry.detail})
            *text = storable(*text);
        before = hashOf(entry, before, m_key);
        rows.add(number(entry.id), timeValue(entry.at), entry.actor.userId, entry.actor.role, entry.act, entry.subject,
            entry.detail, before);
    }
    CS_TRY(m_connection.runMany(QStringLiteral("audit.insert"), rows));
    return Done{};
}

Result<std::optional<qint64>> AuditStore::verify()
{
    QByteArray before;
    qint64 at = 0;
    for (;;) {
        const auto page = entries(at, kPage);
        if (!page)
            return page.error();
        for (const AuditEntry &entry : *page) {
            if (entry.id != ++at || entry.hash != hashOf(entry, before, m_key))
                return std::optional<qint64>(entry.id);
            before = entry.hash;
        }
        if (page->size() < kPage)
            return std::optional<qint64>();
    }
}

Result<QList<AuditEntry>> AuditStore::entries(qint64 afterId, int limit)
{
    const auto rows = m_connection.select(QStringLiteral("audit.entries"), {number(afterId), limit});
    if (!rows)
        return rows.error();
    QList<AuditEntry> found;
    found.reserve(rows->size());
    for (const Row &row : *rows)
        found.append(readEntry(row));
    return found;
}

} // namespace cs::storage
