// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figures.h"

#include <QPainter>

namespace cs::figures {

namespace {

/// Remembered, as it is asked for with every number of a list. GUI thread.
int widestDigit(const QFontMetrics &metrics)
{
    static QFontMetrics measured = metrics;
    static int widest = 0;
    if (widest != 0 && measured == metrics)
        return widest;
    measured = metrics;
    widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = qMax(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

// Digits stand alone; what is between them is drawn in one piece, so that words keep their kerning.
QStringList piecesOf(const QString &text)
{
    QStringList pieces;
    bool open = false;
    for (const QChar c : text) {
        const bool digit = c >= u'0' && c <= u'9';
        if (digit || !open)
            pieces << QString(c);
        else
            pieces.last() += c;
        open = !digit;
    }
    return pieces;
}

bool isDigit(const QString &piece)
{
    return piece.size() == 1 && piece.at(0) >= u'0' && piece.at(0) <= u'9';
}

} // namespace

int width(const QFontMetrics &metrics, const QString &text)
{
    const int digit = widestDigit(metrics);
    int sum = 0;
    for (const QString &piece : piecesOf(text))
        sum += isDigit(piece) ? digit : metrics.horizontalAdvance(piece);
    return sum;
}

void paint(QPainter *painter, const QRect &rect, const QString &text)
{
    const QFontMetrics metrics = painter->fontMetrics();
    const int digit = widestDigit(metrics);
    int x = rect.right() + 1 - width(metrics, text);
    const int baseline = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
    for (const QString &piece : piecesOf(text)) {
        const int own = metrics.horizontalAdvance(piece);
        const int room = isDigit(piece) ? digit : own;
        painter->drawText(QPointF(x + (room - own) / 2.0, baseline), piece);
        x += room;
    }
}

} // namespace cs::figures
