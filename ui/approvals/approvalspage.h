// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/orders/approvalservice.h"
#include "backend/services/queries/queries.h"

#include <QSet>
#include <QWidget>

class QTimer;

namespace cs {
class Card;
class ChipBar;
class KeyButton;
class PlainLabel;
class StateStack;
class TableView;
} // namespace cs

namespace cs::ui {

class ApprovalDetail;
class ApprovalTableModel;
class DecisionList;
struct ConsoleContext;

/// The approval inbox. Reads again, at most 20 times a second, when something that it shows has changed; keeps place and
/// selection. A decision is held for `kUndoWindow` and can be taken back until then.
class ApprovalsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApprovalsPage)

public:
    static constexpr Millis kUndoWindow{5000};

    explicit ApprovalsPage(ConsoleContext &context, QWidget *parent = nullptr);
    /// Selects the order's approval, when it is in the list.
    void showOrder(const QString &orderId);

Q_SIGNALS:
    void openOrderRequested(const QString &orderId);
    void messageShown(const QString &text);

private:
    QWidget *makeList();
    QWidget *makeTogether();
    void refresh();
    void showCounts();
    void refreshDecisions();
    void refreshDetail();
    services::ApprovalQuery query() const;
    void showRows(const QList<services::ApprovalRow> &rows);
    void showEmpty();
    void showRow(int row);
    void showPosition(int row);
    void showSelection();
    void showBlocked(const services::ApprovalRow &row);
    void decide(Verdict verdict, const QString &reason);
    void decided(const Result<services::DecisionResult> &result, const QString &orderId);
    void decideTogether();
    void undo(const QString &voteId);
    void skip();
    void moveOnFrom(int row);

    ConsoleContext &m_context;
    ApprovalTableModel *m_model = nullptr;
    TableView *m_table = nullptr;
    StateStack *m_state = nullptr;
    ChipBar *m_chips = nullptr;
    DecisionList *m_decisions = nullptr;
    ApprovalDetail *m_detail = nullptr;
    Card *m_detailCard = nullptr;
    PlainLabel *m_position = nullptr;
    QWidget *m_togetherBar = nullptr;
    PlainLabel *m_selection = nullptr;
    KeyButton *m_together = nullptr;
    QTimer *m_soon = nullptr;
    QTimer *m_detailSoon = nullptr;
    QTimer *m_tick = nullptr;
    QSet<QString> m_heldOrders; ///< decided by this person, not released yet: kept out of the list
    QString m_shown;            ///< order of the detail
    QString m_wanted;           ///< order to select when it comes
    bool m_hasMore = false;     ///< more wait than the list shows
    quint64 m_generation = 0;   ///< answers of an older question are dropped
};

} // namespace cs::ui
