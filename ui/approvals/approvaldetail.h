// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QWidget>

namespace cs {
class BoundEdit;
class DetailHead;
class KeyButton;
class PlainLabel;
} // namespace cs

namespace cs::ui {

class OrderContent;
struct ConsoleContext;

/// One approval in full: whose order, why it waits for whom, what is in it, what happened, and the buttons to decide.
/// It asks nothing of the services itself; the page gives it what it shows and acts on its signals.
class ApprovalDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApprovalDetail)

public:
    explicit ApprovalDetail(ConsoleContext &context, QWidget *parent = nullptr);

    /// The head from the list's row at once; the rest follows with setDetail().
    void setRow(const services::ApprovalRow &row);
    void setDetail(const services::OrderDetail &detail);
    /// Empty: the person may decide; else why not, which stands where the buttons are.
    void setBlocked(const QString &why);
    /// What was written is thrown away: another person sits here now.
    void dropNote();

Q_SIGNALS:
    void approveRequested(const QString &note);
    void rejectRequested(const QString &reason);
    /// Nothing is sent: what was written is too long.
    void refused(const QString &why);
    void skipRequested();
    /// The person is done with the note: the next key is a command again.
    void noteLeft();
    void openOrderRequested(const QString &orderId);

private:
    QWidget *makeButtons();
    void approve();
    void askForReason();
    void sendRejection();
    bool refuse();
    void leaveReason();
    bool eventFilter(QObject *watched, QEvent *event) override;
    QString whyText() const;

    ConsoleContext &m_context;
    services::ApprovalRow m_row;
    DetailHead *m_head = nullptr;
    PlainLabel *m_why = nullptr;
    PlainLabel *m_blocked = nullptr;
    OrderContent *m_content = nullptr;
    BoundEdit *m_note = nullptr;
    KeyButton *m_approve = nullptr;
    KeyButton *m_reject = nullptr;
    KeyButton *m_skip = nullptr;
    bool m_asksReason = false;
};

} // namespace cs::ui
