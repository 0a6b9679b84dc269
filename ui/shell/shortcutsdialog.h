// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QKeySequence>

namespace cs {

/// One key and what it does.
struct ShortcutHint
{
    QString where;
    QString what;
    QKeySequence key;
};

/// Every key there is, in one table.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutsDialog)
public:
    explicit ShortcutsDialog(const QList<ShortcutHint> &hints, QWidget *parent = nullptr);
};

} // namespace cs
