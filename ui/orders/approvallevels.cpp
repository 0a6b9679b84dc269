// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/approvallevels.h"

#include "backend/domain/lifecycle.h"
#include "ui/models/ordersteps.h"
#include "ui/presentation/relativetime.h"
#include "ui/presentation/statetone.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

/// Waiting: who may decide, and until when.
void describeWaiting(LevelLine &line, const Approval &approval, const Order &order, TimePoint now)
{
    const bool late = approval.dueAt && *approval.dueAt <= now;
    line.state = late ? ApprovalLevels::tr("late") : ApprovalLevels::tr("waiting");
    line.tone = late ? Tone::Bad : Tone::Warning;
    line.text = ApprovalLevels::tr("the role %1, but not who created or submitted it").arg(line.level);
    const QString maker = order.createdBy.userId.isEmpty() ? order.submittedBy : order.createdBy.userId;
    if (!maker.isEmpty())
        line.text += QStringLiteral(" (%1)").arg(maker);
    if (!approval.dueAt)
        return;
    line.text = relativetime::dueText(*approval.dueAt, now) + QStringLiteral(" · ") + line.text;
    line.tip = relativetime::absoluteText(*approval.dueAt);
}

LevelLine lineOf(const QString &level, const Approval *approval, const Order &order, TimePoint now)
{
    LevelLine line;
    line.level = statetone::roleTitleOf(level);
    if (!approval) {
        line.state = ApprovalLevels::tr("not asked");
        line.text = isFinal(order.status) ? ApprovalLevels::tr("the order ended before") : ApprovalLevels::tr("asked when the level before has approved");
        return line;
    }
    if (approval->state == ApprovalState::Waiting) {
        describeWaiting(line, *approval, order, now);
        return line;
    }
    line.state = approvalStateName(approval->state);
    line.tone = statetone::of(approval->state);
    if (approval->state == ApprovalState::Elsewhere) {
        line.text = ApprovalLevels::tr("no role here decides it; it waits for the system that asked");
        return line;
    }
    QStringList parts;
    if (!approval->decidedBy.isEmpty())
        parts.append(ApprovalLevels::tr("by %1").arg(approval->decidedBy));
    if (approval->decidedAt) {
        parts.append(relativetime::agoText(*approval->decidedAt, now));
        line.tip = relativetime::absoluteText(*approval->decidedAt);
    }
    if (!approval->reason.isEmpty())
        parts.append(approval->reason);
    line.text = parts.join(QStringLiteral(" · "));
    return line;
}

} // namespace

QList<LevelLine> levelLines(const services::OrderDetail &detail, TimePoint now)
{
    QList<LevelLine> lines;
    for (const QString &level : levelsOf(detail))
        lines.append(lineOf(level, approvalOf(detail, level), detail.order, now));
    return lines;
}

ApprovalLevels::ApprovalLevels(QWidget *parent) : QWidget(parent)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::current().px(space::xs));
    column->addWidget(new PlainLabel(tr("Approvals"), FontRole::Label));
    hide();
}

void ApprovalLevels::setLines(const QList<LevelLine> &lines)
{
    setVisible(!lines.isEmpty());
    if (lines == m_lines)
        return;
    m_lines = lines;
    delete m_rows;
    m_rows = new QWidget;
    auto *const column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::current().px(space::xs));
    layout()->addWidget(m_rows);
    for (const LevelLine &line : lines)
        addLine(line);
}

void ApprovalLevels::addLine(const LevelLine &line)
{
    auto *const row = new QHBoxLayout;
    row->setSpacing(Theme::current().px(space::s));
    auto *const level = new PlainLabel(line.level, FontRole::Strong);
    level->setMinimumWidth(Theme::current().px(72));
    row->addWidget(level);
    row->addWidget(new Pill(line.state, line.tone));
    auto *const text = new PlainLabel(line.text);
    text->setMuted(true);
    text->setWordWrap(true);
    text->setAccessibleDescription(line.tip);
    row->addWidget(text, 1);
    static_cast<QVBoxLayout *>(m_rows->layout())->addLayout(row);
}

} // namespace cs::ui
