// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timelinedelegate.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/timelinemodel.h"
#include "ui/widgets/visibletext.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTextLayout>

namespace cs {

namespace {

const TimelineEntry &entryOf(const QModelIndex &index)
{
    return static_cast<const TimelineModel *>(index.model())->entries().at(index.row());
}

constexpr int kNarrow = 340; ///< where a text beside a note would be a column of single words
constexpr int kLine = 19;

struct Columns
{
    int dot = 0;
    int text = 0;
    int note = 0;
    bool noteBelow = false;
};

// Where dot, text and note begin in a row of that width. A note takes at most two fifths, or stands below the text.
Columns columnsOf(const TimelineEntry &entry, int width)
{
    const Theme &theme = Theme::current();
    const QFontMetrics mono(theme.font(FontRole::Mono));
    const int time = qMax(mono.horizontalAdvance(QStringLiteral("00:00:00")), mono.horizontalAdvance(entry.time));
    Columns at;
    at.dot = time + theme.px(16);
    at.text = at.dot + theme.px(22);
    const int note = entry.note.isEmpty() ? 0 : mono.horizontalAdvance(visibleText(entry.note)) + 1;
    at.noteBelow = note > 0 && width - at.text < theme.px(kNarrow);
    at.note = at.noteBelow ? at.text : width - qMin(note, width * 2 / 5);
    return at;
}

int textWidth(const TimelineEntry &entry, const Columns &at, int width)
{
    if (at.noteBelow)
        return qMax(40, width - at.text);
    return qMax(40, at.note - at.text - (entry.note.isEmpty() ? 0 : Theme::current().px(16)));
}

} // namespace

double TimelineDelegate::layOut(QTextLayout *layout, const TimelineEntry &entry, int width)
{
    const Theme &theme = Theme::current();
    const QString text = visibleText(entry.text, true).replace(QLatin1Char('\n'), QChar::LineSeparator);
    layout->setText(text);
    layout->setFont(theme.font(FontRole::Ui));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout->setTextOption(option);
    const qsizetype at = entry.strong.isEmpty() ? -1 : text.indexOf(visibleText(entry.strong));
    if (at >= 0) {
        QTextLayout::FormatRange bold;
        bold.start = int(at);
        bold.length = int(visibleText(entry.strong).size());
        bold.format.setFontWeight(QFont::DemiBold);
        layout->setFormats({bold});
    }
    layout->beginLayout();
    double height = 0;
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += theme.px(kLine);
    }
    layout->endLayout();
    return qMax(height, double(theme.px(kLine)));
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const TimelineEntry &entry = entryOf(index);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    QTextLayout layout;
    const Columns at = columnsOf(entry, width);
    const double height = layOut(&layout, entry, textWidth(entry, at, width));
    return {0, qCeil(height) + Theme::current().px(at.noteBelow ? 7 + kLine : 7)};
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const TimelineEntry &entry = entryOf(index);
    const QRect row = option.rect;
    const Columns at = columnsOf(entry, row.width());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(theme.color(Token::Accent));
        painter->drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    const int top = row.top() + theme.px(3);
    const QRect line(row.left(), top, row.width(), theme.px(kLine));
    painter->setFont(theme.font(FontRole::Mono));
    painter->setPen(theme.color(Token::Muted));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, visibleText(entry.time));
    const int noteTop = at.noteBelow ? row.bottom() - theme.px(kLine + 3) : top;
    const QRect note(row.left() + at.note, noteTop, row.width() - at.note, theme.px(kLine));
    painter->drawText(note, (at.noteBelow ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(visibleText(entry.note), Qt::ElideMiddle, note.width()));
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.toneColor(entry.tone));
    painter->drawEllipse(QRectF(row.left() + at.dot, line.center().y() - theme.px(4) + 0.5, theme.px(9), theme.px(9)));
    QTextLayout layout;
    layOut(&layout, entry, textWidth(entry, at, row.width()));
    painter->setPen(theme.color(Token::Text));
    layout.draw(painter, QPointF(row.left() + at.text, top + theme.px(1)));
    painter->restore();
}

} // namespace cs
