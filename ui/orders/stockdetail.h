// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/stockmodels.h"

#include <QWidget>

namespace cs {
class DetailHead;
class KeyButton;
class PlainLabel;
class TableView;
} // namespace cs

namespace cs::ui {

/// One product's stock: its figures, the orders that hold some of it, and what people changed.
class StockDetailView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StockDetailView)

public:
    explicit StockDetailView(QWidget *parent = nullptr);
    /// What the list knows; the rest comes with setDetail().
    void setLevel(const StockLevel &level);
    void setDetail(const services::StockDetail &detail, TimePoint now);
    /// Why the person may not adjust; empty: they may.
    void setBlocked(const QString &why);

Q_SIGNALS:
    void adjustRequested();
    void openOrderRequested(const QString &orderId);

private:
    QWidget *makeHead();
    QWidget *makeLists();

    DetailHead *m_head = nullptr;
    PlainLabel *m_figures = nullptr;
    KeyButton *m_adjust = nullptr;
    ReservationListModel *m_reservations = nullptr;
    MovementListModel *m_movements = nullptr;
    TableView *m_reservationTable = nullptr;
    PlainLabel *m_noReservation = nullptr;
    TableView *m_movementTable = nullptr;
    PlainLabel *m_noMovement = nullptr;
};

} // namespace cs::ui
