// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <functional>

class QDialog;
class QHBoxLayout;
class QMessageBox;
class QString;
class QVBoxLayout;
class QWidget;

namespace cs::dialogparts {

/// The column that a dialog stands in, with its margins. The dialog is at least `width` wide (at 96 dpi), and as high as its
/// texts are at that width: with a least width of the dialog alone it would be as high as at a smaller one.
QVBoxLayout *makeColumn(QDialog *dialog, int width);
/// Makes it so large (at 96 dpi), or as large as the screen allows; not smaller than 560 × 320, where its parts would be cut.
void resizeWithinScreen(QDialog *dialog, int width, int height);
/// The buttons at the right end, in this order; the one that acts is the last.
QHBoxLayout *makeButtonRow(const QList<QWidget *> &buttons);
/// Asks before something is lost, and calls `lose` if it shall be. Enter and Escape lose nothing. Deletes itself when closed.
QMessageBox *askToLose(QWidget *parent, const QString &question, const QString &act, const std::function<void()> &lose);
/// A red line around the field, or none.
void setInvalid(QWidget *field, bool invalid);
bool isInvalid(const QWidget *field);

} // namespace cs::dialogparts
