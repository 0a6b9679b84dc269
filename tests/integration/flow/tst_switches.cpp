// SPDX-License-Identifier: GPL-3.0-or-later
// Services turned off and on while orders are on their way, in one process on the embedded broker.
#include "app/composition/backend.h"
#include "app/composition/servicemaker.h"

#include "backend/events/catalogue.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/demo/demodata.h"
#include "backend/services/flow/servicecontrol.h"
#include "backend/services/metrics/poller.h"
#include "backend/services/orders/orderservice.h"
#include "backend/settings/settings.h"
#include "backend/storage/auditstore.h"
#include "backend/storage/referencestore.h"
#include "backend/storage/stockstore.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace cs;
using services::ServiceState;
using services::ServiceStatus;
using storage::Connection;

namespace {

constexpr int kPatience = 60'000;
const Actor kAdmin{QStringLiteral("ADMIN001"), QStringLiteral("ADMIN")};
const Actor kManager{QStringLiteral("MGR001"), QStringLiteral("MANAGER")};
const QString kInventory = QStringLiteral("inventory");

settings::Options optionsFor(const QString &folder, const QStringList &more = {})
{
    auto options = settings::load(QStringList{QStringLiteral("--data-dir"), folder, QStringLiteral("--port"), QStringLiteral("0"),
                                              QStringLiteral("--publish"), QStringLiteral("ecommerce")} + more, QProcessEnvironment());
    if (!options.ok())
        qFatal("%s", qPrintable(options.error().toString()));
    options->policy.steps.clear(); // nobody has to approve
    options->paymentGateway = options->carrier = QStringLiteral("sandbox");
    return *options;
}

} // namespace

class SwitchesTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<app::Backend> m_backend;
    std::unique_ptr<Connection> m_reading;

    void start(const QStringList &more = {})
    {
        m_backend = std::make_unique<app::Backend>(optionsFor(m_folder.path(), more));
        const Status started = m_backend->start();
        QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().toString()));
        auto opened = Connection::open(m_backend->context().database, storage::Access::ReadOnly);
        QVERIFY(opened.ok());
        m_reading = std::move(opened).value();
    }
    void end()
    {
        m_reading.reset();
        m_backend.reset();
    }
    void place(const QString &prefix, int count)
    {
        QList<services::ImportLine> lines;
        for (int i = 0; i < count; ++i) {
            NewOrder order;
            order.id = prefix + QString::number(i);
            order.customerId = QStringLiteral("C1");
            order.items = {{QStringLiteral("P1"), {}, 1, Money(1000, Currency())}};
            lines.append({i + 1, order});
        }
        const auto placed = m_backend->orders().createMany(lines, kAdmin).result();
        QVERIFY2(placed.ok(), placed.ok() ? "" : qPrintable(placed.error().message));
    }
    qint64 number(const QString &sql)
    {
        const auto rows = m_reading->selectText(sql, {});
        return rows.ok() && !rows->isEmpty() ? rows->first().first().toLongLong() : -1;
    }
    qint64 inStatus(OrderStatus status) { return number(QStringLiteral("SELECT count(*) FROM orders WHERE status = %1").arg(int(status))); }
    Result<ServiceStatus> turn(const QString &service, bool on, const Actor &by = kAdmin) { return m_backend->serviceControl().turn(service, on, by).result(); }
    ServiceStatus status(const QString &service)
    {
        for (const ServiceStatus &one : m_backend->serviceControl().services()) {
            if (one.service == service)
                return one;
        }
        return {};
    }
    services::GroupFigures group(const QString &name)
    {
        for (const services::GroupFigures &one : m_backend->poller().last().groups) {
            if (one.group == name)
                return one;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        start();
        const Status put = m_backend->context().writer
                               .submit(storage::Priority::Machine, storage::Durability::Normal,
                                       [](Connection &connection) -> Status {
                                           CS_TRY(storage::ReferenceStore(connection).putProducts({{QStringLiteral("P1"), QStringLiteral("P1"), {}, Money(1000, Currency()), 100'000, false}}));
                                           CS_TRY(storage::StockStore(connection).seed());
                                           return Done{};
                                       })
                               .result();
        QVERIFY(put.ok());
    }

    void whatIsOffDoesNothingAndIsFedWhenItIsOn()
    {
        const auto off = turn(kInventory, false);
        QVERIFY2(off.ok(), off.ok() ? "" : qPrintable(off.error().message));
        QCOMPARE(off->state, ServiceState::Off);
        place(QStringLiteral("A"), 300);
        QTRY_COMPARE_WITH_TIMEOUT(inStatus(OrderStatus::Paid), 300, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(number(QStringLiteral("SELECT count(*) FROM outbox WHERE state = 0")), 0, kPatience); // nobody is waited for
        QTRY_COMPARE_WITH_TIMEOUT(group(QStringLiteral("inventory-service")).verdict, services::LagVerdict::Stopped, kPatience);
        QVERIFY(group(QStringLiteral("inventory-service")).lag > 0);
        QCOMPARE(number(QStringLiteral("SELECT count(*) FROM reservations")), 0);
        const auto on = turn(kInventory, true);
        QVERIFY2(on.ok(), on.ok() ? "" : qPrintable(on.error().message));
        QVERIFY(on->isOn());
        QTRY_COMPARE_WITH_TIMEOUT(inStatus(OrderStatus::Delivered), 300, kPatience);
        QCOMPARE(number(QStringLiteral("SELECT count(*) FROM reservations")), 300);
        QTRY_COMPARE_WITH_TIMEOUT(group(QStringLiteral("inventory-service")).lag, 0, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(status(kInventory).state, ServiceState::Running, kPatience);
        QVERIFY(status(kInventory).handled >= 300);
        QVERIFY(status(kInventory).lastHandledAt.has_value());
    }

    void onlyAdminsSwitchAndItIsAudited()
    {
        const auto refused = turn(kInventory, false, kManager);
        QCOMPARE(refused.error().kind, ErrorKind::Forbidden);
        QCOMPARE(status(kInventory).state, ServiceState::Running);
        QCOMPARE(turn(QStringLiteral("approval"), false).error().kind, ErrorKind::Conflict);
        QCOMPARE(turn(QStringLiteral("notification"), false).error().kind, ErrorKind::Conflict);
        QCOMPARE(turn(QStringLiteral("billing"), false).error().kind, ErrorKind::NotFound);
        const auto audited = [this](const QString &act) { return number(QStringLiteral("SELECT count(*) FROM audit WHERE act = '%1'").arg(act)); };
        const qint64 before = audited(QStringLiteral("service.off"));
        QVERIFY(turn(QStringLiteral("shipping"), false).ok());
        QVERIFY(turn(QStringLiteral("shipping"), false).ok()); // it is off already: no act
        QCOMPARE(audited(QStringLiteral("service.off")), before + 1);
        QVERIFY(turn(QStringLiteral("shipping"), true).ok());
        QVERIFY(!storage::AuditStore(*m_reading, m_backend->context().auditKey).verify().value());
    }

    void allAreShownInTheirOrder()
    {
        QStringList names;
        for (const ServiceStatus &one : m_backend->serviceControl().services())
            names.append(one.service);
        QCOMPARE(names, (QStringList{QStringLiteral("order"), QStringLiteral("approval"), QStringLiteral("payment"), QStringLiteral("inventory"), QStringLiteral("shipping"),
                                     QStringLiteral("notification")}));
        QVERIFY(status(QStringLiteral("approval")).groups.isEmpty());
        QVERIFY(status(QStringLiteral("notification")).groups.contains(QStringLiteral("notification-group")));
        QVERIFY(!status(QStringLiteral("notification")).whyFixed.isEmpty());
    }

    void whatWasOffAtTheEndIsFedAfterTheNextStart()
    {
        QVERIFY(turn(kInventory, false).ok());
        place(QStringLiteral("B"), 50);
        QTRY_COMPARE_WITH_TIMEOUT(inStatus(OrderStatus::Paid), 50, kPatience);
        end(); // and with it the embedded broker's memory
        start({QStringLiteral("--services"), QStringLiteral("order,approval,payment,shipping,notification")});
        QCOMPARE(status(kInventory).state, ServiceState::Off);
        QVERIFY(turn(kInventory, true).ok());
        QTRY_COMPARE_WITH_TIMEOUT(inStatus(OrderStatus::Delivered), 350, kPatience);
    }

    void whatWasSentAndNotSeenAtTheEndGoesOutAgain()
    {
        const qint64 before = inStatus(OrderStatus::Delivered);
        QVERIFY(turn(kInventory, false).ok()); // so that what is sent is not seen
        place(QStringLiteral("U"), 20);
        QTRY_COMPARE_WITH_TIMEOUT(inStatus(OrderStatus::Paid), 20, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(number(QStringLiteral("SELECT count(*) FROM outbox WHERE state = 1 AND topic = 'ecommerce.inventory.update'")), 20, kPatience);
        end();
        start(); // with every service
        QTRY_COMPARE_WITH_TIMEOUT(inStatus(OrderStatus::Delivered), before + 20, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(number(QStringLiteral("SELECT count(*) FROM outbox WHERE state < 2")), 0, kPatience); // all have come back
    }

    /// So that /asyncapi.json says what is read in which group, whatever the settings call it.
    void everyGroupOfTheCatalogueHasItsSetting()
    {
        settings::Options options = optionsFor(m_folder.path());
        options.paymentGroup = QStringLiteral("pay");
        options.orderEventsGroup = QStringLiteral("intake");
        const QHash<QString, QString> groups = app::renamedGroups(options);
        for (const events::TopicEntry &topic : events::catalogue()) {
            for (const events::MessageInfo &message : topic.messages) {
                for (const events::ReaderInfo &reader : message.readBy)
                    QVERIFY2(groups.contains(reader.group), qPrintable(reader.group));
            }
        }
        QCOMPARE(groups.value(QStringLiteral("payment-service")), QStringLiteral("pay"));
        QCOMPARE(groups.value(QStringLiteral("order-events")), QStringLiteral("intake"));
        QCOMPARE(groups.value(QStringLiteral("notification-group")), options.notificationGroup);
    }

    void aStopTakesLittleTime()
    {
        QElapsedTimer clock;
        clock.start();
        end();
        qInfo("stopped within %lld ms", static_cast<long long>(clock.elapsed()));
    }

    void aReadOnlyProgramSwitchesNothing()
    {
        start({QStringLiteral("--read-only")});
        QCOMPARE(turn(kInventory, true).error().kind, ErrorKind::Forbidden);
        QVERIFY(!status(kInventory).whyFixed.isEmpty());
        end();
    }
};

QTEST_GUILESS_MAIN(SwitchesTest)
#include "tst_switches.moc"
