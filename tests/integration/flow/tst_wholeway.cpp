// SPDX-License-Identifier: GPL-3.0-or-later
// Orders of the book from approval to their end, in one process on the embedded broker.
#include "app/composition/backend.h"

#include "backend/domain/lifecycle.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/demo/demodata.h"
#include "backend/services/orders/orderservice.h"
#include "backend/settings/settings.h"
#include "backend/storage/orderstore.h"
#include "backend/storage/referencestore.h"
#include "backend/storage/stockstore.h"
#include "tests/support/parts.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace cs;
using storage::Connection;

namespace {

constexpr int kOrders = 200;
const Actor kAdmin{QStringLiteral("ADMIN001"), QStringLiteral("ADMIN")};

/// A running program with products, and a connection that looks at its store.
class Running final
{
public:
    Running(const QString &drive, qint64 timesStock) : m_backend(optionsFor(drive, m_folder.path()))
    {
        const Status started = m_backend.start();
        if (!started.ok())
            qFatal("%s", qPrintable(started.error().toString()));
        putStock(timesStock);
        auto opened = Connection::open(m_backend.context().database, storage::Access::ReadOnly);
        if (!opened.ok())
            qFatal("%s", qPrintable(opened.error().toString()));
        m_reading = std::move(opened).value();
    }

    static settings::Options optionsFor(const QString &drive, const QString &folder)
    {
        auto options = settings::load({QStringLiteral("--data-dir"), folder, QStringLiteral("--port"), QStringLiteral("0"),
                                       QStringLiteral("--publish"), QStringLiteral("oms,orders,ecommerce"), QStringLiteral("--drive"), drive},
                                      QProcessEnvironment());
        if (!options.ok())
            qFatal("%s", qPrintable(options.error().toString()));
        options->policy.steps.clear(); // nobody has to approve
        options->paymentGateway = options->carrier = QStringLiteral("sandbox");
        return *options;
    }

    void place(const QList<NewOrder> &orders)
    {
        QList<services::ImportLine> lines;
        for (const NewOrder &one : orders)
            lines.append({lines.size() + 1, one});
        const auto placed = m_backend.orders().createMany(lines, kAdmin).result();
        QVERIFY2(placed.ok(), placed.ok() ? "" : qPrintable(placed.error().message));
    }

    /// A number that a statement gives.
    qint64 number(const QString &sql)
    {
        const auto rows = m_reading->selectText(sql, {});
        return rows.ok() && !rows->isEmpty() ? rows->first().first().toLongLong() : -1;
    }
    qint64 ended() { return number(u"SELECT count(*) FROM orders WHERE status IN (7, 8, 9, 10)"_qs); }
    qint64 open() { return number(u"SELECT (SELECT count(*) FROM steps WHERE state < 3) + (SELECT count(*) FROM outbox WHERE state = 0)"_qs); }
    QString summary()
    {
        QString text;
        const auto rows = m_reading->selectText(u"SELECT status, count(*) FROM orders GROUP BY status"_qs, {});
        for (const storage::Row &row : *rows)
            text += statusName(OrderStatus(row.at(0).toInt())) + u' ' + row.at(1).toString() + u' ';
        return text;
    }

private:
    void putStock(qint64 times)
    {
        auto products = services::bookProducts().value();
        for (storage::Product &one : products) // the book has products of which nothing is there
            one.stock = times == 1 ? one.stock : (one.stock + 10) * times;
        const Status put = m_backend.context().writer
                               .submit(storage::Priority::Machine, storage::Durability::Normal,
                                       [products](Connection &connection) -> Status {
                                           CS_TRY(storage::ReferenceStore(connection).putProducts(products));
                                           CS_TRY(storage::StockStore(connection).seed());
                                           return Done{};
                                       })
                               .result();
        if (!put.ok())
            qFatal("%s", qPrintable(put.error().toString()));
    }

    QTemporaryDir m_folder;
    app::Backend m_backend;
    std::unique_ptr<Connection> m_reading;
};

QList<NewOrder> someOfTheBook(bool single)
{
    QList<NewOrder> orders = services::bookOrders().value();
    if (single)
        orders.removeIf([](const NewOrder &one) { return one.items.size() != 1; });
    return orders.first(std::min<qsizetype>(kOrders, orders.size()));
}

} // namespace

class WholeWayTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOrderReachesAnEnd_data()
    {
        QTest::addColumn<QString>("drive");
        QTest::addColumn<qint64>("times");
        QTest::addRow("ecommerce, stock for all") << u"ecommerce"_qs << qint64(100);
        QTest::addRow("ecommerce, stock as given") << u"ecommerce"_qs << qint64(1);
        QTest::addRow("pipeline, stock for all") << u"pipeline"_qs << qint64(100);
        QTest::addRow("pipeline, stock as given") << u"pipeline"_qs << qint64(1);
    }
    void everyOrderReachesAnEnd()
    {
        QFETCH(QString, drive);
        QFETCH(qint64, times);
        const QList<NewOrder> orders = someOfTheBook(drive == u"pipeline");
        Running program(drive, times);
        QElapsedTimer timer;
        timer.start();
        program.place(orders);
        QVERIFY2(cs::test::waitUntil([&] { return program.ended() == orders.size(); }, 60'000), qPrintable(program.summary()));
        qInfo("%d orders: %lld ms, %s", int(orders.size()), timer.elapsed(), qPrintable(program.summary()));
        QVERIFY(cs::test::waitUntil([&] { return program.open() == 0; }, 30'000)); // refunds, and what the relay still has
        checkBooks(program, orders.size(), times);
        qInfo("books checked: %lld ms", timer.elapsed());
    }

private:
    static void checkBooks(Running &program, qint64 orders, qint64 times)
    {
        const qint64 delivered = program.number(u"SELECT count(*) FROM orders WHERE status = 7"_qs);
        QVERIFY(delivered > 0);
        QCOMPARE(delivered == orders, times == 100);
        QCOMPARE(program.number(u"SELECT count(*) FROM stock WHERE on_hand < 0 OR reserved <> 0"_qs), 0);
        QCOMPARE(program.number(u"SELECT count(*) FROM payments"_qs), orders);
        QCOMPARE(program.number(u"SELECT sum(amount - refunded) FROM payments"_qs), program.number(u"SELECT sum(total) FROM orders WHERE status = 7"_qs));
        QCOMPARE(program.number(u"SELECT count(*) FROM outbox WHERE topic = 'ecommerce.payment.success'"_qs), orders);
        QCOMPARE(program.number(u"SELECT count(*) FROM outbox WHERE topic = 'order.fulfilled'"_qs), delivered);
        QCOMPARE(program.number(u"SELECT count(*) FROM outbox WHERE topic = 'order.failed'"_qs), orders - delivered);
        QCOMPARE(program.number(u"SELECT count(*) FROM parked"_qs), 0);
    }
};

QTEST_GUILESS_MAIN(WholeWayTest)
#include "tst_wholeway.moc"
