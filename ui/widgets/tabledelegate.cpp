// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tabledelegate.h"

#include "ui/widgets/figures.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/visibletext.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QTextDocument>
#include <QToolTip>
#include <algorithm>

namespace cs {

namespace {

bool isFirstShownColumn(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    return table ? table->horizontalHeader()->visualIndex(index.column()) == 0 : index.column() == 0;
}

Qt::Alignment alignmentOf(const QModelIndex &index)
{
    const QVariant given = index.data(Qt::TextAlignmentRole);
    const auto alignment = Qt::Alignment(given.isValid() ? given.toInt() : int(Qt::AlignLeft));
    return (alignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter;
}

constexpr int kSeriesWidth = 32; ///< the line's sample and the gap behind it

void paintSeries(QPainter *painter, const QRect &room, int series)
{
    const Theme &theme = Theme::current();
    QPen pen(theme.seriesColor(series), theme.px(2), Qt::SolidLine, Qt::FlatCap);
    if (const QList<qreal> dashes = Theme::seriesDashesOf(series); !dashes.isEmpty())
        pen.setDashPattern(dashes);
    painter->save();
    painter->setPen(pen);
    const int y = room.center().y();
    painter->drawLine(room.left(), y, room.right(), y);
    painter->restore();
}

void paintCheck(QPainter *painter, const QRect &box, bool checked)
{
    const Theme &theme = Theme::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(theme.color(checked ? Token::Accent : Token::Muted));
    painter->setBrush(theme.color(checked ? Token::Accent : Token::Surface));
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    if (checked)
        painter->drawPixmap(box.topLeft(), icons::pixmap(QStringLiteral("check"), box.width(), theme.color(Token::OnAccent),
                                                         painter->device()->devicePixelRatioF()));
    painter->restore();
}

/// Made ids of one day begin alike, and a topic's last word tells the most: of a name in one word both ends are kept.
Qt::TextElideMode elisionOf(const QString &text, Qt::TextElideMode otherwise)
{
    const bool isName = std::none_of(text.cbegin(), text.cend(), [](QChar one) { return one.isSpace() || one == u'{'; });
    return isName ? Qt::ElideMiddle : otherwise;
}

} // namespace

QFont TableDelegate::fontOf(const QModelIndex &index)
{
    const Theme &theme = Theme::current();
    if (index.data(MonoRole).toBool())
        return theme.font(FontRole::Mono);
    return theme.font(index.data(StrongRole).toBool() ? FontRole::Strong : FontRole::Ui);
}

QString TableDelegate::shownText(const QModelIndex &index) const
{
    return visibleText(displayText(index.data(Qt::DisplayRole), QLocale()));
}

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintGround(painter, option, index);
    const int side = Theme::current().px(space::m);
    paintContent(painter, option.rect.adjusted(side, 0, -side, -1), option, index);
    painter->restore();
}

void TableDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(option.rect, theme.color(selected ? Token::AccentTint : Token::Surface));
    // Where the table ends with its last row, the card's own edge is line enough.
    const bool isEdge = option.widget && option.widget->property("fits").toBool() &&
                        index.row() == index.model()->rowCount() - 1;
    if (!isEdge)
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          theme.color(Token::Line));
    if (selected && isFirstShownColumn(option, index))
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), theme.px(3), option.rect.height()),
                          theme.color(Token::Accent));
}

void TableDelegate::paintContent(QPainter *painter, const QRect &rect, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    QRect room = rect;
    const QVariant tone = index.data(ToneRole);
    const QString text = shownText(index);
    if (tone.isValid() && !text.isEmpty()) {
        Pill::paintIn(painter, room.adjusted(-theme.px(1), 0, 0, 0), text, Tone(tone.toInt()), alignmentOf(index));
        return;
    }
    const QVariant series = index.data(SeriesRole);
    if (series.isValid()) {
        paintSeries(painter, QRect(room.left(), room.top(), theme.px(kSeriesWidth - 8), room.height()), series.toInt());
        room.setLeft(room.left() + theme.px(kSeriesWidth));
    }
    const QVariant check = index.data(Qt::CheckStateRole);
    if (check.isValid()) {
        paintCheck(painter, {room.left(), room.center().y() - theme.px(8), theme.px(16), theme.px(16)},
                   check.toInt() == Qt::Checked);
        room.setLeft(room.left() + theme.px(24));
    }
    const QVariant foreground = index.data(Qt::ForegroundRole);
    const Token token = index.data(MutedRole).toBool() ? Token::Muted : Token::Text;
    painter->setPen(foreground.canConvert<QColor>() ? foreground.value<QColor>() : theme.color(token));
    painter->setFont(fontOf(index));
    const Qt::Alignment alignment = alignmentOf(index);
    if (alignment.testFlag(Qt::AlignRight) && figures::width(painter->fontMetrics(), text) <= room.width()) {
        figures::paint(painter, room, text);
        return;
    }
    painter->drawText(room, int(alignment) | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(text, elisionOf(text, option.textElideMode), room.width()));
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const QString text = shownText(index);
    int width = figures::width(QFontMetrics(fontOf(index)), text);
    if (index.data(ToneRole).isValid())
        width = Pill::sizeFor(text).width();
    if (index.data(SeriesRole).isValid())
        width += theme.px(kSeriesWidth);
    return {width + theme.px(2 * space::m + 1), theme.rowHeight()};
}

bool TableDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString text = index.data(Qt::ToolTipRole).toString();
    if (text.isEmpty() && sizeHint(option, index).width() > option.rect.width())
        text = index.data(Qt::DisplayRole).toString();
    // A tool tip guesses whether it has markup; what comes from outside is escaped.
    QToolTip::showText(event->globalPos(), text.isEmpty() ? text : Qt::convertFromPlainText(visibleText(text, true)), view);
    return true;
}

} // namespace cs
