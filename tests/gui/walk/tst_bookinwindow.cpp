// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/walk/consolerun.h"
#include "tests/support/kafkaserver.h"
#include "tests/support/kcat.h"
#include "tests/support/parts.h"
#include "tests/support/program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace cs;
using namespace cs::test;

namespace {

const QString kOfBook = QStringLiteral("NW"); ///< begins each order's id
constexpr int kByKey = 20;                    ///< decisions in the window

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

/// The trading company's book on a real Kafka, with a console at the desk: one person approves in the window, others by API at the
/// same time, and a separate client counts what came out. The tests follow one another.
class TestBookInWindow final : public QObject
{
    Q_OBJECT

public:
    explicit TestBookInWindow(Theme &theme) : m_theme(theme) {}

private Q_SLOTS:
    void initTestCase();
    void theBookIsImported();
    void someAreApprovedByKey();
    void theOthersAreApprovedByApi();
    void aSeparateClientCountsThem();
    void cleanupTestCase() { m_run.reset(); }

private:
    QByteArray token(const QString &person) const;
    /// Orders of the book that wait for a level.
    QJsonArray waiting(const QString &level) const;
    bool approve(const QJsonObject &row, const QString &person) const;
    QString selected() const;

    Theme &m_theme;
    KafkaServer m_kafka;
    Program m_program{QStringLiteral("countersignd")}; ///< its folder and port
    std::unique_ptr<ConsoleRun> m_run;
    QSet<QString> m_byKey;
};

void TestBookInWindow::initTestCase()
{
    CS_REQUIRE(m_kafka.start());
    CS_REQUIRE(Program::find(QStringLiteral("countersignd")));
    m_run = std::make_unique<ConsoleRun>(m_theme, QStringList{QStringLiteral("--demo"), QStringLiteral("--brokers"), m_kafka.address(), QStringLiteral("--data-dir"),
                                                              m_program.dataDir(), QStringLiteral("--port"), QString::number(m_program.port())});
    QVERIFY(QTest::qWaitForWindowActive(m_run->window));
    QTRY_COMPARE_WITH_TIMEOUT(m_run->window->currentPage(), QStringLiteral("dashboard"), kPatience);
}

QByteArray TestBookInWindow::token(const QString &person) const
{
    QFile file(QDir(m_program.dataDir()).filePath(QStringLiteral("demo-tokens.json")));
    return file.open(QIODevice::ReadOnly) ? objectOf(file.readAll()).value(person).toString().toUtf8() : QByteArray();
}

QJsonArray TestBookInWindow::waiting(const QString &level) const
{
    QJsonArray rows;
    QString next;
    do {
        const auto answer = m_program.request("GET", QStringLiteral("/api/approvals?state=waiting&limit=500&level=") + level + next, {},
                                              bearer(token(QStringLiteral("ADMIN001"))));
        const QJsonObject page = answer.ok() ? objectOf(answer->body) : QJsonObject();
        for (const QJsonValue &row : page.value(QLatin1String("data")).toArray()) {
            if (row[QLatin1String("orderId")].toString().startsWith(kOfBook))
                rows.append(row);
        }
        const QString after = page.value(QLatin1String("next")).toString();
        next = after.isEmpty() ? QString() : QStringLiteral("&after=") + after;
    } while (!next.isEmpty());
    return rows;
}

bool TestBookInWindow::approve(const QJsonObject &row, const QString &person) const
{
    const QJsonObject body{{QStringLiteral("level"), row[QLatin1String("level")]}, {QStringLiteral("decision"), QStringLiteral("approve")},
                           {QStringLiteral("version"), row[QLatin1String("order")][QLatin1String("version")]}};
    const auto answer = m_program.request("POST", QStringLiteral("/api/approvals/%1/decision").arg(row[QLatin1String("orderId")].toString()),
                                          QJsonDocument(body).toJson(QJsonDocument::Compact), bearer(token(person)));
    if (!answer.ok() || answer->status != 200)
        qWarning() << row << (answer.ok() ? answer->body : answer.error().message.toUtf8());
    return answer.ok() && answer->status == 200;
}

QString TestBookInWindow::selected() const
{
    const TableView *approvals = m_run->table("approvalsTable");
    const int row = approvals ? approvals->selectedRow() : -1;
    return row < 0 ? QString() : approvals->model()->index(row, 0).data().toString();
}

void TestBookInWindow::theBookIsImported()
{
    const auto done = m_program.run({QStringLiteral("import"), QStringLiteral(COUNTERSIGN_SOURCE_DIR "/resources/data/orders.jsonl")}, {}, 120'000);
    QVERIFY(done.ok());
    QCOMPARE(done->out, "830 orders read: 830 created, 0 already there, 0 failed; total USD 1,265,799.34\n");
    QCOMPARE(waiting(QStringLiteral("MANAGER")).size(), 403);
}

void TestBookInWindow::someAreApprovedByKey()
{
    m_run->window->showPage(QStringLiteral("approvals"));
    QTRY_VERIFY_WITH_TIMEOUT(!selected().isEmpty(), kPatience);
    while (m_byKey.size() < kByKey) {
        const QString order = selected();
        QVERIFY(!order.isEmpty());
        if (order.startsWith(kOfBook)) // the demonstration has orders of its own
            m_byKey.insert(order);
        ConsoleRun::press(Qt::Key_A);
        QTRY_VERIFY_WITH_TIMEOUT(!selected().isEmpty() && selected() != order, kPatience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(waiting(QStringLiteral("MANAGER")).size(), 403 - kByKey, kPatience); // none is held any more
}

void TestBookInWindow::theOthersAreApprovedByApi()
{
    int decided = 0;
    for (const auto &[level, person] : {std::pair(QStringLiteral("MANAGER"), QStringLiteral("MGR002")), std::pair(QStringLiteral("FINANCE"), QStringLiteral("FIN001")),
                                        std::pair(QStringLiteral("DIRECTOR"), QStringLiteral("DIR001"))}) {
        for (const QJsonValue &row : waiting(level))
            decided += approve(row.toObject(), person) ? 1 : 0;
    }
    QCOMPARE(decided, 444 - kByKey);
}

void TestBookInWindow::aSeparateClientCountsThem()
{
    QSet<QByteArray> byKey;
    for (const auto &[topic, count] : {std::pair(QStringLiteral("order.created"), 830), std::pair(QStringLiteral("order.approval.requested"), 444),
                                       std::pair(QStringLiteral("order.approval.completed"), 444)}) {
        const auto ofBook = [&, topic = topic] {
            QList<ReadRecord> some;
            const auto records = consume(m_kafka.address(), topic);
            for (const ReadRecord &one : records.ok() ? *records : QList<ReadRecord>()) {
                if (one.key.startsWith(kOfBook.toUtf8()))
                    some.append(one);
            }
            return some;
        };
        QTRY_VERIFY2_WITH_TIMEOUT(ofBook().size() >= count, qPrintable(topic), kPatience);
        QSet<QByteArray> ids;
        for (const ReadRecord &one : ofBook()) {
            ids.insert(one.header("ce_id"));
            if (topic.endsWith(QLatin1String("completed")) && objectOf(one.value)[QLatin1String("triggeredBy")][QLatin1String("userId")] == QLatin1String("MGR001"))
                byKey.insert(one.key);
        }
        QCOMPARE(ids.size(), count);
        QCOMPARE(ofBook().size(), count);
    }
    QSet<QByteArray> pressed;
    for (const QString &one : std::as_const(m_byKey))
        pressed.insert(one.toUtf8());
    QCOMPARE(byKey, pressed);
}

int main(int argc, char **argv)
{
    return runThemed<TestBookInWindow>(argc, argv);
}

#include "tst_bookinwindow.moc"
