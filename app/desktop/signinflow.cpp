// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/signinflow.h"

#include "app/composition/backend.h"
#include "backend/services/core/storereader.h"
#include "backend/services/security/password.h"
#include "backend/services/security/security.h"
#include "ui/models/whendone.h"
#include "ui/presentation/errortext.h"
#include "ui/shell/firstrundialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/signindialog.h"

#include <QPromise>
#include <QThreadPool>
#include <memory>

namespace cs::app {

SignInFlow::SignInFlow(Backend &backend, MainWindow &window) : QObject(&window), m_backend(backend), m_window(window)
{
    m_window.setMayLock(true);
    connect(&m_window, &MainWindow::lockRequested, this, [this] {
        m_window.setCovered(true);
        ask();
    });
}

SignInFlow::~SignInFlow()
{
    QThreadPool::globalInstance()->waitForDone();
}

void SignInFlow::start(const QString &userId)
{
    m_userId = userId;
    m_window.setCovered(true);
    const auto anybody = [security = &m_backend.security()](storage::Connection &connection) { return security->anybodySignsIn(connection); };
    ui::whenDone(m_backend.reader().read<bool>(anybody), this, [this](const Result<bool> &known) {
        if (!known.ok())
            Q_EMIT failed(known.error().message);
        else if (*known)
            ask();
        else if (m_backend.options().readOnly)
            Q_EMIT failed(tr("Nobody can sign in to this store yet, and this console is read-only. Start it once without --read-only to make the first admin."));
        else
            makeFirstAdmin();
    });
}

void SignInFlow::makeFirstAdmin()
{
    const QString place = m_backend.options().db.isEmpty() ? tr("in %1").arg(m_backend.options().dataDir) : tr("a shared database");
    auto *const dialog = new FirstRunDialog(services::kShortestPassword, place, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &FirstRunDialog::submitted, this, [this, dialog](const QString &userId, const QString &name, const QString &password) {
        auto promise = std::make_shared<QPromise<Result<User>>>();
        promise->start();
        ui::whenDone(promise->future(), dialog, [this, dialog](const Result<User> &user) {
            if (!user.ok()) {
                dialog->setError(errorText(user.error()));
                return;
            }
            dialog->accept();
            admit(*user);
        });
        QThreadPool::globalInstance()->start([promise, security = &m_backend.security(), userId, name, password] {
            promise->addResult(security->addFirstAdmin(userId, name, password).result());
            promise->finish();
        });
    });
    connect(dialog, &QDialog::rejected, &m_window, &QWidget::close);
    dialog->open();
}

void SignInFlow::ask()
{
    auto *const dialog = new SignInDialog(&m_window);
    dialog->setObjectName(QStringLiteral("signIn"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setUserId(m_userId);
    connect(dialog, &SignInDialog::attempted, this, [this, dialog](const QString &userId, const QString &password) {
        const auto signIn = [security = &m_backend.security(), userId, password](storage::Connection &connection) {
            return security->signIn(connection, userId, password);
        };
        ui::whenDone(m_backend.reader().read<User>(signIn), dialog, [this, dialog](const Result<User> &user) {
            if (user.ok()) {
                dialog->accept();
                admit(*user);
            } else if (user.error().kind == ErrorKind::Unauthorized) {
                dialog->setFailed(user.error().message);
            } else {
                dialog->setError(user.error().message);
            }
        });
    });
    connect(dialog, &QDialog::rejected, &m_window, &QWidget::close);
    dialog->open();
}

void SignInFlow::admit(const User &user)
{
    m_userId = user.userId;
    Q_EMIT signedIn(user);
    m_window.setCovered(false);
}

} // namespace cs::app
