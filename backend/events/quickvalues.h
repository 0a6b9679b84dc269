// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/quickwalk.h"
#include "backend/support/clock.h"
#include "backend/support/money.h"

#include <QString>

namespace cs::events {

/// What QuickReader takes for a value of each kind: the same as FieldReader, or it gives up. Each call steps over the value.
class QuickValues : protected QuickWalk
{
protected:
    explicit QuickValues(json::Doc &doc) : QuickWalk(doc), m_isPlain(doc.index().isPlain()) {}
    ~QuickValues() = default;
    Q_DISABLE_COPY_MOVE(QuickValues)

    /// Escapes and all; empty if it gave up.
    QByteArrayView takeText()
    {
        if (m_cursor.peek() == '"')
            return m_cursor.text();
        giveUp();
        return {};
    }
    void readText(QString &to, bool needed, qsizetype most);
    void readLabel(QString &to, bool needed, qsizetype most);
    void readOrderId(QString &to);
    void readLooseOrderId(QString &to);
    void readWholeNumber(QString &to, qint64 least);
    qint64 readInteger(qint64 least, qint64 most);
    TimePoint readTime(TimeForm form);
    void readCurrency(Currency &to);
    Money readMoney(const Currency &currency);
    void readDecimal(QString &to);

private:
    bool readEscaped(QByteArrayView text, QString &to);

    const bool m_isPlain;
};

} // namespace cs::events
