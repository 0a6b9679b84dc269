// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/jsonindex.h"

#include <algorithm>
#include <cstring>
#include <simdjson.h>

namespace cs::json {

namespace {

constexpr size_t kLeastCapacity = 4096;
constexpr size_t kKeptCapacity = 64 * 1024; ///< for a longer text memory is taken and given back

quint64 wordAt(const char *at)
{
    quint64 word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

bool isAscii(QByteArrayView text)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    quint64 seen = 0;
    for (; end - at >= 32; at += 32)
        seen |= (wordAt(at) | wordAt(at + 8)) | (wordAt(at + 16) | wordAt(at + 24));
    for (; end - at >= 8; at += 8)
        seen |= wordAt(at);
    for (; at != end; ++at)
        seen |= static_cast<unsigned char>(*at);
    return (seen & 0x8080808080808080U) == 0;
}

} // namespace

Index::Index() = default;
Index::~Index() = default;

bool Index::make(QByteArrayView text)
{
    const size_t size = size_t(text.size());
    m_text = text;
    m_begin = m_end = nullptr;
    if (size == 0)
        return false;
    if (m_parser == nullptr || m_parser->capacity() < size || (m_parser->capacity() > kKeptCapacity && size <= kKeptCapacity)) {
        const size_t capacity = std::max(size, kLeastCapacity);
        if (simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 32, m_parser) != simdjson::SUCCESS)
            return false;
    }
    if (m_parser->stage1(reinterpret_cast<const uint8_t *>(text.data()), size, simdjson::stage1_mode::regular) != simdjson::SUCCESS)
        return false;
    m_begin = m_parser->structural_indexes.get();
    m_end = m_begin + m_parser->n_structural_indexes;
    m_hasEscapes = std::memchr(text.data(), '\\', size) != nullptr;
    m_isPlain = !m_hasEscapes && isAscii(text);
    return true;
}

} // namespace cs::json
