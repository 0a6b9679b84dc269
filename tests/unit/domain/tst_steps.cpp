// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/lifecycle.h"
#include "backend/domain/step.h"

#include <QtTest>

using namespace cs;

class StepsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachStepMovesAlongTheLifecycle()
    {
        for (int i = 0; i < kStepCount; ++i) {
            const StepRule &rule = ruleOf(Step(i));
            QCOMPARE(int(rule.step), i);
            QCOMPARE(rule.from.has_value(), rule.done.has_value());
            if (!rule.from)
                continue;
            QVERIFY(mayFollow(*rule.from, *rule.done));
            QVERIFY(!rule.waiting || (mayFollow(*rule.from, *rule.waiting) && mayFollow(*rule.waiting, *rule.done)));
            QVERIFY(!rule.failsOrder || mayFollow(*rule.from, OrderStatus::Failed));
        }
    }

    void theStepsLeadFromApprovalToDelivery()
    {
        QStringList way;
        OrderStatus status = OrderStatus::Approved;
        while (const std::optional<Step> step = stepAfter(status)) {
            way.append(stepName(*step));
            status = *ruleOf(*step).done;
        }
        QCOMPARE(way.join(u' '), QStringLiteral("payment reserve ship deliver"));
        QCOMPARE(status, OrderStatus::Delivered);
        QCOMPARE(stepAfter(OrderStatus::PaymentPending), std::optional(Step::Payment));
    }

    void nothingIsTakenOutOfTurn()
    {
        for (int s = 0; s < kOrderStatusCount; ++s) {
            const OrderStatus status = OrderStatus(s);
            QVERIFY(mayTake(Step::Payment, status) == (status == OrderStatus::Approved || status == OrderStatus::PaymentPending));
            QVERIFY(mayTake(Step::Ship, status) == (status == OrderStatus::Reserved));
            const bool undone = status == OrderStatus::Cancelled || status == OrderStatus::Failed || status == OrderStatus::Rejected;
            QVERIFY(mayTake(Step::Refund, status) == undone);
        }
        QVERIFY(isTooEarly(Step::Payment, OrderStatus::PendingApproval));
        QVERIFY(!isTooEarly(Step::Payment, OrderStatus::Approved));
        QVERIFY(isTooEarly(Step::Reserve, OrderStatus::PaymentPending));
        QVERIFY(!isTooEarly(Step::Reserve, OrderStatus::Shipped));
        QVERIFY(!isTooEarly(Step::Reserve, OrderStatus::Cancelled));
        QVERIFY(isTooEarly(Step::Refund, OrderStatus::Paid));
    }

    void whatWasDoneIsUndoneTheLatestFirst()
    {
        QCOMPARE(compensationOf({}), QList<Step>());
        QCOMPARE(compensationOf({Step::Payment}), QList<Step>{Step::Refund});
        QCOMPARE(compensationOf({Step::Payment, Step::Reserve}), (QList<Step>{Step::Release, Step::Refund}));
    }

    void namesAreReadBack()
    {
        for (int i = 0; i < kStepCount; ++i)
            QCOMPARE(stepFromName(stepName(Step(i))), std::optional(Step(i)));
        QVERIFY(!stepFromName(u"Payment"));
        QCOMPARE(stepStateName(StepState::Pending), QStringLiteral("pending"));
        QCOMPARE(idempotencyKey(QStringLiteral("A1"), Step::Reserve), QStringLiteral("A1:reserve"));
    }
};

QTEST_GUILESS_MAIN(StepsTest)
#include "tst_steps.moc"
