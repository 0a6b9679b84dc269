// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/record.h"

namespace cs::events {

namespace {

/// Seven bits a byte, least first; the top bit says that more follow.
void appendVarint(QByteArray *to, quint64 number)
{
    for (; number >= 0x80; number >>= 7)
        to->append(static_cast<char>((number & 0x7F) | 0x80));
    to->append(static_cast<char>(number));
}

bool takeVarint(QByteArrayView *from, quint64 *number)
{
    *number = 0;
    for (int shift = 0; shift < 35 && !from->isEmpty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(from->front());
        *from = from->sliced(1);
        *number |= quint64(byte & 0x7F) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

bool takeBytes(QByteArrayView *from, quint64 size, QByteArray *bytes)
{
    if (size > quint64(from->size()))
        return false;
    *bytes = from->first(qsizetype(size)).toByteArray();
    *from = from->sliced(qsizetype(size));
    return true;
}

} // namespace

const QByteArray *Record::header(QByteArrayView name) const
{
    for (auto one = headers.crbegin(); one != headers.crend(); ++one) {
        if (one->name == name)
            return one->value ? &*one->value : nullptr;
    }
    return nullptr;
}

qint64 Record::cost() const
{
    qint64 bytes = (key ? key->size() : 0) + (value ? value->size() : 0);
    for (const Header &one : headers)
        bytes += one.name.size() + (one.value ? one.value->size() : 0);
    return bytes;
}

// Each header: length of the name, name, 0 for null or 1 + length of the value, value.
QByteArray packHeaders(const QList<Header> &headers)
{
    if (headers.isEmpty())
        return {};
    qsizetype size = 0;
    for (const Header &one : headers)
        size += one.name.size() + (one.value ? one.value->size() : 0) + 8; // four bytes are enough for a length of 256 MiB
    QByteArray packed;
    packed.reserve(size);
    for (const Header &one : headers) {
        appendVarint(&packed, quint64(one.name.size()));
        packed.append(one.name);
        appendVarint(&packed, one.value ? quint64(one.value->size()) + 1 : 0);
        if (one.value)
            packed.append(*one.value);
    }
    return packed;
}

QList<Header> unpackHeaders(QByteArrayView packed)
{
    QList<Header> headers;
    while (!packed.isEmpty()) {
        Header one;
        quint64 size = 0;
        if (!takeVarint(&packed, &size) || !takeBytes(&packed, size, &one.name) || !takeVarint(&packed, &size))
            break;
        if (size > 0 && !takeBytes(&packed, size - 1, &one.value.emplace()))
            break;
        headers.append(std::move(one));
    }
    return headers;
}

} // namespace cs::events
