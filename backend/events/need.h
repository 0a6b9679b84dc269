// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

namespace cs::events {

/// Must a member be there? Required: there and not empty. Given: there, perhaps empty.
enum class Need { Optional, Given, Required };

/// How a format writes a time. Either: read in both forms, written as ISO 8601.
enum class TimeForm { Iso, Millis, Either };

inline constexpr qsizetype kMaxIdLength = 256;       ///< of ids and roles of others, in UTF-16 units
inline constexpr qsizetype kMaxOrderIdLength = 64;
inline constexpr qsizetype kMaxText = 16'384;        ///< of a sentence for people
inline constexpr qsizetype kMaxItems = 1'000;        ///< lines of an order
inline constexpr qsizetype kMaxPeople = 10'000;      ///< of a bulk request
inline constexpr qint64 kLastMillis = 253'402'300'799'999; ///< 9999-12-31T23:59:59.999Z
inline constexpr qint64 kMaxQuantity = 1'000'000;

/// One word of a closed list and what it stands for.
template <typename E>
struct Word
{
    E value;
    QByteArrayView text;
};

} // namespace cs::events
