// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/user.h"

#include <QObject>

namespace cs {
class MainWindow;
}

namespace cs::app {

class Backend;

/// Who sits here, outside a demonstration: at the first start of a store the first admin is made, later one signs in, and
/// the window can be locked. Covers the window as long as nobody is known. Passwords are hashed on other threads. GUI thread;
/// ends before the backend, and waits for a password that is being hashed.
class SignInFlow final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignInFlow)

public:
    SignInFlow(Backend &backend, MainWindow &window);
    ~SignInFlow() override;
    /// `userId` is who sat here last.
    void start(const QString &userId);

Q_SIGNALS:
    void signedIn(const cs::User &user);
    /// Neither is possible; a sentence says why.
    void failed(const QString &why);

private:
    void makeFirstAdmin();
    void ask();
    void admit(const User &user);

    Backend &m_backend;
    MainWindow &m_window;
    QString m_userId;
};

} // namespace cs::app
