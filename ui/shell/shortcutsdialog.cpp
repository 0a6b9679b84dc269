// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutsdialog.h"

#include "ui/widgets/dialogparts.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace cs {

ShortcutsDialog::ShortcutsDialog(const QList<ShortcutHint> &hints, QWidget *parent) : QDialog(parent)
{
    const Theme &theme = Theme::current();
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *model = new QStandardItemModel(0, 3, this);
    model->setHorizontalHeaderLabels({tr("Key"), tr("What it does"), tr("Where")});
    for (const ShortcutHint &hint : hints) {
        auto *key = new QStandardItem(hint.key.toString(QKeySequence::NativeText));
        key->setData(true, MonoRole);
        auto *where = new QStandardItem(hint.where);
        where->setData(true, MutedRole);
        model->appendRow({key, new QStandardItem(hint.what), where});
    }
    auto *table = new TableView;
    table->setAccessibleName(windowTitle());
    table->setModel(model);
    table->setColumnWidths({130, 260, 120}, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16));
    box->setSpacing(theme.px(space::m));
    box->addWidget(table, 1);
    box->addWidget(buttons);
    dialogparts::resizeWithinScreen(this, 560, 520);
}

} // namespace cs
