// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/jsonview.h"

#include "ui/widgets/jsonhighlighter.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/visibletext.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextBlock>

namespace cs {

namespace {

int indentOf(const QString &text)
{
    int indent = 0;
    while (indent < text.size() && text.at(indent) == u' ')
        ++indent;
    return indent;
}

bool opens(const QString &text)
{
    const QString end = text.trimmed().right(1);
    return end == QLatin1String("{") || end == QLatin1String("[");
}

bool canFold(const QTextBlock &block)
{
    return opens(block.text()) && block.next().isValid() && indentOf(block.next().text()) > indentOf(block.text());
}

} // namespace

JsonView::JsonView(QWidget *parent) : QPlainTextEdit(parent)
{
    const Theme &theme = Theme::current();
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(NoWrap);
    setFont(theme.font(FontRole::Mono));
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setAccessibleName(tr("Record"));
    new JsonHighlighter(document());
    m_gutter = new QWidget(this);
    m_gutter->installEventFilter(this);
    m_gutter->setCursor(Qt::PointingHandCursor);
    setViewportMargins(theme.px(14), 0, 0, 0);
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, qOverload<>(&QWidget::update));
}

void JsonView::setJson(const QByteArray &pretty)
{
    m_isJson = true;
    document()->findChild<JsonHighlighter *>()->setActive(true);
    QString text = visibleText(QString::fromUtf8(pretty.left(maxBytes)), true);
    if (pretty.size() > maxBytes)
        text += QLatin1Char('\n') + tr("… cut after 1 MiB");
    setPlainText(text);
    m_gutter->update();
}

void JsonView::setPlain(const QString &text)
{
    m_isJson = false;
    document()->findChild<JsonHighlighter *>()->setActive(false);
    setPlainText(visibleText(text.left(maxBytes), true));
    m_gutter->update();
}

int JsonView::lastLineOf(int line) const
{
    const QTextBlock first = document()->findBlockByNumber(line);
    if (!m_isJson || !first.isValid() || !opens(first.text()))
        return -1;
    const int indent = indentOf(first.text());
    QTextBlock block = first.next();
    while (block.isValid() && indentOf(block.text()) > indent)
        block = block.next();
    // The closing bracket stays; it stands at the indent of the opening line.
    return block.isValid() ? block.blockNumber() - 1 : document()->blockCount() - 1;
}

bool JsonView::isFolded(int line) const
{
    const QTextBlock next = document()->findBlockByNumber(line + 1);
    return m_isJson && next.isValid() && !next.isVisible() && canFold(next.previous());
}

void JsonView::setFolded(int line, bool folded)
{
    const int last = lastLineOf(line);
    if (last <= line)
        return;
    for (int inner = line + 1; inner <= last; ++inner)
        document()->findBlockByNumber(inner).setVisible(!folded);
    document()->markContentsDirty(document()->findBlockByNumber(line).position(),
                                  document()->findBlockByNumber(last).position());
    viewport()->update();
    m_gutter->update();
    // The scroll bar learns of hidden lines by a change of the layout's size.
    QResizeEvent again(viewport()->size(), viewport()->size());
    QPlainTextEdit::resizeEvent(&again);
}

void JsonView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), viewport()->geometry().left() - inside.left(), inside.height());
}

void JsonView::keyPressEvent(QKeyEvent *event)
{
    const int line = textCursor().blockNumber();
    const bool fold = event->key() == Qt::Key_Left;
    if ((fold || event->key() == Qt::Key_Right) && event->modifiers() == Qt::NoModifier && lastLineOf(line) > line &&
        isFolded(line) != fold) {
        setFolded(line, fold);
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool JsonView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_gutter && event->type() == QEvent::Paint)
        paintGutter();
    else if (watched == m_gutter && event->type() == QEvent::MouseButtonPress)
        clickGutter(int(static_cast<QMouseEvent *>(event)->position().y()));
    return QPlainTextEdit::eventFilter(watched, event);
}

void JsonView::paintGutter()
{
    QPainter painter(m_gutter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::current().color(Token::Muted));
    const double size = Theme::current().px(3);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > m_gutter->height())
            break;
        if (!block.isVisible() || !m_isJson || !canFold(block))
            continue;
        const QPointF at(m_gutter->width() / 2.0, viewport()->y() - m_gutter->y() + box.top() + box.height() / 2);
        QPolygonF shape;
        if (isFolded(block.blockNumber()))
            shape << at + QPointF(-size / 2, -size) << at + QPointF(size, 0) << at + QPointF(-size / 2, size);
        else
            shape << at + QPointF(-size, -size / 2) << at + QPointF(size, -size / 2) << at + QPointF(0, size);
        painter.drawPolygon(shape);
    }
}

void JsonView::clickGutter(int y)
{
    const QTextCursor at = cursorForPosition({0, y + m_gutter->y() - viewport()->y()});
    setFolded(at.blockNumber(), !isFolded(at.blockNumber()));
}

} // namespace cs
