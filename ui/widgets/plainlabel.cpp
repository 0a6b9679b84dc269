// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plainlabel.h"

#include "ui/widgets/visibletext.h"

#include <QEvent>
#include <QStyle>
#include <QTextDocument>

namespace cs {

PlainLabel::PlainLabel(const QString &text, FontRole role, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setFont(Theme::current().font(role));
    if (role == FontRole::Label)
        setMuted(true);
    setText(text);
}

void PlainLabel::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(visibleText(text, true));
    showText();
    if (m_hidesEmpty)
        setVisible(!text.isEmpty());
}

void PlainLabel::setMuted(bool muted)
{
    m_hasTone = muted;
    m_tone = Tone::Neutral;
    recolor();
}

void PlainLabel::setTone(Tone tone)
{
    m_hasTone = true;
    m_tone = tone;
    recolor();
}

void PlainLabel::setElided(bool elided)
{
    m_elided = elided;
    showText();
}

void PlainLabel::setHiddenWhenEmpty()
{
    m_hidesEmpty = true;
    setVisible(!m_text.isEmpty());
}

QSize PlainLabel::sizeHint() const
{
    // By the whole text: what is shown depends on the room, and must not ask for less and less of it.
    const QSize hint = QLabel::sizeHint();
    return m_elided ? QSize(fontMetrics().horizontalAdvance(visibleText(m_text)) + 1, hint.height()) : hint;
}

QSize PlainLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elided ? QSize(fontMetrics().averageCharWidth() * 4, hint.height()) : hint;
}

void PlainLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (m_elided)
        showText();
}

void PlainLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        recolor();
}

void PlainLabel::showText()
{
    const QString whole = visibleText(m_text, true);
    if (!m_elided) {
        QLabel::setText(whole);
        return;
    }
    const QString shown = fontMetrics().elidedText(visibleText(m_text), Qt::ElideRight, contentsRect().width());
    QLabel::setText(shown);
    setToolTip(shown == whole ? QString() : Qt::convertFromPlainText(whole));
}

void PlainLabel::recolor()
{
    if (m_changing)
        return;
    m_changing = true;
    QPalette own = palette();
    const Theme &theme = Theme::current();
    own.setColor(QPalette::WindowText, m_hasTone ? theme.toneColor(m_tone) : theme.color(Token::Text));
    if (own.color(QPalette::WindowText) != palette().color(QPalette::WindowText))
        setPalette(own);
    m_changing = false;
}

} // namespace cs
