// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <cstring>

namespace cs {

/// Are two short texts the same? Without a call, which for a name of a dozen bytes costs more than the comparison.
inline bool sameBytes(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    const auto size = size_t(a.size());
    const auto word = [](const char *at) {
        quint64 bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        return bytes;
    };
    if (size > 16)
        return std::memcmp(a.data(), b.data(), size) == 0;
    if (size >= 8)
        return word(a.data()) == word(b.data()) && word(a.data() + size - 8) == word(b.data() + size - 8);
    const auto half = [](const char *at) {
        quint32 bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        return bytes;
    };
    if (size >= 4)
        return half(a.data()) == half(b.data()) && half(a.data() + size - 4) == half(b.data() + size - 4);
    for (size_t i = 0; i < size; ++i) {
        if (a.data()[i] != b.data()[i])
            return false;
    }
    return true;
}

} // namespace cs
