// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringEncoder>
#include <QStringView>

namespace cs {

/// Copies the text up to its first character that is not ASCII; gives how many. Most texts are ASCII to their end, for which the
/// codec's preparations cost more than its work. Sixteen at a time, which compilers turn into a few instructions.
inline qsizetype copyAscii(QStringView text, char *to)
{
    constexpr qsizetype kStep = 16;
    const char16_t *const from = text.utf16();
    qsizetype at = 0;
    for (; at + kStep <= text.size(); at += kStep) {
        char16_t all = 0;
        for (qsizetype i = at; i < at + kStep; ++i)
            all |= from[i];
        if (all >= 0x80)
            break;
        for (qsizetype i = at; i < at + kStep; ++i)
            to[i] = static_cast<char>(from[i]);
    }
    for (; at < text.size() && from[at] < 0x80; ++at)
        to[at] = static_cast<char>(from[at]);
    return at;
}

/// Writes the text as UTF-8, where there is room for three times its size; gives the bytes written.
inline qsizetype copyUtf8(QStringView text, char *to)
{
    const qsizetype ascii = copyAscii(text, to);
    if (ascii == text.size())
        return ascii;
    QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    return encoder.appendToBuffer(to + ascii, text.sliced(ascii)) - to;
}

} // namespace cs
