// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/decisionpath.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace cs {

namespace {

QStringList stepsOf(DecisionStage stage)
{
    switch (stage) {
    case DecisionStage::Waiting: return {DecisionPath::tr("waiting to be sent")};
    case DecisionStage::Failed: return {DecisionPath::tr("recorded"), DecisionPath::tr("failed")};
    case DecisionStage::Recorded: return {DecisionPath::tr("recorded")};
    case DecisionStage::Acknowledged: return {DecisionPath::tr("recorded"), DecisionPath::tr("acknowledged")};
    case DecisionStage::Seen: break;
    }
    return {DecisionPath::tr("recorded"), DecisionPath::tr("acknowledged"), DecisionPath::tr("seen")};
}

Token tokenOf(DecisionStage stage)
{
    switch (stage) {
    case DecisionStage::Waiting: return Token::Warning;
    case DecisionStage::Failed: return Token::Bad;
    case DecisionStage::Seen: return Token::Good;
    default: return Token::Accent;
    }
}

struct Parts
{
    QString before;
    QString last;
    int widthBefore = 0;
    int widthLast = 0;
};

Parts partsOf(DecisionStage stage)
{
    const Theme &theme = Theme::current();
    QStringList steps = stepsOf(stage);
    Parts parts;
    parts.last = steps.takeLast();
    for (const QString &step : std::as_const(steps))
        parts.before += step + QStringLiteral(" \u2192 ");
    parts.widthBefore = QFontMetrics(theme.font(FontRole::Ui)).horizontalAdvance(parts.before);
    parts.widthLast = QFontMetrics(theme.font(FontRole::Strong)).horizontalAdvance(parts.last);
    return parts;
}

} // namespace

DecisionPath::DecisionPath(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setStage(DecisionStage::Recorded);
}

void DecisionPath::setStage(DecisionStage stage)
{
    m_stage = stage;
    setAccessibleName(textOf(stage));
    updateGeometry();
    update();
}

QSize DecisionPath::sizeHint() const
{
    const Parts parts = partsOf(m_stage);
    return {parts.widthBefore + parts.widthLast + 2, Theme::current().px(20)};
}

QString DecisionPath::textOf(DecisionStage stage)
{
    return stepsOf(stage).join(QStringLiteral(" \u2192 "));
}

int DecisionPath::paintIn(QPainter *painter, const QRect &rect, DecisionStage stage, Qt::Alignment alignment)
{
    const Theme &theme = Theme::current();
    const Parts parts = partsOf(stage);
    const int width = parts.widthBefore + parts.widthLast;
    QRect room = rect;
    if (alignment.testFlag(Qt::AlignRight))
        room.setLeft(rect.right() - width);
    painter->save();
    painter->setFont(theme.font(FontRole::Ui));
    painter->setPen(theme.color(Token::Muted));
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, parts.before);
    room.setLeft(room.left() + parts.widthBefore);
    painter->setFont(theme.font(FontRole::Strong));
    painter->setPen(theme.color(tokenOf(stage)));
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, parts.last);
    painter->restore();
    return width;
}

void DecisionPath::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIn(&painter, rect(), m_stage, Qt::AlignLeft);
}

} // namespace cs
