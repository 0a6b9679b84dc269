// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace cs::events {

inline constexpr qsizetype kMaxDecimal = 64; ///< digits of a decimal that is kept as text

/// A whole number of RFC 8259 without an exponent that fits 64 bits. False, and `to` as it was or not, for any other text.
bool wholeNumber(QByteArrayView text, qint64 *to);
/// The canonical text of a 64-bit integer: `-7`, but not `07`, `+7` or `-0`.
bool isWholeNumber(const QString &text);
/// `-1.25e3` as `-1250`; empty when that would have more than kMaxDecimal digits. `number` is one of RFC 8259.
QString plainDecimal(QByteArrayView number);

} // namespace cs::events
