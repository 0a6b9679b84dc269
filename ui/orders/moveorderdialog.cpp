// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/moveorderdialog.h"

#include "ui/widgets/dialogparts.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cs::ui {

MoveOrderDialog::MoveOrderDialog(const Order &order, OrderStatus to, QWidget *parent) : QDialog(parent)
{
    const bool ships = to == OrderStatus::Shipped;
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(ships ? tr("Mark shipped") : tr("Mark delivered"));
    auto *const column = dialogparts::makeColumn(this, 420);
    column->addWidget(new PlainLabel(ships ? tr("Mark order %1 shipped?").arg(order.id) : tr("Mark order %1 delivered?").arg(order.id), FontRole::Title));
    auto *const text = new PlainLabel(ships ? tr("Its reserved stock leaves the house, no carrier is asked, and the other systems are told. This cannot be undone.")
                                            : tr("Its way ends here: no carrier is asked any more, and the other systems are told. This cannot be undone."));
    text->setWordWrap(true);
    text->setMuted(true);
    column->addWidget(text);
    auto *const leave = new KeyButton(tr("Leave it"));
    auto *const move = new KeyButton(ships ? tr("Mark shipped") : tr("Mark delivered"), {}, KeyButton::Variant::Primary);
    move->setObjectName(QStringLiteral("confirmMove"));
    column->addLayout(dialogparts::makeButtonRow({leave, move}));
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(move, &QPushButton::clicked, this, [this] {
        Q_EMIT confirmed();
        accept();
    });
    move->setDefault(true);
    move->setFocus();
}

} // namespace cs::ui
