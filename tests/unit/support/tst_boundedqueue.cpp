// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/boundedqueue.h"

#include <QtTest>
#include <memory>
#include <thread>

using namespace cs;
using namespace std::chrono_literals;

class BoundedQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderAndTheBound()
    {
        BoundedQueue<int> queue(10);
        QVERIFY(queue.tryPush(1, 4));
        QVERIFY(queue.tryPush(2, 6));
        QVERIFY(!queue.tryPush(3, 1));
        QCOMPARE(queue.size(), size_t(2));
        QCOMPARE(queue.pop(0ms), std::optional(1));
        QVERIFY(queue.tryPush(3, 4));
        QCOMPARE(queue.pop(0ms), std::optional(2));
        QCOMPARE(queue.pop(0ms), std::optional(3));
        QCOMPARE(queue.pop(0ms), std::nullopt);
    }

    void takesOneThatIsTooBigWhenItIsEmpty()
    {
        BoundedQueue<int> queue(10);
        QVERIFY(queue.tryPush(1, 100));
        QVERIFY(!queue.tryPush(2, 0));
        QCOMPARE(queue.pop(0ms), std::optional(1));
        QVERIFY(queue.tryPush(2, 1));
    }

    void closingRefusesAndHandsOutTheRest()
    {
        BoundedQueue<std::unique_ptr<int>> queue(10);
        QVERIFY(queue.push(std::make_unique<int>(5)));
        queue.close();
        QVERIFY(queue.isClosed());
        QVERIFY(!queue.push(std::make_unique<int>(6)));
        QVERIFY(!queue.tryPush(std::make_unique<int>(6)));
        const auto last = queue.pop(1h);
        QVERIFY(last && **last == 5);
        QVERIFY(!queue.pop(1h)); // closed and empty: does not wait
    }

    void closingWakesWhoWaits()
    {
        BoundedQueue<int> full(1);
        QVERIFY(full.push(1));
        bool pushed = true;
        std::thread producer([&] { pushed = full.push(2); });
        BoundedQueue<int> empty(1);
        std::optional<int> popped = 7;
        std::thread consumer([&] { popped = empty.pop(1h); });
        full.close();
        empty.close();
        producer.join();
        consumer.join();
        QVERIFY(!pushed);
        QVERIFY(!popped);
    }

    void losesNothingBetweenThreads()
    {
        BoundedQueue<int> queue(3);
        std::thread producer([&] {
            for (int i = 0; i < 10'000; ++i)
                queue.push(i);
            queue.close();
        });
        int expected = 0;
        bool inOrder = true;
        while (const std::optional<int> one = queue.pop(1h))
            inOrder = inOrder && *one == expected++;
        producer.join();
        QVERIFY(inOrder);
        QCOMPARE(expected, 10'000);
    }
};

QTEST_GUILESS_MAIN(BoundedQueueTest)
#include "tst_boundedqueue.moc"
