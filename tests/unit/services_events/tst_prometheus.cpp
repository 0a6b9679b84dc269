// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics/metricsregistry.h"
#include "backend/services/metrics/poller.h"
#include "backend/services/metrics/promtext.h"

#include <QRegularExpression>
#include <QtTest>

using namespace cs;
using namespace cs::services;

class TestPrometheus final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapesLabels();
    void bucketsCountUpwards();
    void writesTheNamesOfTheContract();
    void everyLineIsWellFormed();
};

namespace {

Snapshot someSnapshot()
{
    Snapshot snapshot;
    snapshot.group = QStringLiteral("notification-group");
    snapshot.brokerUp = true;
    snapshot.outboxPending = 12;
    snapshot.publishedByTopic.insert(QStringLiteral("order.created"), 3'000'000'000);
    GroupFigures group;
    group.group = QStringLiteral("notification-group");
    group.partitions = {{QStringLiteral("order.created"), 0, 4, 10, 6}, {QStringLiteral("order.created"), 1}};
    GroupFigures payment;
    payment.group = QStringLiteral("payment-service");
    payment.partitions = {{QStringLiteral("ecommerce.order.payment.initiated"), 2, 1, 1, 0}};
    snapshot.groups = {group, payment};
    return snapshot;
}

} // namespace

void TestPrometheus::escapesLabels()
{
    QCOMPARE(PromText::escaped(QStringLiteral("a\"b\\c\nd")), QByteArray("a\\\"b\\\\c\\nd"));
}

void TestPrometheus::bucketsCountUpwards()
{
    MetricsRegistry registry;
    for (const double seconds : {0.001, 0.003, 0.02, 0.02, 9.0})
        registry.observeDecisionAck(seconds);
    const QByteArray text = registry.text();
    QVERIFY(text.contains("countersign_decision_ack_seconds_bucket{le=\"0.001\"} 1\n"));
    QVERIFY(text.contains("_bucket{le=\"0.0025\"} 1\n"));
    QVERIFY(text.contains("_bucket{le=\"0.005\"} 2\n"));
    QVERIFY(text.contains("_bucket{le=\"0.02\"} 4\n"));
    QVERIFY(text.contains("_bucket{le=\"5\"} 4\n"));
    QVERIFY(text.contains("_bucket{le=\"+Inf\"} 5\n"));
    QVERIFY(text.contains("_count 5\n"));
}

void TestPrometheus::writesTheNamesOfTheContract()
{
    MetricsRegistry registry;
    registry.addStored(QStringLiteral("order.created"), 5);
    registry.addBad(QStringLiteral("order.created"), QStringLiteral("not_json"));
    registry.addNotifications(QStringLiteral("IN_APP"), QStringLiteral("delivered"), 2);
    const QByteArray text = prometheusText(someSnapshot(), registry);
    for (const char *line : {"countersign_events_stored_total{topic=\"order.created\"} 5\n",
                             "countersign_events_bad_total{topic=\"order.created\",reason=\"not_json\"} 1\n",
                             "countersign_outbox_pending 12\n", "countersign_outbox_published_total{topic=\"order.created\"} 3000000000\n",
                             "countersign_notifications_total{channel=\"IN_APP\",state=\"delivered\"} 2\n",
                             "countersign_consumer_lag{group=\"notification-group\",topic=\"order.created\",partition=\"0\"} 6\n",
                             "countersign_consumer_lag{group=\"payment-service\",topic=\"ecommerce.order.payment.initiated\",partition=\"2\"} 0\n",
                             "countersign_broker_up 1\n", "countersign_store_up 0\n", "# TYPE countersign_decision_ack_seconds histogram\n"})
        QVERIFY2(text.contains(line), line);
    QVERIFY(!text.contains("partition=\"1\"")); // not known
#ifdef Q_OS_LINUX
    QVERIFY(text.contains("process_resident_memory_bytes "));
    QVERIFY(text.contains("process_open_fds "));
#endif
}

void TestPrometheus::everyLineIsWellFormed()
{
    const QRegularExpression comment(QStringLiteral("\\A# (HELP|TYPE) [a-z_]+ .+\\z"));
    const QRegularExpression sample(QStringLiteral("\\A[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*\\})? [-+0-9.eInf]+\\z"));
    const QByteArray text = prometheusText(someSnapshot(), MetricsRegistry());
    QVERIFY(text.endsWith('\n'));
    for (const QByteArray &line : text.chopped(1).split('\n')) {
        const QString one = QString::fromUtf8(line);
        QVERIFY2(comment.match(one).hasMatch() || sample.match(one).hasMatch(), line.constData());
    }
}

QTEST_APPLESS_MAIN(TestPrometheus)
#include "tst_prometheus.moc"
