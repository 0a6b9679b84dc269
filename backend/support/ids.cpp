// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/ids.h"

#include "backend/support/utf8.h"

#include <QRandomGenerator>
#include <QVarLengthArray>
#include <sodium.h>

namespace cs {

namespace {

constexpr quint32 kCounterMax = 0xFFF;
constexpr char16_t kHex[] = u"0123456789abcdef";

/// The 8-4-4-4-12 form of a UUID given as two halves.
QString uuidText(quint64 high, quint64 low)
{
    QString text(36, Qt::Uninitialized);
    QChar *to = text.data();
    for (int nibble = 0; nibble < 32; ++nibble) {
        if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20)
            *to++ = QLatin1Char('-');
        const quint64 half = nibble < 16 ? high : low;
        *to++ = kHex[(half >> (60 - 4 * (nibble % 16))) & 0xF];
    }
    return text;
}

void append(QUtf8StringView text, QVarLengthArray<char, 512> *to)
{
    to->append(text.data(), text.size());
}

void append(QStringView text, QVarLengthArray<char, 512> *to)
{
    const qsizetype before = to->size();
    to->resize(before + 3 * text.size());
    to->resize(before + copyUtf8(text, to->data() + before));
}

void append(QLatin1String text, QVarLengthArray<char, 512> *to)
{
    append(QUtf8StringView(QString(text).toUtf8()), to);
}

} // namespace

RandomIdSource::RandomIdSource(const Clock &clock, quint64 seed)
    : m_clock(clock), m_random(seed != 0 ? seed : QRandomGenerator::system()->generate64())
{
}

QString RandomIdSource::uuid7()
{
    const std::lock_guard lock(m_mutex);
    const qint64 now = toMillis(m_clock.now());
    // A clock that stands still or goes back keeps the last millisecond, and so does a full counter borrow the next one:
    // ids rise in any case. A fresh counter starts in its lower half, which leaves 2,048 ids and more before it is full.
    const bool fresh = now > m_lastMs;
    if (fresh || m_counter == kCounterMax) {
        m_lastMs = fresh ? now : m_lastMs + 1;
        m_counter = quint32(m_random() & 0x7FF);
    } else {
        ++m_counter;
    }
    const quint64 high = (quint64(m_lastMs) << 16) | 0x7000 | m_counter;
    const quint64 low = (m_random() >> 2) | 0x8000'0000'0000'0000;
    return uuidText(high, low);
}

QString randomHex(int bytes)
{
    QByteArray raw(bytes, Qt::Uninitialized);
    for (char &byte : raw)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return QString::fromLatin1(raw.toHex());
}

QByteArray keyHash(std::initializer_list<QAnyStringView> parts)
{
    QVarLengthArray<char, 512> text;
    for (const QAnyStringView part : parts) {
        part.visit([&](auto view) { append(view, &text); });
        text.append('\0');
    }
    QByteArray hash(16, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), std::size_t(hash.size()),
                       reinterpret_cast<const unsigned char *>(text.constData()), std::size_t(text.size()), nullptr, 0);
    return hash;
}

} // namespace cs
