// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notifications/wishesdialog.h"

#include "ui/presentation/statetone.h"
#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>

namespace cs::ui {

namespace {

enum Choice { AsUsual, Yes, No };

QComboBox *makeChoice(const services::Wishes &wishes, Channel channel)
{
    auto *const box = new QComboBox;
    box->addItems({WishesDialog::tr("As usual"), WishesDialog::tr("Yes"), WishesDialog::tr("No")});
    const auto wish = wishes.channels.constFind(channel);
    box->setCurrentIndex(wish == wishes.channels.cend() ? AsUsual : *wish ? Yes : No);
    box->setAccessibleName(statetone::channelTitle(channel));
    return box;
}

/// A label as high as its field, so that their texts are on one line.
void addField(QFormLayout *form, const QString &title, QWidget *field)
{
    auto *const label = new PlainLabel(title);
    label->setMinimumHeight(field->sizeHint().height());
    form->addRow(label, field);
}

} // namespace

WishesDialog::WishesDialog(const services::Wishes &wishes, QWidget *parent) : QDialog(parent), m_userId(wishes.userId)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("wishesDialog"));
    setWindowTitle(tr("How I am told"));
    auto *const column = dialogparts::makeColumn(this, 440);
    column->addWidget(new PlainLabel(tr("How %1 is told").arg(m_userId), FontRole::Title));
    auto *const text = new PlainLabel(tr("As usual: in the app, and by what a sender asks for. Yes adds the channel, No keeps it quiet."));
    text->setWordWrap(true);
    text->setMuted(true);
    column->addWidget(text);
    auto *const form = new QFormLayout;
    for (const Channel channel : {Channel::InApp, Channel::Email, Channel::Sms, Channel::Push}) {
        m_channels.insert(channel, makeChoice(wishes, channel));
        addField(form, statetone::channelTitle(channel), m_channels.value(channel));
    }
    m_email = new QLineEdit(wishes.email);
    m_email->setObjectName(QStringLiteral("wishesEmail"));
    m_email->setMaxLength(254);
    m_email->setAccessibleName(tr("E-mail address"));
    addField(form, tr("E-mail address"), m_email);
    column->addLayout(form);
    m_trouble = new PlainLabel;
    m_trouble->setWordWrap(true);
    m_trouble->setTone(Tone::Bad);
    m_trouble->setVisible(false);
    column->addWidget(m_trouble);
    auto *const leave = new KeyButton(tr("Cancel"));
    auto *const save = new KeyButton(tr("Save"), {}, KeyButton::Variant::Primary);
    save->setObjectName(QStringLiteral("saveWishes"));
    save->setDefault(true);
    column->addLayout(dialogparts::makeButtonRow({leave, save}));
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, [this] { Q_EMIT confirmed(this->wishes()); });
}

void WishesDialog::showTrouble(const QString &why)
{
    m_trouble->setText(why);
    m_trouble->setVisible(true);
}

services::Wishes WishesDialog::wishes() const
{
    services::Wishes to{m_userId, {}, m_email->text().trimmed()};
    for (auto one = m_channels.cbegin(); one != m_channels.cend(); ++one) {
        if (one.value()->currentIndex() != AsUsual)
            to.channels.insert(one.key(), one.value()->currentIndex() == Yes);
    }
    return to;
}

} // namespace cs::ui
