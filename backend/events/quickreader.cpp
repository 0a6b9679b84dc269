// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/quickreader.h"

#include "backend/domain/order.h"
#include "backend/events/commontexts.h"
#include "backend/events/numbers.h"
#include "backend/support/jsonscan.h"

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

} // namespace

void QuickReader::takeNull(Need need)
{
    if (need != Need::Optional || m_cursor.token() != "null")
        giveUp();
}

void QuickReader::readText(QString &to, bool needed, qsizetype most)
{
    const QByteArrayView text = takeText();
    if (m_isPlain)
        makeAt(to, [text] { return QString::fromLatin1(text); });
    else if (!m_hasEscapes || !readEscaped(text, to))
        makeAt(to, [text] { return QString::fromUtf8(text); });
    if (to.size() > most || (needed && to.isEmpty()))
        giveUp();
}

void QuickReader::readLabel(QString &to, bool needed, qsizetype most)
{
    const QByteArrayView text = takeText();
    if (!m_hasEscapes || !readEscaped(text, to))
        makeAt(to, [text] { return commonText(text); });
    if (to.size() > most || (needed && to.isEmpty()))
        giveUp();
}

/// False if it has no escapes.
bool QuickReader::readEscaped(QByteArrayView text, QString &to)
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

void QuickReader::readOrderId(QString &to)
{
    makeAt(to, [this] { return QString::fromLatin1(takeText()); });
    if (!isValidOrderId(to)) // what is not ASCII is none either
        giveUp();
}

void QuickReader::readWholeNumber(QString &to, qint64 least)
{
    const QByteArrayView token = m_cursor.token();
    qint64 number = 0;
    if (!wholeNumber(token, &number) || number < least)
        return giveUp();
    makeAt(to, [&] { return number == 0 ? QStringLiteral("0") : QString::fromLatin1(token); }); // "-0" is a number, too
}

qint64 QuickReader::readInteger(qint64 least, qint64 most)
{
    qint64 number = 0;
    if (!wholeNumber(m_cursor.token(), &number) || number < least || number > most)
        giveUp();
    return number;
}

TimePoint QuickReader::readTime(TimeForm form)
{
    TimePoint at;
    if (m_cursor.peek() != '"')
        return form == TimeForm::Iso ? giveUp(), at : fromMillis(readInteger(0, kLastMillis));
    if (form == TimeForm::Millis || !fromIso(m_cursor.text(), &at))
        giveUp();
    return at;
}

void QuickReader::takeCurrency(QByteArrayView code, Currency &to)
{
    const Result<Currency> currency = Currency::fromCode(QLatin1String(code.data(), code.size()));
    if (currency.ok())
        to = *currency;
    else
        giveUp();
}

Money QuickReader::readMoney(const Currency &currency)
{
    const Result<Money> amount = Money::parse(m_cursor.token(), currency);
    if (amount.ok() && amount->minor() >= 0)
        return *amount;
    giveUp();
    return {};
}

void QuickReader::readDecimal(QString &to)
{
    const QByteArrayView token = m_cursor.token();
    if (json::isNumber({token.data(), size_t(token.size())}))
        to = plainDecimal(token);
    if (to.isEmpty())
        giveUp();
}

void QuickReader::readRaw(QByteArray &to)
{
    const quint32 start = m_cursor.offset();
    quint32 end = 0;
    if (m_cursor.peek() != '{' || !m_doc.stepOver(&m_cursor, m_depth + 1, &end))
        return giveUp();
    to = m_doc.slice(start, end).toByteArray();
}

/// Gives up on a name that was asked for, as the member stands out of order or twice, and on one that may be such.
void QuickReader::skipMember(QByteArray *to)
{
    const quint32 start = m_cursor.offset();
    const QByteArrayView key = m_cursor.text();
    const quint64 mark = json::markOf(key);
    quint32 end = 0;
    const bool strange = (m_asked & mark) == 0 && !key.contains('\\');
    if (!strange || !m_cursor.take(':') || !m_doc.stepOver(&m_cursor, m_depth + 1, &end))
        return giveUp();
    m_asked |= mark;
    if (to != nullptr) {
        if (!to->isEmpty())
            to->append(',');
        to->append(m_doc.slice(start, end));
    }
    valueRead();
}

} // namespace cs::events
