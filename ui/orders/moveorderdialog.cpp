// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/moveorderdialog.h"

#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cs::ui {

MoveOrderDialog::MoveOrderDialog(const Order &order, OrderStatus to, QWidget *parent) : QDialog(parent)
{
    const Theme &theme = Theme::current();
    const bool ships = to == OrderStatus::Shipped;
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(ships ? tr("Mark shipped") : tr("Mark delivered"));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20));
    column->setSpacing(theme.px(space::m));
    column->addWidget(new PlainLabel(ships ? tr("Mark order %1 shipped?").arg(order.id) : tr("Mark order %1 delivered?").arg(order.id), FontRole::Title));
    auto *const text = new PlainLabel(ships ? tr("Its reserved stock leaves the house, no carrier is asked, and the other systems are told. This cannot be undone.")
                                            : tr("Its way ends here: no carrier is asked any more, and the other systems are told. This cannot be undone."));
    text->setWordWrap(true);
    text->setMuted(true);
    column->addWidget(text);
    auto *const row = new QHBoxLayout;
    auto *const leave = new KeyButton(tr("Leave it"));
    auto *const move = new KeyButton(ships ? tr("Mark shipped") : tr("Mark delivered"), {}, KeyButton::Variant::Primary);
    move->setObjectName(QStringLiteral("confirmMove"));
    row->addStretch(1);
    row->addWidget(leave);
    row->addWidget(move);
    column->addLayout(row);
    setMinimumWidth(theme.px(420));
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(move, &QPushButton::clicked, this, [this] {
        Q_EMIT confirmed();
        accept();
    });
    move->setDefault(true);
    move->setFocus();
}

} // namespace cs::ui
