// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QDialog>
#include <QFuture>
#include <QStringList>

class QVBoxLayout;

namespace cs {
class KeyButton;
class PlainLabel;
} // namespace cs

namespace cs::ui {

class OrderLines;
struct ConsoleContext;

/// What entering and editing an order have in common: a head, the lines, one button that sends them on Ctrl+Enter, and the
/// errors, each where it belongs. Deletes itself when closed.
class OrderDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderDialog)

public:
    /// Asks first, where something was written.
    void reject() override;

Q_SIGNALS:
    void saved(const cs::Order &order);

protected:
    OrderDialog(ConsoleContext &context, Currency currency, const QString &title, QWidget *parent);
    /// The column's top, below the title.
    QVBoxLayout *head() const { return m_head; }
    OrderLines *lines() const { return m_lines; }
    ConsoleContext &context() const { return m_context; }
    /// Builds what stands below the head, with this button; `lastOfHead` is what Tab meets before the lines (may be null).
    void build(const QString &act, const QString &actName, QWidget *lastOfHead);

    /// All of the order but its lines.
    virtual NewOrder content() const = 0;
    virtual QFuture<Result<Order>> send(const NewOrder &order) = 0;
    /// Adds what is wrong in the head before anything is sent.
    virtual void checkHead(QList<FieldError> *) const {}
    /// Shows the errors that are about the head's fields, and goes to the first; whether there was one.
    virtual bool showHeadErrors(const QList<FieldError> &) { return false; }

private:
    QStringList written() const;
    void readProducts();
    void layTabs();
    void submit();
    void finish(const Result<Order> &answer);
    void showErrors(const QString &message, const QList<FieldError> &errors);

    ConsoleContext &m_context;
    QVBoxLayout *m_column = nullptr;
    QVBoxLayout *m_head = nullptr;
    OrderLines *m_lines = nullptr;
    QWidget *m_lastOfHead = nullptr;
    PlainLabel *m_error = nullptr;
    KeyButton *m_close = nullptr;
    KeyButton *m_act = nullptr;
    QStringList m_atFirst; ///< what the fields held before anybody wrote
};

} // namespace cs::ui
