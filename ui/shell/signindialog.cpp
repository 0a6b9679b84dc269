// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/signindialog.h"

#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>
#include <QVBoxLayout>

namespace cs {

SignInDialog::SignInDialog(QWidget *parent) : QDialog(parent)
{
    const Theme &theme = Theme::current();
    setWindowTitle(tr("Sign in"));
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20));
    box->setSpacing(theme.px(space::s));
    box->addWidget(new PlainLabel(tr("Sign in to Countersign"), FontRole::Title));
    const auto field = [&](const QString &label) {
        auto *edit = new QLineEdit;
        auto *name = new PlainLabel(label);
        name->setBuddy(edit);
        name->setMuted(true);
        edit->setAccessibleName(label);
        edit->setMaxLength(256);
        box->addWidget(name);
        box->addWidget(edit);
        return edit;
    };
    m_user = field(tr("User id"));
    m_password = field(tr("Password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_error = new PlainLabel;
    m_error->setTone(Tone::Bad);
    m_error->setWordWrap(true);
    m_error->hide();
    box->addWidget(m_error);
    m_signIn = new KeyButton(tr("Sign in"), {}, KeyButton::Variant::Primary);
    m_signIn->setObjectName(QStringLiteral("signInButton"));
    m_signIn->setDefault(true);
    auto *quit = new KeyButton(tr("Quit"));
    box->addSpacing(theme.px(space::xs));
    box->addLayout(dialogparts::makeButtonRow({quit, m_signIn}));
    setMinimumWidth(theme.px(360));
    m_wait = new QTimer(this);
    m_wait->setInterval(1000);
    connect(m_wait, &QTimer::timeout, this, &SignInDialog::countDown);
    connect(m_signIn, &QPushButton::clicked, this, &SignInDialog::attempt);
    connect(quit, &QPushButton::clicked, this, &QDialog::reject);
}

void SignInDialog::setUserId(const QString &userId)
{
    m_user->setText(userId);
    (userId.isEmpty() ? m_user : m_password)->setFocus();
}

void SignInDialog::setError(const QString &sentence)
{
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
    m_signIn->setEnabled(true);
    m_password->clear();
    m_password->setFocus();
}

int SignInDialog::delayAfter(int failures)
{
    return failures < 1 ? 0 : qMin(60, 1 << qMin(failures - 1, 6));
}

void SignInDialog::setFailed(const QString &sentence)
{
    setError(sentence);
    m_why = sentence;
    m_left = delayAfter(++m_failures) + 1;
    m_signIn->setEnabled(false);
    countDown();
    m_wait->start();
}

void SignInDialog::countDown()
{
    --m_left;
    if (m_left > 0) {
        m_error->setText(m_left == 1 ? tr("%1 Try again in 1 second.").arg(m_why) : tr("%1 Try again in %2 seconds.").arg(m_why).arg(m_left));
        return;
    }
    m_wait->stop();
    m_error->setText(m_why);
    m_signIn->setEnabled(true);
}

void SignInDialog::attempt()
{
    if (!m_signIn->isEnabled())
        return;
    const QString user = m_user->text().trimmed();
    if (user.isEmpty() || m_password->text().isEmpty()) {
        setError(tr("Enter a user id and a password."));
        if (user.isEmpty())
            m_user->setFocus();
        return;
    }
    m_error->hide();
    m_signIn->setEnabled(false);
    Q_EMIT attempted(user, m_password->text());
}

} // namespace cs
