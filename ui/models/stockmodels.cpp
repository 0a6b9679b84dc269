// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/stockmodels.h"

#include "ui/models/groupmodels.h"
#include "ui/presentation/relativetime.h"

#include <QCoreApplication>
#include <QLocale>

namespace cs::ui {

namespace {

QString stockTr(const char *text)
{
    return QCoreApplication::translate("cs::ui::StockPage", text);
}

ColumnModel<StockLevel>::Rules levelRules()
{
    using L = StockLevel;
    const auto tone = [](const L &one) { return one.available() == 0 ? std::optional(Tone::Warning) : std::nullopt; };
    const auto available = [](const L &one) { return one.available() == 0 ? stockTr("Sold out") : countText(one.available()); };
    return {{stockTr("Product"), [](const L &one) { return one.productId; }, false, true},
            {stockTr("Name"), [](const L &one) { return one.name; }},
            {stockTr("On hand"), [](const L &one) { return countText(one.onHand); }, true},
            {stockTr("Reserved"), [](const L &one) { return countText(one.reserved); }, true},
            {stockTr("Available"), available, true, false, tone}};
}

QString reservationTitle(ReservationState state)
{
    switch (state) {
    case ReservationState::Held: return stockTr("Held");
    case ReservationState::Released: return stockTr("Released");
    case ReservationState::Shipped: return stockTr("Shipped");
    }
    return {};
}

Tone reservationTone(ReservationState state)
{
    return state == ReservationState::Held ? Tone::Accent : state == ReservationState::Shipped ? Tone::Good : Tone::Neutral;
}

QString signedText(qint64 delta)
{
    return delta > 0 ? QLatin1Char('+') + QLocale().toString(delta) : QLocale().toString(delta);
}

} // namespace

StockTableModel::StockTableModel(QObject *parent) : ColumnModel(levelRules(), [](const StockLevel &one) { return one.productId; }, parent) {}

void StockTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount || (column == m_column && order == m_order))
        return;
    m_column = column;
    m_order = order;
    Q_EMIT sortRequested();
}

services::StockQuery::Sort StockTableModel::currentSort() const
{
    using Sort = services::StockQuery::Sort;
    constexpr Sort kSorts[] = {Sort::Product, Sort::Name, Sort::OnHand, Sort::Reserved, Sort::Available};
    return kSorts[m_column];
}

ReservationListModel *makeReservationListModel(QObject *parent)
{
    using R = ReservationRow;
    return new ReservationListModel({{stockTr("Order"), [](const R &one) { return one.reservation.orderId; }, false, true},
                                     {stockTr("Quantity"), [](const R &one) { return countText(one.reservation.quantity); }, true},
                                     {stockTr("State"), [](const R &one) { return reservationTitle(one.reservation.state); }, false, false,
                                      [](const R &one) { return std::optional(reservationTone(one.reservation.state)); }},
                                     {stockTr("Since"), [](const R &one) { return relativetime::agoText(one.reservation.at, one.now); }, true, false, {},
                                      [](const R &one) { return relativetime::absoluteText(one.reservation.at); }}},
                                    [](const R &one) { return one.reservation.orderId; }, parent);
}

MovementListModel *makeMovementListModel(QObject *parent)
{
    using M = storage::StockChange;
    return new MovementListModel({{stockTr("When"), [](const M &one) { return relativetime::stampText(one.at, SystemClock().now()); }, false, true, {},
                                    [](const M &one) { return relativetime::absoluteText(one.at); }},
                                  {stockTr("Who"), [](const M &one) { return one.userId; }},
                                  {stockTr("Change"), [](const M &one) { return signedText(one.delta); }, true},
                                  {stockTr("Before"), [](const M &one) { return countText(one.onHand - one.delta); }, true},
                                  {stockTr("After"), [](const M &one) { return countText(one.onHand); }, true},
                                  {stockTr("Why"), [](const M &one) { return one.reason; }, false, false, {}, [](const M &one) { return one.reason; }}},
                                 [](const M &one) { return QString::number(one.id); }, parent);
}

} // namespace cs::ui
