// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/cursor.h"

namespace cs::storage {

namespace {

// Stands between the values; it is never part of an id, and text that has it makes the cursor invalid, not dangerous.
constexpr char kBetween = '\x1f';

Error invalid()
{
    return Error::field(QStringLiteral("after"), QStringLiteral("This is no cursor of this list."));
}

} // namespace

QString makeCursor(char kind, const QVariantList &values)
{
    QByteArray bytes(1, kind);
    for (const QVariant &value : values) {
        bytes += kBetween;
        bytes += value.toString().toUtf8();
    }
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<QVariantList> readCursor(const QString &cursor, char kind, QByteArrayView types)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        cursor.toUtf8(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const QList<QByteArray> parts = decoded.decoded.split(kBetween);
    if (!decoded || parts.size() != types.size() + 1 || parts.first() != QByteArray(1, kind))
        return invalid();
    QVariantList values;
    for (qsizetype i = 0; i < types.size(); ++i) {
        const QByteArray &part = parts.at(i + 1);
        bool ok = true;
        if (types[i] == 'n')
            values.append(part.toLongLong(&ok));
        else
            values.append(QString::fromUtf8(part));
        if (!ok)
            return invalid();
    }
    return values;
}

QString likePattern(const QString &text)
{
    QString pattern = text.toCaseFolded();
    for (const char16_t special : {u'\\', u'%', u'_'})
        pattern.replace(QChar(special), QString(QChar(u'\\')) + QChar(special));
    return QLatin1Char('%') + pattern + QLatin1Char('%');
}

Status checkLimit(int limit)
{
    if (limit < 1 || limit > 1000)
        return Error::field(QStringLiteral("limit"), QStringLiteral("must be from 1 to 1,000."));
    return Done{};
}

} // namespace cs::storage
