// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/orders/approvalservice.h"
#include "ui/models/bulkdecision.h"

#include <QDialog>
#include <QSet>

class QRadioButton;

namespace cs {
class BoundEdit;
class KeyButton;
class PlainLabel;
class TableView;
} // namespace cs

namespace cs::ui {

struct ConsoleContext;

/// Decides several approvals together. First it reads each order again and says what would happen to it, or why it is left
/// out; then it decides those that are allowed, one after the other, and shows how each went. Nothing is decided before the
/// person says so, and what failed stays in sight. Deletes itself when closed.
class BulkDecisionDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkDecisionDialog)

public:
    /// `held` are orders that the person has decided and that are not sent yet; `holdFor` is how long a decision can be taken
    /// back.
    BulkDecisionDialog(ConsoleContext &context, const QList<services::ApprovalRow> &rows, const QSet<QString> &held, Millis holdFor,
                       QWidget *parent = nullptr);

public Q_SLOTS:
    /// While it decides: stops before the next one; else closes.
    void reject() override;

private:
    enum class Stage { Checking, Asking, Deciding, Done };
    QWidget *makeChoice();
    QWidget *makeFoot();
    void check(int row);
    void checked(int row, const Result<services::OrderDetail> &detail);
    void start();
    void decideNext();
    void decided(int row, const Result<services::DecisionResult> &result);
    void takeBack();
    void show(Stage stage);
    void showSummary();
    Verdict verdict() const;

    ConsoleContext &m_context;
    const QSet<QString> m_held;
    const Millis m_holdFor;
    Stage m_stage = Stage::Checking;
    bool m_stopping = false;
    BulkDecisionModel *m_model = nullptr;
    TableView *m_table = nullptr;
    QRadioButton *m_approve = nullptr;
    QRadioButton *m_reject = nullptr;
    BoundEdit *m_reason = nullptr;
    PlainLabel *m_summary = nullptr;
    KeyButton *m_undo = nullptr;
    KeyButton *m_close = nullptr;
    KeyButton *m_decide = nullptr;
};

} // namespace cs::ui
