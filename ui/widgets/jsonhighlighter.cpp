// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/jsonhighlighter.h"

#include "ui/widgets/theme.h"

namespace cs {

namespace {

// One behind the closing quote of the string that begins at `from`, or the text's end.
qsizetype endOfString(const QString &text, qsizetype from)
{
    for (qsizetype i = from + 1; i < text.size(); ++i) {
        if (text.at(i) == u'\\')
            ++i;
        else if (text.at(i) == u'"')
            return i + 1;
    }
    return text.size();
}

} // namespace

JsonHighlighter::JsonHighlighter(QTextDocument *document) : QSyntaxHighlighter(document)
{
    connect(&Theme::current(), &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void JsonHighlighter::setActive(bool active)
{
    m_active = active;
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (!m_active)
        return;
    for (qsizetype i = text.indexOf(u'"'); i >= 0; i = text.indexOf(u'"', i)) {
        const qsizetype end = endOfString(text, i);
        if (QStringView(text).mid(end).trimmed().startsWith(u':'))
            setFormat(int(i), int(end - i), Theme::current().color(Token::Accent));
        i = end;
    }
}

} // namespace cs
