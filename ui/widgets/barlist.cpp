// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/barlist.h"

#include "ui/widgets/figures.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

namespace cs {

BarList::BarList(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BarList::setItems(const QList<BarItem> &items)
{
    if (items == m_items)
        return;
    const bool resized = items.size() != m_items.size();
    m_items = items;
    m_current = qBound(0, m_current, qMax(0, int(items.size()) - 1));
    QStringList words;
    for (const BarItem &item : items)
        words << QStringLiteral("%1 %2 %3").arg(item.label, QLocale().toString(item.value), item.note).trimmed();
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    if (resized)
        updateGeometry();
    update();
}

int BarList::rowHeight() const
{
    return Theme::current().px(25);
}

QSize BarList::sizeHint() const
{
    return {Theme::current().px(300), rowHeight() * int(m_items.size())};
}

QSize BarList::minimumSizeHint() const
{
    return {Theme::current().px(200), sizeHint().height()};
}

void BarList::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    qint64 most = 1;
    int labels = 0;
    int numbers = 0;
    bool hasNotes = false;
    const QFontMetrics metrics(theme.font(FontRole::Ui));
    for (const BarItem &item : std::as_const(m_items)) {
        most = qMax(most, item.value);
        labels = qMax(labels, metrics.horizontalAdvance(item.label));
        numbers = qMax(numbers, figures::width(metrics, QLocale().toString(item.value)));
        hasNotes = hasNotes || !item.note.isEmpty();
    }
    labels = qMin(qMax(hasNotes ? 0 : theme.px(120), labels + theme.px(16)), width() / 2); // half of it wins in a narrow card
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(FontRole::Ui));
    const int room = qMax(0, width() - labels - numbers - theme.px(28));
    for (int row = 0; row < m_items.size(); ++row) {
        const BarItem &item = m_items.at(row);
        const QRect line(0, row * rowHeight(), width(), rowHeight());
        if (hasFocus() && row == m_current) {
            painter.setPen(theme.color(Token::Accent));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(line).adjusted(0.5, 1.5, -0.5, -1.5), 4, 4);
        }
        painter.setPen(theme.color(Token::Text));
        painter.drawText(line.adjusted(theme.px(2), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(item.label, Qt::ElideRight, labels - theme.px(8)));
        figures::paint(&painter, line.adjusted(0, 0, -theme.px(2), 0), QLocale().toString(item.value));
        if (!item.note.isEmpty()) {
            const QRect between = line.adjusted(labels, 0, -numbers - theme.px(18), 0);
            painter.setPen(item.tone == Tone::Bad ? theme.color(Token::Bad) : theme.color(Token::Muted));
            painter.drawText(between, Qt::AlignVCenter | Qt::AlignRight, metrics.elidedText(item.note, Qt::ElideRight, between.width()));
            continue;
        }
        if (item.value <= 0)
            continue;
        const double length = qMax(3.0, double(room) * double(item.value) / double(most));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.toneColor(item.tone));
        const int height = theme.px(9);
        painter.drawRoundedRect(QRectF(labels, line.center().y() - height / 2, length, height), 2.5, 2.5);
    }
}

void BarList::mouseReleaseEvent(QMouseEvent *event)
{
    const int row = int(event->position().y()) / rowHeight();
    if (event->button() == Qt::LeftButton && row >= 0 && row < m_items.size()) {
        m_current = row;
        Q_EMIT activated(m_items.at(row).id);
    }
}

void BarList::keyPressEvent(QKeyEvent *event)
{
    if (m_items.isEmpty())
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Up: m_current = qMax(0, m_current - 1); break;
    case Qt::Key_Down: m_current = qMin(int(m_items.size()) - 1, m_current + 1); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT activated(m_items.at(m_current).id); break;
    default: return QWidget::keyPressEvent(event);
    }
    update();
}

} // namespace cs
