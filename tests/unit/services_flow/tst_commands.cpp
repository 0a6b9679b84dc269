// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/lifecycle.h"
#include "backend/events/factrecords.h"
#include "backend/services/flow/commands.h"

#include <QtTest>

using namespace cs;
using namespace cs::services;

class CommandsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachTopicIsForItsService_data()
    {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("commands");
        const auto row = [](const char *topic, const QByteArray &more, const char *service, const char *commands) {
            const bool shop = QByteArray(topic).startsWith("ecommerce");
            const QByteArray value = shop ? R"({"orderId":"A","timestamp":"2026-11-21T09:00:00Z")" + more + "}"
                                          : R"({"id":"A","customerId":"c","productId":"p","quantity":1)" + more + "}";
            QTest::addRow("%s %s", topic, more.constData()) << QString::fromLatin1(topic) << value << QString::fromLatin1(service)
                                                            << QString::fromLatin1(commands);
        };
        row("ecommerce.order.payment.initiated", "", "payment", "asks payment needs approved");
        row("ecommerce.inventory.update", R"(,"productId":"p","quantity":1)", "inventory", "asks reserve needs paid");
        row("ecommerce.shipping.initiate", "", "shipping", "asks ship needs reserved");
        row("ecommerce.payment.success", R"(,"paymentId":"x")", "order", "payment 0 needs approved");
        row("ecommerce.payment.pending", R"(,"paymentId":"x")", "order", "payment 1 needs approved");
        row("ecommerce.payment.failed", R"(,"paymentId":"x")", "order", "payment 2 needs approved");
        row("ecommerce.shipping.status", R"(,"status":"SHIPPED")", "order", "reserve 0 needs paid; ship 0 needs reserved");
        row("ecommerce.shipping.status", R"(,"status":"IN_TRANSIT")", "order", "reserve 0 needs paid; ship 0 needs reserved; deliver 1 needs shipped");
        row("ecommerce.shipping.status", R"(,"status":"DELIVERED")", "order", "reserve 0 needs paid; ship 0 needs reserved; deliver 0 needs shipped");
        row("ecommerce.shipping.status", R"(,"status":"FAILED")", "order", "deliver 2 needs shipped");
        row("ecommerce.shipping.status", R"(,"status":"INITIATED")", "order", "reserve 0 needs paid");
        row("payment-events", R"(,"status":"pending")", "payment", "asks payment needs approved");
        row("payment-events", R"(,"status":"paid")", "", "");
        row("inventory-events", R"(,"status":"paid")", "inventory", "payment 0 needs approved; asks reserve needs paid");
        row("notification-events", R"(,"status":"reserved")", "notification", "reserve 0 needs paid");
        row("notification-events", R"(,"status":"out_of_stock")", "notification", "reserve 2 needs paid");
        row("notification-events", R"(,"status":"payment_failed")", "notification", "payment 2 needs approved");
        row("notification-events", R"(,"status":"cancelled")", "", "");
    }
    void eachTopicIsForItsService()
    {
        QFETCH(QString, topic);
        QFETCH(QByteArray, value);
        QFETCH(QString, service);
        QFETCH(QString, commands);
        const events::Decoded decoded = events::decode({topic, 0, 0, 0, QByteArray("A"), value, {}});
        QVERIFY2(!decoded.bad, decoded.bad ? qPrintable(decoded.bad->message) : "");
        for (const QString &one : {u"order"_qs, u"payment"_qs, u"inventory"_qs, u"shipping"_qs, u"notification"_qs}) {
            QStringList texts;
            for (const Command &command : commandsOf(decoded.event, topic, one)) {
                QCOMPARE(command.orderId, u"A"_qs);
                texts.append((command.asks ? u"asks "_qs + stepName(*command.asks)
                                           : stepName(command.reports->step) + u" %1"_qs.arg(int(command.reports->kind)))
                             + u" needs "_qs + statusName(command.needs));
            }
            QCOMPARE(texts.join(u"; "_qs), one == service ? commands : QString());
        }
    }

    void aReportIsSignedByItsRecord()
    {
        const QString topic = u"inventory-events"_qs;
        const auto signedBy = [&topic](const QString &source, const QString &heardOn, const QString &reference) {
            StepOutcome report;
            report.heardOn = heardOn;
            report.reference = reference;
            const events::Record record{topic, 0, 0, 0, QByteArray("A"), QByteArray("{}"), {{events::kPaymentHeader, "pay-1"}}};
            events::CloudEvent head;
            head.id = u"event"_qs;
            head.source = source;
            signReport(report, record, head);
            return report;
        };
        StepOutcome report = signedBy({}, topic, {});
        QCOMPARE(report.reportedBy, u"somebody on inventory-events"_qs);
        QCOMPARE(report.causation, u"event"_qs);
        QCOMPARE(report.reference, u"pay-1"_qs);
        report = signedBy(u"urn:shop"_qs, u"elsewhere"_qs, u"own"_qs);
        QCOMPARE(report.reportedBy, u"urn:shop"_qs);
        QCOMPARE(report.reference, u"own"_qs); // what the value says counts
        QCOMPARE(report.heardOn, u"elsewhere"_qs);
        // Another store has told of its step only: what comes next is for the owner to ask for, on whatever topic that is.
        QCOMPARE(signedBy(u"urn:countersign:other"_qs, u"elsewhere"_qs, {}).heardOn, topic);
    }
};

QTEST_GUILESS_MAIN(CommandsTest)
#include "tst_commands.moc"
