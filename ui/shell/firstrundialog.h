// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace cs {

class PlainLabel;

/// The first start of a store that nobody can sign in to: makes its first admin. It keeps and checks nothing itself but
/// that the password was typed alike twice: submitted() goes out, then the caller closes it with accept() or says why not
/// with setError().
class FirstRunDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirstRunDialog)
public:
    /// `leastPassword` is the shortest password that is taken, in characters; `place` names the store ("SQLite in …").
    FirstRunDialog(int leastPassword, const QString &place, QWidget *parent = nullptr);
    /// Shows why it did not work, and lets the person try again.
    void setError(const QString &sentence);

Q_SIGNALS:
    void submitted(const QString &userId, const QString &name, const QString &password);

private:
    QLineEdit *addField(const QString &label, bool secret);
    void showHint();
    void submit();

    const int m_least;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QLineEdit *m_again = nullptr;
    PlainLabel *m_hint = nullptr;
    PlainLabel *m_error = nullptr;
    QPushButton *m_make = nullptr;
};

} // namespace cs
