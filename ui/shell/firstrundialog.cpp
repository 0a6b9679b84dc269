// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/firstrundialog.h"

#include "ui/presentation/passwordhint.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace cs {

FirstRunDialog::FirstRunDialog(int leastPassword, const QString &place, QWidget *parent) : QDialog(parent), m_least(leastPassword)
{
    const Theme &theme = Theme::current();
    setObjectName(QStringLiteral("firstRun"));
    setWindowTitle(tr("Welcome to Countersign"));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20));
    column->setSpacing(theme.px(6));
    column->addWidget(new PlainLabel(tr("Make the first admin"), FontRole::Title));
    auto *const why = new PlainLabel(tr("Nobody can sign in to this store yet (%1). The admin made here adds the other people, gives them their roles, and sees "
                                        "everything. An admin does not approve orders: managers, finance and directors do.").arg(place));
    why->setMuted(true);
    why->setWordWrap(true);
    column->addWidget(why);
    m_name = addField(tr("Name"), false);
    m_user = addField(tr("User id, as it stands in the history of what is done"), false);
    m_user->setPlaceholderText(tr("for example %1").arg(QStringLiteral("ADMIN001")));
    m_password = addField(tr("Password"), true);
    m_hint = new PlainLabel;
    m_hint->setObjectName(QStringLiteral("passwordHint"));
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    m_again = addField(tr("Password again"), true);
    m_error = new PlainLabel;
    m_error->setObjectName(QStringLiteral("firstRunError"));
    m_error->setTone(Tone::Bad);
    m_error->setWordWrap(true);
    m_error->hide();
    column->addWidget(m_error);
    m_make = new KeyButton(tr("Make admin and sign in"), {}, KeyButton::Variant::Primary);
    m_make->setDefault(true);
    auto *const quit = new KeyButton(tr("Quit"));
    column->addSpacing(theme.px(space::xs));
    column->addLayout(dialogparts::makeButtonRow({quit, m_make}));
    setFixedWidth(theme.px(460));
    connect(m_password, &QLineEdit::textChanged, this, &FirstRunDialog::showHint);
    connect(m_user, &QLineEdit::textChanged, this, &FirstRunDialog::showHint);
    connect(m_make, &QPushButton::clicked, this, &FirstRunDialog::submit);
    connect(quit, &QPushButton::clicked, this, &QDialog::reject);
    showHint();
}

QLineEdit *FirstRunDialog::addField(const QString &label, bool secret)
{
    auto *const edit = new QLineEdit;
    edit->setAccessibleName(label);
    edit->setMaxLength(secret ? 1000 : 200);
    if (secret)
        edit->setEchoMode(QLineEdit::Password);
    auto *const name = new PlainLabel(label);
    name->setBuddy(edit);
    name->setMuted(true);
    layout()->addWidget(name);
    layout()->addWidget(edit);
    return edit;
}

void FirstRunDialog::showHint()
{
    const PasswordHint hint = passwordHint(m_password->text(), m_least, {m_user->text(), m_name->text()});
    m_hint->setTone(hint.tone);
    m_hint->setText(hint.text);
    m_password->setAccessibleDescription(hint.text);
}

void FirstRunDialog::setError(const QString &sentence)
{
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
    m_make->setEnabled(true);
}

void FirstRunDialog::submit()
{
    const QString user = m_user->text().trimmed();
    const QString password = m_password->text();
    const auto stop = [this](const QString &sentence, QLineEdit *field) {
        setError(sentence);
        field->setFocus();
    };
    if (user.isEmpty())
        return stop(tr("Enter a user id: letters and digits without spaces."), m_user);
    if (password.size() < m_least)
        return stop(tr("The password needs at least %1 characters.").arg(m_least), m_password);
    if (password != m_again->text()) {
        m_again->clear();
        return stop(tr("The two passwords differ. Type the second one again."), m_again);
    }
    setError({});
    m_make->setEnabled(false);
    Q_EMIT submitted(user, m_name->text().trimmed(), password);
}

} // namespace cs
