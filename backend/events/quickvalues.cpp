// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/quickvalues.h"

#include "backend/domain/order.h"
#include "backend/events/commontexts.h"
#include "backend/events/numbers.h"
#include "backend/support/jsonscan.h"

#include <cstring>
#include <memory>
#include <new>

namespace cs::events {

namespace {

/// Makes a text where an empty one is. An assignment would swap the two, and wait for the bytes of both that were only just
/// written: a tenth of the time of a decode.
template <typename Make>
void makeAt(QString &to, Make make)
{
    std::destroy_at(&to);
    new (&to) QString(make());
}

/// ASCII as text, without the calls that for a dozen letters cost more than the work.
QString plainText(QByteArrayView ascii)
{
    constexpr qsizetype kBlock = 8;
    const qsizetype size = ascii.size();
    QString text(size, Qt::Uninitialized);
    auto *to = reinterpret_cast<char16_t *>(text.data());
    const char *from = ascii.data();
    const auto block = [&](qsizetype start) {
        unsigned char narrow[kBlock];
        char16_t wide[kBlock]; // of its own, so that a compiler sees that the two do not overlap
        std::memcpy(narrow, from + start, sizeof narrow);
        for (qsizetype i = 0; i < kBlock; ++i)
            wide[i] = narrow[i];
        std::memcpy(to + start, wide, sizeof wide);
    };
    qsizetype at = 0;
    for (; at + kBlock <= size; at += kBlock)
        block(at);
    if (size >= kBlock && at != size)
        block(size - kBlock);
    else
        for (; at < size; ++at)
            to[at] = static_cast<unsigned char>(from[at]);
    return text;
}

} // namespace

void QuickValues::readText(QString &to, bool needed, qsizetype most)
{
    const QByteArrayView text = takeText();
    if (m_isPlain)
        makeAt(to, [text] { return plainText(text); });
    else if (!m_hasEscapes || !readEscaped(text, to))
        makeAt(to, [text] { return QString::fromUtf8(text); });
    if (to.size() > most || (needed && to.isEmpty()))
        giveUp();
}

void QuickValues::readLabel(QString &to, bool needed, qsizetype most)
{
    const QByteArrayView text = takeText();
    if (!m_hasEscapes || !readEscaped(text, to))
        makeAt(to, [text] { return commonText(text); });
    if (to.size() > most || (needed && to.isEmpty()))
        giveUp();
}

/// False if it has no escapes.
bool QuickValues::readEscaped(QByteArrayView text, QString &to)
{
    if (!text.contains('\\'))
        return false;
    QByteArray plain;
    if (json::unescapeText(text, &plain) && !plain.contains('\0')) // no text column of a database takes that
        to = QString::fromUtf8(plain);
    else
        giveUp();
    return true;
}

void QuickValues::readOrderId(QString &to)
{
    makeAt(to, [this] { return plainText(takeText()); });
    if (!isValidOrderId(to)) // what is not ASCII is none either
        giveUp();
}

void QuickValues::readLooseOrderId(QString &to)
{
    m_cursor.peek() == '"' ? readOrderId(to) : readWholeNumber(to, 0);
}

void QuickValues::readWholeNumber(QString &to, qint64 least)
{
    const QByteArrayView token = m_cursor.token();
    qint64 number = 0;
    if (!wholeNumber(token, &number) || number < least)
        return giveUp();
    makeAt(to, [&] { return number == 0 ? QStringLiteral("0") : plainText(token); }); // "-0" is a number, too
}

qint64 QuickValues::readInteger(qint64 least, qint64 most)
{
    qint64 number = 0;
    if (!wholeNumber(m_cursor.token(), &number) || number < least || number > most)
        giveUp();
    return number;
}

TimePoint QuickValues::readTime(TimeForm form)
{
    TimePoint at;
    if (m_cursor.peek() != '"')
        return form == TimeForm::Iso ? giveUp(), at : fromMillis(readInteger(0, kLastMillis));
    if (form == TimeForm::Millis || !fromIso(m_cursor.text(), &at))
        giveUp();
    return at;
}

void QuickValues::readCurrency(Currency &to)
{
    const QByteArrayView code = takeText();
    const Result<Currency> currency = Currency::fromCode(QLatin1String(code.data(), code.size()));
    if (currency.ok())
        to = *currency;
    else
        giveUp();
}

Money QuickValues::readMoney(const Currency &currency)
{
    const Result<Money> amount = Money::parse(m_cursor.token(), currency);
    if (amount.ok() && amount->minor() >= 0)
        return *amount;
    giveUp();
    return {};
}

void QuickValues::readDecimal(QString &to)
{
    const QByteArrayView token = m_cursor.token();
    if (json::isNumber({token.data(), size_t(token.size())}))
        to = plainDecimal(token);
    if (to.isEmpty())
        giveUp();
}

} // namespace cs::events
