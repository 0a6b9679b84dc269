// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fuzzymatch.h"

#include <QChar>

namespace cs {

int fuzzyScore(QStringView typed, QStringView text)
{
    int score = 0;
    qsizetype at = 0;
    bool adjoins = false;
    for (const QChar wanted : typed) {
        if (wanted.isSpace())
            continue;
        qsizetype found = at;
        while (found < text.size() && text.at(found).toCaseFolded() != wanted.toCaseFolded())
            ++found;
        if (found == text.size())
            return -1;
        const bool startsWord = found == 0 || !text.at(found - 1).isLetterOrNumber();
        score += 1 + (startsWord ? 8 : 0) + (adjoins && found == at ? 5 : 0);
        at = found + 1;
        adjoins = true;
    }
    if (text.startsWith(typed.trimmed(), Qt::CaseInsensitive))
        score += 20;
    return score * 10 - int(qMin<qsizetype>(text.size(), 90)) / 10;
}

} // namespace cs
