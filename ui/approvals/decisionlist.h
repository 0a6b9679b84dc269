// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"
#include "ui/widgets/card.h"

namespace cs::ui {

/// The person's last decisions, newest first, each with how far it has come; a held one can be undone.
class DecisionList final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DecisionList)

public:
    static constexpr int kShown = 4;

    explicit DecisionList(QWidget *parent = nullptr);
    void setDecisions(const QList<services::DecisionRow> &decisions, TimePoint now);
    /// The newest decision that can still be taken back; empty when none can.
    QString heldVote() const { return m_held; }

Q_SIGNALS:
    void undoRequested(const QString &voteId);

private:
    void addRow(const services::DecisionRow &decision, TimePoint now);

    QWidget *m_rows = nullptr;
    QString m_held;
};

} // namespace cs::ui
