// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/emptystate.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/plainlabel.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cs {

namespace {

QString iconOf(EmptyState::Kind kind)
{
    switch (kind) {
    case EmptyState::Kind::Loading: return QStringLiteral("refresh");
    case EmptyState::Kind::Failed: return QStringLiteral("warning");
    case EmptyState::Kind::Stale: return QStringLiteral("info");
    case EmptyState::Kind::Empty: break;
    }
    return QStringLiteral("inbox-empty");
}

} // namespace

EmptyState::EmptyState(QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24));
    box->setSpacing(theme.px(space::s));
    m_icon = new QLabel;
    m_icon->setAlignment(Qt::AlignCenter);
    m_sentence = new PlainLabel({}, FontRole::Strong);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_advice = new PlainLabel;
    m_advice->setMuted(true);
    m_advice->setAlignment(Qt::AlignCenter);
    m_advice->setWordWrap(true);
    m_button = new QPushButton;
    m_button->hide();
    box->addStretch();
    box->addWidget(m_icon);
    box->addWidget(m_sentence);
    box->addWidget(m_advice);
    box->addSpacing(theme.px(space::xs));
    box->addWidget(m_button, 0, Qt::AlignHCenter);
    box->addStretch();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::buttonClicked);
}

void EmptyState::setState(Kind kind, const QString &sentence, const QString &advice, const QString &button,
                          const QString &icon)
{
    m_kind = kind;
    m_iconName = icon.isEmpty() ? iconOf(kind) : icon;
    m_sentence->setText(sentence);
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    setAccessibleName(sentence);
    setAccessibleDescription(advice);
    drawIcon();
}

QString EmptyState::sentence() const
{
    return m_sentence->plainText();
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        drawIcon();
}

void EmptyState::drawIcon()
{
    const Theme &theme = Theme::current();
    const Token token = m_kind == Kind::Failed ? Token::Bad : m_kind == Kind::Stale ? Token::Warning : Token::Muted;
    m_icon->setPixmap(icons::pixmap(m_iconName, theme.px(36), theme.color(token), devicePixelRatioF()));
}

} // namespace cs
