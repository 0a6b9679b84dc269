// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/ids.h"

#include <QRegularExpression>
#include <QSet>
#include <QtTest>
#include <thread>

using namespace cs;

namespace {

class StoppedClock final : public Clock
{
public:
    TimePoint now() const override { return fromMillis(ms); }
    std::atomic<qint64> ms = 1'750'156'200'000;
};

} // namespace

class IdsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheFormOfVersion7()
    {
        const StoppedClock clock;
        RandomIdSource ids(clock, 7);
        const QString id = ids.uuid7();
        const QRegularExpression form(QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
        QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
        QCOMPARE(QString(id).remove(QLatin1Char('-')).left(12).toLongLong(nullptr, 16), clock.ms.load());
    }

    void risesWhateverTheClockDoes()
    {
        StoppedClock clock;
        RandomIdSource ids(clock, 7);
        QString last;
        for (int i = 0; i < 30'000; ++i) { // more than a millisecond's counter holds
            if (i % 10'000 == 9'000)
                clock.ms += i % 20'000 == 9'000 ? 5 : -50;
            const QString id = ids.uuid7();
            QVERIFY2(id > last, qPrintable(last + QLatin1Char(' ') + id));
            last = id;
        }
    }

    void isUniqueAcrossThreads()
    {
        const StoppedClock clock;
        RandomIdSource ids(clock, 7);
        QStringList one, other;
        const auto make = [&ids](QStringList *to) { for (int i = 0; i < 5'000; ++i) to->append(ids.uuid7()); };
        std::thread thread(make, &one);
        make(&other);
        thread.join();
        const QStringList both = one + other;
        QCOMPARE(QSet<QString>(both.begin(), both.end()).size(), 10'000);
    }

    void repeatsWithItsSeedOnly()
    {
        const StoppedClock clock;
        QCOMPARE(RandomIdSource(clock, 7).uuid7(), RandomIdSource(clock, 7).uuid7());
        QVERIFY(RandomIdSource(clock, 7).uuid7() != RandomIdSource(clock, 8).uuid7());
        QVERIFY(RandomIdSource(clock).uuid7() != RandomIdSource(clock).uuid7());
    }

    void keysAreHashesOfTheirParts()
    {
        // python3 -c "import hashlib; print(hashlib.blake2b(b'group\0topic\0', digest_size=16).hexdigest())"
        const QByteArray known = QByteArray::fromHex("0ac523e1e98e52b129563334981663ee");
        QCOMPARE(keyHash({"group", "topic"}), known);
        QCOMPARE(keyHash({QStringLiteral("group"), QLatin1String("topic")}), known);
        QCOMPARE(keyHash({QStringLiteral("\u00e9\u20ac")}), keyHash({"\u00e9\u20ac"}));
        QCOMPARE(keyHash({QString(1000, QLatin1Char('x'))}), keyHash({QByteArray(1000, 'x')}));
        QVERIFY(keyHash({"ab", "c"}) != keyHash({"a", "bc"}));
        QVERIFY(keyHash({"a"}) != keyHash({"a", ""}));
        QCOMPARE(randomHex(16).size(), 32);
        QVERIFY(randomHex(16) != randomHex(16));
    }
};

QTEST_GUILESS_MAIN(IdsTest)
#include "tst_ids.moc"
