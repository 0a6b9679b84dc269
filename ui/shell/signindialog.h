// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;
class QTimer;

namespace cs {

class PlainLabel;

/// Asks who sits here. It checks nothing itself: attempted() goes out, then the caller closes it with accept() or says
/// why not with setError().
class SignInDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignInDialog)
public:
    explicit SignInDialog(QWidget *parent = nullptr);
    void setUserId(const QString &userId);
    /// Shows why it did not work, empties the password and lets the person try again.
    void setError(const QString &sentence);
    /// A wrong user or password: as setError(), but only after a time that grows with each one.
    void setFailed(const QString &sentence);
    /// Seconds to wait after so many failures in a row: 1, 2, 4 and so on, at most a minute.
    static int delayAfter(int failures);

Q_SIGNALS:
    void attempted(const QString &userId, const QString &password);

private:
    void attempt();
    void countDown();

    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    PlainLabel *m_error = nullptr;
    QPushButton *m_signIn = nullptr;
    QTimer *m_wait = nullptr;
    QString m_why;
    int m_failures = 0;
    int m_left = 0; ///< seconds
};

} // namespace cs
