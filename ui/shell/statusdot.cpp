// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusdot.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/visibletext.h"

#include <QPainter>
#include <QTextDocument>

namespace cs {

namespace {

QFont fontOf(bool strong)
{
    const Theme &theme = Theme::current();
    QFont font = theme.font(strong ? FontRole::Strong : FontRole::Ui);
    font.setPixelSize(theme.px(12));
    return font;
}

} // namespace

StatusDot::StatusDot(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    hide();
}

void StatusDot::setState(const QString &text, Tone tone, bool strong)
{
    m_text = visibleText(text);
    m_tone = tone;
    m_strong = strong;
    setAccessibleName(m_text);
    setToolTip(m_text.isEmpty() ? QString() : Qt::convertFromPlainText(m_text));
    setVisible(!m_text.isEmpty());
    updateGeometry();
    update();
}

QSize StatusDot::sizeHint() const
{
    const Theme &theme = Theme::current();
    return {QFontMetrics(fontOf(m_strong)).horizontalAdvance(m_text) + theme.px(15), theme.px(20)};
}

QSize StatusDot::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), Theme::current().px(60)), sizeHint().height()};
}

void StatusDot::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.toneColor(m_tone));
    const double size = theme.px(8);
    painter.drawEllipse(QRectF(0, (height() - size) / 2, size, size));
    painter.setFont(fontOf(m_strong));
    painter.setPen(m_strong ? theme.toneColor(m_tone) : theme.color(Token::Muted));
    const QRect room = rect().adjusted(theme.px(14), 0, 0, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_text, Qt::ElideRight, room.width() + 1));
}

} // namespace cs
