// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/jsontext.h"

#include <simdjson.h>

namespace cs::json {

namespace {

qsizetype digitsFrom(std::string_view text, size_t at)
{
    size_t end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9')
        ++end;
    return qsizetype(end - at);
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

bool isNumber(std::string_view text)
{
    size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
    const qsizetype whole = digitsFrom(text, at);
    if (whole == 0 || (whole > 1 && text[at] == '0'))
        return false;
    at += size_t(whole);
    if (at < text.size() && text[at] == '.') {
        const qsizetype fraction = digitsFrom(text, ++at);
        if (fraction == 0)
            return false;
        at += size_t(fraction);
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        const qsizetype exponent = digitsFrom(text, at);
        if (exponent == 0)
            return false;
        at += size_t(exponent);
    }
    return at == text.size();
}

qint64 badUtf8At(const char *text, size_t size)
{
    if (simdjson::validate_utf8(text, size))
        return -1;
    size_t good = 0; // a prefix known to be whole
    for (size_t step = size; step > 0; step /= 2) {
        while (good + step <= size) {
            size_t end = good + step; // cut at the start of a character
            while (end > good && end < size && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
                --end;
            if (end == good || !simdjson::validate_utf8(text + good, end - good))
                break;
            good = end;
        }
    }
    return qint64(good);
}

qint64 badStringAt(std::string_view text)
{
    qint64 opened = -1;
    for (size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '"')
            opened = opened < 0 ? qint64(at) : -1;
        else if (opened >= 0 && static_cast<unsigned char>(text[at]) < 0x20)
            return qint64(at);
        else if (opened >= 0 && text[at] == '\\')
            ++at;
    }
    return opened;
}

} // namespace cs::json
