// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tableheader.h"

#include "ui/widgets/icons.h"

#include <QPainter>

namespace cs {

TableHeader::TableHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setMinimumSectionSize(Theme::current().px(32));
    setFont(Theme::current().font(FontRole::Label));
}

QSize TableHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), Theme::current().px(30)};
}

Qt::Alignment TableHeader::alignmentOf(int column) const
{
    QVariant given;
    if (model() && model()->rowCount() > 0)
        given = model()->index(0, column).data(Qt::TextAlignmentRole);
    if (!given.isValid() && model())
        given = model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
    const bool right = given.isValid() && (given.toInt() & Qt::AlignRight);
    return (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int column) const
{
    const Theme &theme = Theme::current();
    painter->save();
    painter->fillRect(rect, theme.color(Token::Surface));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color(Token::Line));
    painter->setFont(theme.font(FontRole::Label));
    painter->setPen(theme.color(Token::Muted));
    const int side = theme.px(space::m);
    QRect room = rect.adjusted(side, 0, -side, 0);
    const QString title = model()->headerData(column, Qt::Horizontal).toString();
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == column;
    const QString arrow = sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral(" \u2191") : QStringLiteral(" \u2193");
    const QString text = sorted ? title + arrow : title;
    painter->drawText(room, int(alignmentOf(column)) | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, room.width() + 2));
    painter->restore();
}

QSize TableHeader::sectionSizeFromContents(int column) const
{
    const Theme &theme = Theme::current();
    const QString title = model() ? model()->headerData(column, Qt::Horizontal).toString().toUpper() : QString();
    const QFontMetrics metrics(theme.font(FontRole::Label));
    return {metrics.horizontalAdvance(title) + theme.px(2 * space::m + 14), theme.px(30)};
}

void TableHeader::paintEvent(QPaintEvent *event)
{
    // Behind the last column the line goes on to the edge.
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), Theme::current().color(Token::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::current().color(Token::Line));
    painter.end();
    QHeaderView::paintEvent(event);
}

} // namespace cs
