// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/decisionlist.h"

#include "ui/presentation/relativetime.h"
#include "ui/widgets/decisionpath.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace cs::ui {

namespace {

DecisionStage stageOf(DecisionProgress progress)
{
    switch (progress) {
    case DecisionProgress::Held: return DecisionStage::Waiting;
    case DecisionProgress::Recorded: return DecisionStage::Recorded;
    case DecisionProgress::Acknowledged: return DecisionStage::Acknowledged;
    case DecisionProgress::Seen: return DecisionStage::Seen;
    }
    return DecisionStage::Recorded;
}

QString textOf(const Vote &vote)
{
    QString text = vote.verdict == Verdict::Approve ? DecisionList::tr("%1 approved") : DecisionList::tr("%1 rejected");
    text = text.arg(vote.orderId);
    return vote.reason.isEmpty() ? text : text + QStringLiteral(" · ") + vote.reason;
}

} // namespace

DecisionList::DecisionList(QWidget *parent) : Card(tr("LAST DECISIONS"), parent)
{
    setTitleSmall();
    setDecisions({}, {});
}

void DecisionList::setDecisions(const QList<services::DecisionRow> &decisions, TimePoint now)
{
    QWidget *const old = m_rows;
    // A button that is held down stays until it is let go; the next second brings the figures.
    const auto pressed = old ? old->findChildren<QPushButton *>() : QList<QPushButton *>();
    if (std::any_of(pressed.cbegin(), pressed.cend(), [](const QPushButton *button) { return button->isDown(); }))
        return;
    m_rows = new QWidget;
    auto *const column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::current().px(space::xs));
    m_held.clear();
    if (decisions.isEmpty()) {
        auto *const nothing = new PlainLabel(tr("Nothing decided yet. What you decide shows here with how far it has come."));
        nothing->setMuted(true);
        column->addWidget(nothing);
    }
    for (int row = 0; row < qMin(static_cast<int>(decisions.size()), kShown); ++row)
        addRow(decisions.at(row), now);
    // Whole before it is shown, and in one step, so that nothing flickers.
    if (old)
        delete body()->replaceWidget(old, m_rows);
    else
        body()->addWidget(m_rows);
    delete old;
    m_rows->show();
}

void DecisionList::addRow(const services::DecisionRow &decision, TimePoint now)
{
    auto *const line = new QHBoxLayout;
    auto *const text = new PlainLabel(textOf(decision.vote));
    text->setElided(true);
    line->addWidget(text, 1);
    if (decision.progress == DecisionProgress::Held) {
        const Millis left = std::max(Millis(0), decision.vote.releaseAt - now);
        line->addWidget(new Pill(tr("sends in %1").arg(relativetime::spanText(left + Millis(999))), Tone::Warning));
        const bool first = m_held.isEmpty();
        auto *const undo = new KeyButton(tr("Undo"), first ? QKeySequence(Qt::Key_U) : QKeySequence());
        connect(undo, &QPushButton::clicked, this, [this, id = decision.vote.id] { Q_EMIT undoRequested(id); });
        line->addWidget(undo);
        if (first)
            m_held = decision.vote.id;
    } else {
        auto *const path = new DecisionPath;
        path->setStage(stageOf(decision.progress));
        line->addWidget(path);
    }
    static_cast<QVBoxLayout *>(m_rows->layout())->addLayout(line);
}

} // namespace cs::ui
