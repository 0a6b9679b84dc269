// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dialogparts.h"

#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QStyle>
#include <QVBoxLayout>

namespace cs::dialogparts {

namespace {

constexpr int kSide = 24;
constexpr int kTop = 20;
constexpr QSize kLeast{560, 320};
constexpr int kFrame = 32; ///< about what a window's title takes of the height

} // namespace

QVBoxLayout *makeColumn(QDialog *dialog, int width)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(dialog);
    column->setContentsMargins(theme.px(kSide), theme.px(kTop), theme.px(kSide), theme.px(kTop));
    column->setSpacing(theme.px(space::m));
    column->addStrut(theme.px(width - 2 * kSide));
    return column;
}

void resizeWithinScreen(QDialog *dialog, int width, int height)
{
    const Theme &theme = Theme::current();
    const auto px = [&theme](int w, int h) { return QSize(theme.px(w), theme.px(h)); };
    const QWidget *const parent = dialog->parentWidget() ? dialog->parentWidget() : dialog;
    const QSize room = parent->screen()->availableSize() - QSize(0, theme.px(kFrame));
    dialog->resize(px(width, height).boundedTo(room.expandedTo(px(kLeast.width(), kLeast.height()))));
}

QHBoxLayout *makeButtonRow(const QList<QWidget *> &buttons)
{
    auto *const row = new QHBoxLayout;
    row->setContentsMargins(0, Theme::current().px(space::xs), 0, 0);
    row->setSpacing(Theme::current().px(space::s));
    row->addStretch(1);
    for (QWidget *const button : buttons)
        row->addWidget(button);
    return row;
}

QMessageBox *askToLose(QWidget *parent, const QString &question, const QString &act, const std::function<void()> &lose)
{
    auto *const ask = new QMessageBox(QMessageBox::NoIcon, parent->window()->windowTitle(), question, QMessageBox::NoButton, parent);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setTextFormat(Qt::PlainText);
    const QPushButton *const yes = ask->addButton(act, QMessageBox::DestructiveRole);
    QPushButton *const no = ask->addButton(QCoreApplication::translate("cs::dialogparts", "Go on"), QMessageBox::RejectRole);
    ask->setDefaultButton(no);
    ask->setEscapeButton(no);
    QObject::connect(ask, &QMessageBox::buttonClicked, parent, [yes, lose](const QAbstractButton *button) {
        if (button == yes)
            lose();
    });
    ask->open();
    return ask;
}

void setInvalid(QWidget *field, bool invalid)
{
    if (isInvalid(field) == invalid)
        return;
    field->setProperty("invalid", invalid);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

bool isInvalid(const QWidget *field)
{
    return field->property("invalid").toBool();
}

} // namespace cs::dialogparts
