// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/database.h"
#include "backend/support/clock.h"
#include "backend/support/money.h"

#include <QVariant>
#include <optional>

/// Between values and columns. A QVariant without a type is NULL; an empty or null text is '' (see Connection).
namespace cs::storage {

inline QVariant timeValue(TimePoint at) { return QVariant(qlonglong(toMillis(at))); }
inline QVariant timeValue(const std::optional<TimePoint> &at) { return at ? timeValue(*at) : QVariant(); }
inline QVariant bytesValue(const std::optional<QByteArray> &bytes) { return bytes ? QVariant(*bytes) : QVariant(); }
inline QVariant number(qint64 value) { return QVariant(qlonglong(value)); }

inline TimePoint readTime(const QVariant &value) { return fromMillis(value.toLongLong()); }

inline std::optional<TimePoint> readOptionalTime(const QVariant &value)
{
    if (value.isNull())
        return std::nullopt;
    return readTime(value);
}

inline std::optional<QByteArray> readOptionalBytes(const QVariant &value)
{
    if (value.isNull())
        return std::nullopt;
    return value.toByteArray();
}

/// A code that was written by us; one that this program does not know reads as the default currency.
inline Currency readCurrency(const QVariant &code)
{
    return Currency::fromCode(code.toString()).valueOr(Currency());
}

} // namespace cs::storage
