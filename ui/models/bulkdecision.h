// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"
#include "ui/models/rowdiff.h"

namespace cs::ui {

/// One order of several that are decided together: what was seen of it, and how far it is.
struct BulkLine
{
    enum class State { Checking, Allowed, LeftOut, Deciding, Recorded, Failed, NotDecided, TakenBack };
    services::ApprovalRow row; ///< as the person saw it
    State state = State::Checking;
    QString text;   ///< why it is left out or failed, or how it went
    QString voteId; ///< once recorded
};

/// Why this person may not decide it as it is now, in words; empty when they may. `seen` is the list's row, `now` what was
/// read just before. Pure.
QString whyNotDecide(const services::ApprovalRow &seen, const services::OrderDetail &now, const Actor &actor);

/// What the decision leads to: "Finance is asked next", "The order is approved". Pure.
QString consequenceOf(const services::ApprovalRow &row, Verdict verdict);

/// Several orders that are decided together, each with what would happen, then with what did.
class BulkDecisionModel final : public RowTableModel<BulkLine>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkDecisionModel)

public:
    enum Column { OrderColumn, CustomerColumn, TotalColumn, StateColumn, TextColumn, ColumnCount };

    explicit BulkDecisionModel(QObject *parent = nullptr) : RowTableModel(parent) {}
    void setApprovals(const QList<services::ApprovalRow> &rows);
    void setVerdict(Verdict verdict);
    void setState(int row, BulkLine::State state, const QString &text = {}, const QString &voteId = {});
    int count(BulkLine::State state) const;
    /// The first row in this state; -1 for none.
    int firstIn(BulkLine::State state) const;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const BulkLine &line, int column) const;

    Verdict m_verdict = Verdict::Approve;
};

} // namespace cs::ui
