// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/boundedit.h"

#include "ui/widgets/dialogparts.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>

namespace cs {

namespace {

constexpr int kNear = 100; ///< so many left, or fewer, are worth a word

} // namespace

BoundEdit::BoundEdit(int most, QWidget *parent) : QWidget(parent), m_most(most)
{
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::current().px(space::s));
    m_edit = new QLineEdit;
    m_left = new PlainLabel;
    m_left->setHiddenWhenEmpty();
    row->addWidget(m_edit, 1);
    row->addWidget(m_left);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        showLeft();
        Q_EMIT changed();
    });
}

QString BoundEdit::text() const
{
    return m_edit->text().trimmed();
}

QString BoundEdit::problem() const
{
    const qsizetype over = text().size() - m_most;
    if (over <= 0)
        return {};
    const QLocale locale;
    return tr("The text is too long by %1: %2 characters is the most.").arg(locale.toString(over), locale.toString(m_most));
}

void BoundEdit::clear()
{
    m_edit->clear();
}

void BoundEdit::setPlaceholderText(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void BoundEdit::setName(const QString &name)
{
    m_edit->setAccessibleName(name);
}

void BoundEdit::showLeft()
{
    const qsizetype left = m_most - text().size();
    const QString number = QLocale().toString(qAbs(left));
    m_left->setTone(left < 0 ? Tone::Bad : Tone::Neutral);
    m_left->setText(left > kNear ? QString() : left < 0 ? tr("%1 too many").arg(number) : tr("%1 left").arg(number));
    m_edit->setAccessibleDescription(m_left->plainText());
    dialogparts::setInvalid(m_edit, left < 0);
}

} // namespace cs
