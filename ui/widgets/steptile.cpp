// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steptile.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/visibletext.h"

#include <QPainter>
#include <QScrollArea>
#include <QTextDocument>

namespace cs {

namespace {

constexpr int kTileIcon = 17;
constexpr int kTileTitle = 20; ///< height of the line with the icon
constexpr int kTileLine = 17;
constexpr int kTileGap = 5; ///< between icon and text

const QString kDot = QStringLiteral(" · ");

QFont smallFont()
{
    QFont font = Theme::current().font(FontRole::Ui);
    font.setPixelSize(Theme::current().px(12));
    return font;
}

/// A program is told by the shortest that names it: the tile is about its service already.
QString shortName(const QString &who)
{
    const QString suffix = QStringLiteral("-service");
    return who.size() > suffix.size() && who.endsWith(suffix) ? who.chopped(suffix.size()) : who;
}

/// The picture in the step's circle; empty: a dot.
QString iconNameOf(StepMark mark)
{
    switch (mark) {
    case StepMark::Done: return QStringLiteral("check");
    case StepMark::Failed: return QStringLiteral("cross");
    case StepMark::Undone: return QStringLiteral("undo");
    case StepMark::Skipped: return QStringLiteral("minus");
    case StepMark::Waiting: return QStringLiteral("clock");
    case StepMark::Now:
    case StepMark::Later: break;
    }
    return {};
}

} // namespace

StepTile::StepTile(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred); // as high as its row
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void StepTile::setStep(const StepperStep &step, bool last)
{
    if (m_step == step && m_last == last)
        return;
    m_step = step;
    m_last = last;
    const QString sentence = sentenceOf(step);
    setAccessibleName(sentence);
    setToolTip(Qt::convertFromPlainText(step.tip.isEmpty() ? sentence : sentence + QLatin1Char('\n') + visibleText(step.tip, true), Qt::WhiteSpaceNormal));
    updateGeometry();
    update();
}

QString StepTile::sentenceOf(const StepperStep &step)
{
    QStringList parts{step.title + QStringLiteral(": ") + step.word};
    const QString took = step.took.startsWith(QLatin1Char('+')) ? tr("after %1").arg(step.took.mid(1)) : step.took;
    for (const QString &part : {step.time, took, step.who.isEmpty() ? QString() : tr("by %1").arg(step.who), step.current ? tr("current step") : QString()}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return visibleText(parts.join(QStringLiteral(", ")));
}

QSize StepTile::sizeHint() const
{
    const Theme &theme = Theme::current();
    return {theme.px(132), heightForWidth(theme.px(132))};
}

int StepTile::heightForWidth(int width) const
{
    return Theme::current().px(kTileTitle + int(linesIn(width).size()) * kTileLine + 5);
}

QList<StepTile::Line> StepTile::linesIn(int width) const
{
    const int room = width - iconRect().left() - Theme::current().px(1);
    const QFontMetrics metrics(smallFont());
    const auto fits = [&](const QString &text) { return metrics.horizontalAdvance(text) <= room; };
    const QString word = visibleText(m_step.word);
    const QString time = visibleText(m_step.time);
    QList<Line> lines;
    if (time.isEmpty())
        lines = {{word, {}}};
    else if (fits(word + kDot + time))
        lines = {{word, kDot + time}};
    else
        lines = {{word, {}}, {{}, time}};
    const QString took = visibleText(m_step.took);
    const QString who = visibleText(shortName(m_step.who));
    const bool beside = !took.isEmpty() && !who.isEmpty() && fits(took + kDot + who);
    for (const QString &text : beside ? QStringList{took + kDot + who} : QStringList{took, who}) {
        if (!text.isEmpty())
            lines.append({{}, text});
    }
    for (Line &line : lines) {
        if (line.word.isEmpty() && !fits(line.rest))
            line.rest = metrics.elidedText(line.rest, Qt::ElideMiddle, room);
        else if (line.rest.isEmpty() && !fits(line.word))
            line.word = metrics.elidedText(line.word, Qt::ElideRight, room);
    }
    return lines;
}

QRect StepTile::iconRect() const
{
    const Theme &theme = Theme::current();
    return {theme.px(3), theme.px(3), theme.px(kTileIcon), theme.px(kTileIcon)};
}

void StepTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_step.current) {
        const Theme &theme = Theme::current();
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::mix(theme.color(Token::Surface), theme.toneTint(Tone::Accent), 0.7));
        painter.drawRoundedRect(rect(), theme.px(space::controlRadius), theme.px(space::controlRadius));
    }
    if (hasFocus()) {
        painter.setPen(Theme::current().color(Token::Accent));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    paintIcon(painter);
    paintTitle(painter);
    paintLines(painter);
}

void StepTile::paintIcon(QPainter &painter) const
{
    const Theme &theme = Theme::current();
    const QRect box = iconRect();
    const bool later = m_step.mark == StepMark::Later;
    const QColor color = later ? theme.color(Token::Muted) : theme.toneColor(m_step.tone);
    painter.setPen(QPen(later ? theme.color(Token::Line) : color, later ? 1.5 : 1.2));
    painter.setBrush(later ? theme.color(Token::Surface) : theme.toneTint(m_step.tone));
    painter.drawEllipse(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75));
    const QString name = iconNameOf(m_step.mark);
    if (!name.isEmpty()) {
        const int size = theme.px(kTileIcon - 4);
        const QPixmap picture = icons::pixmap(name, size, color, devicePixelRatioF());
        painter.drawPixmap(QRect(box.center() - QPoint(size / 2 - 1, size / 2 - 1), QSize(size, size)), picture);
    } else if (m_step.mark == StepMark::Now) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        const double radius = theme.px(4);
        painter.drawEllipse(QRectF(box).center(), radius, radius);
    }
}

void StepTile::paintTitle(QPainter &painter) const
{
    const Theme &theme = Theme::current();
    const QRect box = iconRect();
    const int left = box.right() + 1 + theme.px(kTileGap);
    const QRect room(left, theme.px(2), width() - left - theme.px(2), theme.px(kTileTitle));
    painter.setFont(theme.font(m_step.mark == StepMark::Later ? FontRole::Ui : FontRole::Strong));
    painter.setPen(theme.color(m_step.mark == StepMark::Later ? Token::Muted : Token::Text));
    const QString title = painter.fontMetrics().elidedText(visibleText(m_step.title), Qt::ElideRight, room.width());
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
    const int from = left + painter.fontMetrics().horizontalAdvance(title) + theme.px(8);
    if (m_last || from >= width() - theme.px(6))
        return;
    const bool passed = m_step.mark == StepMark::Done || m_step.mark == StepMark::Skipped;
    painter.setPen(QPen(passed ? theme.color(Token::Muted) : theme.color(Token::Line), 1.0));
    const double y = box.center().y() + 0.5;
    painter.drawLine(QPointF(from, y), QPointF(width(), y));
}

void StepTile::paintLines(QPainter &painter) const
{
    const Theme &theme = Theme::current();
    const int left = iconRect().left(); // all of the width: times and names stand there whole
    QRect room(left, theme.px(kTileTitle + 2), width() - left - theme.px(1), theme.px(kTileLine));
    painter.setFont(smallFont());
    const bool plain = m_step.mark == StepMark::Later || m_step.tone == Tone::Neutral;
    const QColor color = plain ? theme.color(m_step.current ? Token::Text : Token::Muted) : theme.toneColor(m_step.tone);
    for (const Line &line : linesIn(width())) {
        painter.setPen(color);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line.word);
        painter.setPen(theme.color(Token::Muted));
        const int used = painter.fontMetrics().horizontalAdvance(line.word);
        painter.drawText(room.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line.rest);
        room.translate(0, theme.px(kTileLine));
    }
}

void StepTile::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    for (QWidget *above = parentWidget(); above; above = above->parentWidget()) {
        if (auto *const area = qobject_cast<QScrollArea *>(above)) {
            area->ensureWidgetVisible(this, 0, Theme::current().px(8));
            return;
        }
    }
}

} // namespace cs
