// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/bulkdecision.h"

#include "ui/models/approvaltablemodel.h"
#include "ui/presentation/itemroles.h"
#include "ui/presentation/ordertext.h"
#include "ui/presentation/statetone.h"

#include <algorithm>

namespace cs::ui {

using State = BulkLine::State;

namespace {

QString titleOf(State state)
{
    switch (state) {
    case State::Checking: return BulkDecisionModel::tr("checking");
    case State::Allowed: return BulkDecisionModel::tr("allowed");
    case State::LeftOut: return BulkDecisionModel::tr("left out");
    case State::Deciding: return BulkDecisionModel::tr("deciding");
    case State::Recorded: return BulkDecisionModel::tr("recorded");
    case State::Failed: return BulkDecisionModel::tr("failed");
    case State::NotDecided: return BulkDecisionModel::tr("not decided");
    case State::TakenBack: return BulkDecisionModel::tr("taken back");
    }
    return {};
}

Tone toneOf(State state)
{
    switch (state) {
    case State::Allowed: return Tone::Accent;
    case State::Recorded: return Tone::Good;
    case State::LeftOut:
    case State::NotDecided: return Tone::Warning;
    case State::Failed: return Tone::Bad;
    default: return Tone::Neutral;
    }
}

} // namespace

QString whyNotDecide(const services::ApprovalRow &seen, const services::OrderDetail &now, const Actor &actor)
{
    const Approval *asked = nullptr;
    QStringList others;
    for (const Approval &one : now.approvals) {
        if (one.round != seen.approval.round)
            continue;
        if (one.level == seen.approval.level)
            asked = &one;
        else if (!one.decidedBy.isEmpty())
            others.append(one.decidedBy);
    }
    if (asked && asked->state == ApprovalState::Elsewhere)
        return BulkDecisionModel::tr("No role here decides %1.").arg(asked->level);
    if (!asked || asked->state == ApprovalState::Void)
        return BulkDecisionModel::tr("It is not asked for any more.");
    if (asked->state != ApprovalState::Waiting)
        return asked->state == ApprovalState::Approved ? BulkDecisionModel::tr("%1 has approved it already.").arg(asked->decidedBy)
                                                       : BulkDecisionModel::tr("%1 has rejected it already.").arg(asked->decidedBy);
    if (now.order.version != seen.order.version)
        return BulkDecisionModel::tr("It has changed since it was listed: version %1 is now %2. Look at it first.").arg(seen.order.version).arg(now.order.version);
    const Status may = checkFourEyes(actor, asked->level, {now.order.createdBy.userId, now.order.submittedBy, others});
    return may.ok() ? QString() : may.error().message;
}

QString consequenceOf(const services::ApprovalRow &row, Verdict verdict)
{
    if (verdict == Verdict::Reject)
        return BulkDecisionModel::tr("The order is rejected.");
    const QString next = row.order.levels.value(row.order.levels.indexOf(row.approval.level) + 1);
    if (row.order.levels.contains(row.approval.level) && !next.isEmpty())
        return BulkDecisionModel::tr("%1 is asked next.").arg(statetone::roleTitleOf(next));
    return BulkDecisionModel::tr("The order is approved.");
}

void BulkDecisionModel::setApprovals(const QList<services::ApprovalRow> &rows)
{
    QList<BulkLine> lines;
    for (const services::ApprovalRow &row : rows)
        lines.append({row, State::Checking, {}, {}});
    replaceRows(lines, [](const BulkLine &line) { return ApprovalTableModel::idOf(line.row); });
}

void BulkDecisionModel::setVerdict(Verdict verdict)
{
    m_verdict = verdict;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, TextColumn), index(rowCount() - 1, TextColumn));
}

void BulkDecisionModel::setState(int row, State state, const QString &text, const QString &voteId)
{
    BulkLine &line = m_rows[row];
    line.state = state;
    line.text = text;
    if (!voteId.isEmpty())
        line.voteId = voteId;
    rowChanged(row);
}

int BulkDecisionModel::count(State state) const
{
    return static_cast<int>(std::count_if(m_rows.cbegin(), m_rows.cend(), [state](const BulkLine &line) { return line.state == state; }));
}

int BulkDecisionModel::firstIn(State state) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(), [state](const BulkLine &line) { return line.state == state; });
    return found == m_rows.cend() ? -1 : static_cast<int>(found - m_rows.cbegin());
}

int BulkDecisionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString BulkDecisionModel::text(const BulkLine &line, int column) const
{
    switch (column) {
    case OrderColumn: return line.row.order.id;
    case CustomerColumn: return line.row.customerName.isEmpty() ? line.row.order.customerId : line.row.customerName;
    case TotalColumn: return ordertext::totalWithCurrency(line.row.order);
    case StateColumn: return titleOf(line.state);
    case TextColumn: return line.text.isEmpty() && line.state == State::Allowed ? consequenceOf(line.row, m_verdict) : line.text;
    default: return {};
    }
}

QVariant BulkDecisionModel::data(const QModelIndex &index, int role) const
{
    const BulkLine *const line = rowAt(index.row());
    if (!line || !checkIndex(index))
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(*line, column);
    case Qt::TextAlignmentRole:
        return QVariant(static_cast<int>((column == TotalColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case MonoRole: return column == OrderColumn;
    case ToneRole: return column == StateColumn ? QVariant(static_cast<int>(toneOf(line->state))) : QVariant();
    case IdRole: return ApprovalTableModel::idOf(line->row);
    default: return {};
    }
}

QVariant BulkDecisionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(static_cast<int>((section == TotalColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    static const QStringList titles{tr("Order"), tr("Customer"), tr("Total"), tr("State"), tr("What happens")};
    return role == Qt::DisplayRole ? QVariant(titles.value(section)) : QVariant();
}

} // namespace cs::ui
