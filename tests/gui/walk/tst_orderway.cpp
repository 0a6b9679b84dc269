// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/walk/consolerun.h"
#include "tests/support/parts.h"
#include "tests/support/program.h"
#include "ui/orderparts/factpanel.h"
#include "ui/widgets/barlist.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/figurecard.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/steptile.h"

#include <QFile>
#include <QLineEdit>

using namespace cs;
using namespace cs::test;

namespace {

/// What a manager approves.
const QByteArray kOrder = R"({"orderId":"WAY1","customerId":"ALFKI","items":[{"productId":"P042","quantity":2,"price":600}]})" "\n";

} // namespace

/// An order is followed to its end in a real window, by the steps that the window shows. The tests follow one another.
class TestOrderWay final : public QObject
{
    Q_OBJECT

public:
    explicit TestOrderWay(Theme &theme) : m_theme(theme) {}

private Q_SLOTS:
    void theOrderWaitsForAManager();
    void approvedItGoesToItsDelivery();
    void itsPanelsSayHow();
    void aShortageIsRefunded();
    void theFiguresLeadToTheirViews();
    void enterOnAnEventLeadsToItsOrder();
    void byHandItIsShippedAndDelivered();
    void anEditBeginsTheApprovalAnew();
    void cleanupTestCase() { m_run.reset(); }

private:
    void start(Program &program, const QStringList &arguments);
    void bringIn(const Program &program, const QByteArray &lines);
    void show(const QString &orderId);
    void runCommand(const QString &typed);
    QString wordOf(const QString &step) const;
    ui::FactGroup panel(const QString &id) const;

    Theme &m_theme;
    QTemporaryDir m_files;
    Program m_program{QStringLiteral("countersignd")};
    Program m_other{QStringLiteral("countersignd")};
    std::unique_ptr<ConsoleRun> m_run;
};

void TestOrderWay::start(Program &program, const QStringList &arguments)
{
    m_run.reset();
    const QStringList place{QStringLiteral("--demo"), QStringLiteral("--data-dir"), program.dataDir(), QStringLiteral("--port"), QString::number(program.port())};
    m_run = std::make_unique<ConsoleRun>(m_theme, place + arguments);
    QVERIFY(QTest::qWaitForWindowActive(m_run->window));
    QTRY_COMPARE_WITH_TIMEOUT(m_run->window->currentPage(), QStringLiteral("dashboard"), kPatience);
}

void TestOrderWay::bringIn(const Program &program, const QByteArray &lines)
{
    QFile file(m_files.filePath(QStringLiteral("way.jsonl")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(lines);
    file.close();
    const auto done = program.run({QStringLiteral("import"), file.fileName()});
    QVERIFY2(done.ok() && done->status == 0, done.ok() ? (done->out + done->err).constData() : qPrintable(done.error().message));
}

/// Shows one order alone, as a search for its id does.
void TestOrderWay::show(const QString &orderId)
{
    m_run->window->showPage(QStringLiteral("orders"));
    auto *const search = m_run->find<QLineEdit>("orderSearch");
    search->setText(orderId);
    Q_EMIT search->textEdited(orderId);
    const TableView *const table = m_run->table("ordersTable");
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() == 1 && table->model()->index(0, 0).data().toString() == orderId, kPatience);
}

void TestOrderWay::runCommand(const QString &typed)
{
    ConsoleRun::press(Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    ConsoleRun::type(typed);
    ConsoleRun::press(Qt::Key_Return);
}

/// What the shown order's stepper says of the step; "*" when it is the current one.
QString TestOrderWay::wordOf(const QString &step) const
{
    const auto *const page = m_run->window->page(QStringLiteral("orders"));
    const auto *const stepper = page ? page->findChild<Stepper *>(QStringLiteral("orderSteps")) : nullptr;
    for (const StepperStep &one : stepper && stepper->isVisible() ? stepper->steps() : QList<StepperStep>()) {
        if (one.id == step)
            return one.word + (one.current ? QStringLiteral("*") : QString());
    }
    return {};
}

ui::FactGroup TestOrderWay::panel(const QString &id) const
{
    const auto *const one = m_run->window->page(QStringLiteral("orders"))->findChild<ui::FactPanel *>(id + QStringLiteral("Panel"));
    return one ? one->group() : ui::FactGroup();
}

void TestOrderWay::theOrderWaitsForAManager()
{
    CS_REQUIRE(Program::find(QStringLiteral("countersignd")));
    start(m_program, {});
    bringIn(m_program, kOrder);
    show(QStringLiteral("WAY1"));
    QTRY_COMPARE_WITH_TIMEOUT(wordOf(QStringLiteral("MANAGER")), QStringLiteral("waiting*"), kPatience);
    QCOMPARE(wordOf(QStringLiteral("payment")), QStringLiteral("to come"));
    QVERIFY(!m_run->find<KeyButton>("moveOrder")->isEnabled());
    QVERIFY(m_run->find<KeyButton>("moveOrder")->accessibleDescription().contains(QStringLiteral("stock is reserved")));
}

void TestOrderWay::approvedItGoesToItsDelivery()
{
    m_run->window->showPage(QStringLiteral("approvals"));
    TableView *const inbox = m_run->table("approvalsTable");
    int row = -1;
    const auto find = [&] {
        for (int i = 0; i < inbox->model()->rowCount(); ++i) {
            if (inbox->model()->index(i, 0).data().toString() == QLatin1String("WAY1"))
                row = i;
        }
        return row >= 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(find(), kPatience);
    inbox->selectRow(row);
    inbox->setFocus();
    ConsoleRun::press(Qt::Key_A);
    show(QStringLiteral("WAY1")); // and nothing is touched until it is delivered
    QTRY_COMPARE_WITH_TIMEOUT(wordOf(QStringLiteral("deliver")), QStringLiteral("delivered*"), kPatience);
    QCOMPARE(wordOf(QStringLiteral("MANAGER")), QStringLiteral("approved"));
    QCOMPARE(wordOf(QStringLiteral("payment")), QStringLiteral("paid"));
    QCOMPARE(wordOf(QStringLiteral("reserve")), QStringLiteral("reserved"));
    QCOMPARE(wordOf(QStringLiteral("ship")), QStringLiteral("shipped"));
    const auto tiles = m_run->window->page(QStringLiteral("orders"))->findChildren<StepTile *>();
    QVERIFY(tiles.at(1)->accessibleName().contains(QStringLiteral("by MGR001")));
}

void TestOrderWay::itsPanelsSayHow()
{
    QTRY_COMPARE(panel(QStringLiteral("payment")).state, QStringLiteral("paid"));
    QCOMPARE(panel(QStringLiteral("payment")).facts.first().value, QStringLiteral("1,200.00 USD"));
    QCOMPARE(panel(QStringLiteral("stock")).state, QStringLiteral("shipped"));
    QCOMPARE(panel(QStringLiteral("shipment")).state, QStringLiteral("delivered"));
    const QAbstractItemModel *const items = m_run->window->page(QStringLiteral("orders"))->findChild<TableView *>(QStringLiteral("orderItems"))->model();
    QCOMPARE(items->index(0, 4).data().toString(), QStringLiteral("shipped"));
}

void TestOrderWay::aShortageIsRefunded()
{
    bringIn(m_program, R"({"orderId":"WAY2","customerId":"ALFKI","items":[{"productId":"P042","quantity":90000,"price":0.01}]})" "\n");
    show(QStringLiteral("WAY2"));
    QTRY_COMPARE_WITH_TIMEOUT(wordOf(QStringLiteral("refund")), QStringLiteral("done*"), kPatience);
    QCOMPARE(wordOf(QStringLiteral("reserve")), QStringLiteral("short"));
    QCOMPARE(wordOf(QStringLiteral("ship")), QString()); // it will never come
    QCOMPARE(wordOf(QStringLiteral("end")), QStringLiteral("ended"));
    QTRY_COMPARE(panel(QStringLiteral("payment")).state, QStringLiteral("refunded"));
}

void TestOrderWay::theFiguresLeadToTheirViews()
{
    const auto press = [this](const char *figure) {
        m_run->window->showPage(QStringLiteral("dashboard"));
        auto *const card = m_run->find<FigureCard>(figure);
        card->setFocus();
        QTRY_VERIFY(card->hasFocus());
        ConsoleRun::press(Qt::Key_Return);
    };
    press("waitingFigure");
    QTRY_COMPARE(m_run->window->currentPage(), QStringLiteral("approvals"));
    press("notificationsFigure");
    QTRY_COMPARE(m_run->window->currentPage(), QStringLiteral("notifications"));
    press("ordersFigure");
    QTRY_COMPARE(m_run->window->currentPage(), QStringLiteral("orders"));
    QTRY_VERIFY(m_run->table("ordersTable")->model()->rowCount() > 1); // all of them again
    m_run->window->showPage(QStringLiteral("dashboard"));
    auto *const states = m_run->window->page(QStringLiteral("dashboard"))->findChild<BarList *>();
    states->setFocus();
    for (qsizetype i = 0; i < states->items().size(); ++i)
        ConsoleRun::press(Qt::Key_Down);
    QCOMPARE(states->items().last().id, QStringLiteral("failed"));
    ConsoleRun::press(Qt::Key_Return);
    QTRY_COMPARE(m_run->window->currentPage(), QStringLiteral("orders"));
    QTRY_COMPARE(m_run->find<ChipBar>("orderStates")->current(), QStringLiteral("failed"));
    QTRY_COMPARE(m_run->table("ordersTable")->model()->rowCount(), 1); // WAY2
}

void TestOrderWay::enterOnAnEventLeadsToItsOrder()
{
    m_run->window->showPage(QStringLiteral("live"));
    m_run->find<QLineEdit>("liveFilter")->setText(QStringLiteral("WAY1"));
    TableView *const live = m_run->table("liveTable");
    // Records about it that are kept by person come with them, and others until the filter has been taken.
    const auto firstOfIt = [live] {
        for (int row = 0; row < live->model()->rowCount(); ++row) {
            for (int column = 0; column < live->model()->columnCount(); ++column) {
                if (live->model()->index(row, column).data().toString() == QStringLiteral("WAY1"))
                    return row;
            }
        }
        return -1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(firstOfIt() >= 0 && live->model()->rowCount() < 60, kPatience);
    live->setFocus();
    live->selectRow(firstOfIt());
    ConsoleRun::press(Qt::Key_Return);
    QTRY_COMPARE(m_run->window->currentPage(), QStringLiteral("orders"));
    QTRY_COMPARE_WITH_TIMEOUT(wordOf(QStringLiteral("deliver")), QStringLiteral("delivered*"), kPatience);
}

/// Without a shipping service the order stops at its reserved stock, and an admin takes it on.
void TestOrderWay::byHandItIsShippedAndDelivered()
{
    start(m_other, {QStringLiteral("--services"), QStringLiteral("order,approval,payment,inventory,notification")});
    bringIn(m_other, R"({"orderId":"WAY3","customerId":"ALFKI","items":[{"productId":"P042","quantity":2,"price":60}]})" "\n");
    show(QStringLiteral("WAY3"));
    QTRY_COMPARE_WITH_TIMEOUT(wordOf(QStringLiteral("reserve")), QStringLiteral("reserved"), kPatience);
    auto *const move = m_run->find<KeyButton>("moveOrder");
    QTRY_VERIFY_WITH_TIMEOUT(move->accessibleDescription().contains(QStringLiteral("Only an admin")), kPatience); // a manager sits here
    QVERIFY(!move->isEnabled());
    runCommand(QStringLiteral("switch to admin"));
    for (const char *state : {"shipped", "delivered"}) {
        QTRY_VERIFY_WITH_TIMEOUT(move->isEnabled() && move->text().contains(QLatin1String(state)), kPatience);
        ConsoleRun::press(Qt::Key_S);
        QTRY_VERIFY(m_run->find<KeyButton>("confirmMove"));
        auto *const confirm = m_run->find<KeyButton>("confirmMove");
        QVERIFY(QTest::qWaitForWindowActive(confirm->window()));
        QTRY_VERIFY(confirm->hasFocus());
        ConsoleRun::press(Qt::Key_Return);
        const QString step = QLatin1String(state) == QLatin1String("shipped") ? QStringLiteral("ship") : QStringLiteral("deliver");
        QTRY_VERIFY_WITH_TIMEOUT(wordOf(step).startsWith(QLatin1String(state)), kPatience);
        QTRY_VERIFY(!m_run->find<KeyButton>("confirmMove"));
        QVERIFY(QTest::qWaitForWindowActive(m_run->window));
    }
    QCOMPARE(panel(QStringLiteral("shipment")).facts.first().value, QStringLiteral("none: by hand"));
    QVERIFY(!move->isEnabled());
}

/// An admin sits there still, who may edit what others brought in.
void TestOrderWay::anEditBeginsTheApprovalAnew()
{
    bringIn(m_other, R"({"orderId":"WAY4","customerId":"ALFKI","items":[{"productId":"P042","quantity":2,"price":600}]})" "\n");
    show(QStringLiteral("WAY4"));
    QTRY_COMPARE_WITH_TIMEOUT(wordOf(QStringLiteral("MANAGER")), QStringLiteral("waiting*"), kPatience);
    QCOMPARE(wordOf(QStringLiteral("FINANCE")), QString());
    auto *const edit = m_run->find<KeyButton>("editOrder");
    QTRY_VERIFY_WITH_TIMEOUT(edit->isEnabled(), kPatience);
    ConsoleRun::press(Qt::Key_E);
    edit->click(); // opens no second editor, which would be there at the end
    QTRY_VERIFY_WITH_TIMEOUT(m_run->find<KeyButton>("saveOrder"), kPatience);
    auto *const save = m_run->find<KeyButton>("saveOrder");
    QWidget *const dialog = save->window();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QLineEdit *quantity = nullptr;
    for (QLineEdit *const one : dialog->findChildren<QLineEdit *>()) {
        if (one->accessibleName() == QLatin1String("Quantity"))
            quantity = one;
    }
    QVERIFY(quantity);
    QTRY_VERIFY(quantity->hasFocus());
    QTest::keyClick(quantity, Qt::Key_E); // the second press of a key that was pressed twice
    QCOMPARE(quantity->text(), QStringLiteral("2"));
    quantity->setText(QStringLiteral("0"));
    // A window manager may give the window behind it the keys once more before it settles; what is wrong is not sent, however often.
    QTRY_VERIFY_WITH_TIMEOUT((ConsoleRun::press(Qt::Key_Return, Qt::ControlModifier), quantity->property("invalid").toBool()), kPatience);
    QVERIFY(dialog->isVisible()); // and says what is wrong with it
    quantity->setText(QStringLiteral("10"));
    ConsoleRun::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_run->find<KeyButton>("saveOrder"), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(wordOf(QStringLiteral("FINANCE")), QStringLiteral("to come"), kPatience);
    QCOMPARE(wordOf(QStringLiteral("MANAGER")), QStringLiteral("waiting*"));
}

int main(int argc, char **argv)
{
    return runThemed<TestOrderWay>(argc, argv);
}

#include "tst_orderway.moc"
