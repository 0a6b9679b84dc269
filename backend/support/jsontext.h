// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <string_view>

namespace cs::json {

/// White space of RFC 8259, section 2.
constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
/// Without white space at its end.
std::string_view trimmed(std::string_view text);
/// The grammar of numbers of RFC 8259, section 6.
bool isNumber(std::string_view text);
/// Where the text stops being UTF-8 (at most a character earlier), or -1 if it is UTF-8 to its end.
qint64 badUtf8At(const char *text, size_t size);
/// Where a text between quotes has a bare control character, or its opening quote if it never ends; -1: neither.
qint64 badStringAt(std::string_view text);

} // namespace cs::json
