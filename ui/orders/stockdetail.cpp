// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/stockdetail.h"

#include "ui/models/groupmodels.h"
#include "ui/widgets/detailhead.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QVBoxLayout>

namespace cs::ui {

namespace {

TableView *listOf(QAbstractItemModel *model, const QString &name, const QList<int> &widths, int stretch)
{
    auto *const table = new TableView;
    table->setAccessibleName(name);
    table->setModel(model);
    table->setColumnWidths(widths, stretch);
    return table;
}

PlainLabel *mutedLine(const QString &text)
{
    auto *const line = new PlainLabel(text);
    line->setMuted(true);
    line->setWordWrap(true);
    return line;
}

} // namespace

StockDetailView::StockDetailView(QWidget *parent) : QWidget(parent)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::current().px(space::m));
    column->addWidget(makeHead());
    column->addWidget(makeLists(), 1);
}

QWidget *StockDetailView::makeHead()
{
    m_head = new DetailHead(DetailHead::Kind::Thing);
    m_figures = m_head->addLine();
    m_figures->setMuted(true);
    m_adjust = new KeyButton(tr("Adjust…"), QKeySequence(Qt::CTRL | Qt::Key_J), KeyButton::Variant::Primary);
    m_adjust->setObjectName(QStringLiteral("adjustStock"));
    m_head->addControl(m_adjust);
    connect(m_adjust, &QPushButton::clicked, this, &StockDetailView::adjustRequested);
    return m_head;
}

QWidget *StockDetailView::makeLists()
{
    auto *const lists = new QWidget;
    auto *const column = new QVBoxLayout(lists);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::current().px(space::s));
    m_reservations = makeReservationListModel(this);
    m_reservationTable = listOf(m_reservations, tr("Reservations"), {150, 92, 92, 110}, 0);
    m_noReservation = mutedLine(tr("No order has asked for it yet. The inventory service reserves when an order is paid."));
    column->addWidget(new PlainLabel(tr("Reservations"), FontRole::Strong));
    column->addWidget(m_noReservation);
    column->addWidget(m_reservationTable, 3);
    m_movements = makeMovementListModel(this);
    m_movementTable = listOf(m_movements, tr("Changes by people"), {84, 84, 76, 80, 72, 110}, 5);
    m_movementTable->setObjectName(QStringLiteral("stockMovements"));
    m_movementTable->setFittedColumns({0, 1, 2, 3, 4});
    m_movementTable->setGivingWay({3, 4});
    m_noMovement = mutedLine(tr("Nobody has adjusted it yet."));
    column->addWidget(new PlainLabel(tr("Changes by people"), FontRole::Strong));
    column->addWidget(m_noMovement);
    column->addWidget(m_movementTable, 2);
    column->addStretch(0);
    connect(m_reservationTable, &TableView::rowOpened, this, [this](int row) {
        if (const ReservationRow *const one = m_reservations->rowAt(row))
            Q_EMIT openOrderRequested(one->reservation.orderId);
    });
    return lists;
}

void StockDetailView::setLevel(const StockLevel &level)
{
    m_head->setTitle(level.name.isEmpty() ? level.productId : QStringLiteral("%1 · %2").arg(level.productId, level.name));
    m_figures->setText(tr("%1 on hand · %2 reserved · %3 available").arg(countText(level.onHand), countText(level.reserved), countText(level.available())));
}

void StockDetailView::setDetail(const services::StockDetail &detail, TimePoint now)
{
    setLevel(detail.level);
    QList<ReservationRow> rows;
    for (const Reservation &one : detail.reservations)
        rows.append({one, now});
    m_reservations->setRows(rows);
    m_movements->setRows(detail.changes);
    m_reservationTable->setVisible(!rows.isEmpty());
    m_noReservation->setVisible(rows.isEmpty());
    m_movementTable->setVisible(!detail.changes.isEmpty());
    m_noMovement->setVisible(detail.changes.isEmpty());
}

void StockDetailView::setBlocked(const QString &why)
{
    m_adjust->setEnabled(why.isEmpty());
    m_adjust->setToolTip(why);
}

} // namespace cs::ui
