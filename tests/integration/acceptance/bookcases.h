// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/acceptance/shop.h"

#include <QObject>
#include <memory>

namespace cs::test {

/// The trading company's book from its file to the last decision, and what a separate client finds on Kafka afterwards.
/// The cases build on one another, in this order.
class BookCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void importsTheBook();
    void sameFileAgainAddsNothing();
    void levelsDecide();
    void noRecordIsLostOrDoubled();
    void recordsOfAnOrderAreInOrder();
    void partitionsAreThoseOfOtherClients();
    void figuresAddUp();
    void rejectionEndsAnOrder();
    void nobodyDecidesTheirOwnOrder();
    void nobodyDecidesTwoLevels();
    void secondDecisionHearsOfTheFirst();

protected:
    /// Starts what the test runs against; the shop, not opened yet.
    virtual Result<std::shared_ptr<Shop>> makeShop() = 0;
    /// True where the broker itself removes what an idempotent producer repeats.
    virtual bool brokerRemovesRepeats() const = 0;

private:
    int decideAll(const QString &level);
    QString newOrder(const QString &price, const QString &person);

    std::shared_ptr<Shop> m_shop;
};

} // namespace cs::test
