// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/json.h"
#include "tests/gui/walk/consolerun.h"
#include "tests/support/program.h"
#include "ui/approvals/bulkdecisiondialog.h"
#include "ui/orders/importdialog.h"
#include "ui/shell/navigationrail.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toast.h"

#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QTimer>

using namespace cs;
using namespace cs::test;

namespace {

QByteArray manyOrders(const QByteArray &name, int count)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i)
        lines += R"({"orderId":")" + name + QByteArray::number(i) + R"(","customerId":"BIG","items":[{"productId":"P1","quantity":1,"price":10}]})" "\n";
    return lines;
}

} // namespace

/// A demonstration's window, used by keyboard: another person by the palette, imports that go wrong, several decisions at
/// once, an export. The tests follow one another.
class TestInbox final : public QObject
{
    Q_OBJECT

public:
    explicit TestInbox(Theme &theme) : m_theme(theme) {}

private Q_SLOTS:
    void initTestCase();
    void thePaletteSwitchesThePerson();
    void eachBadLineOfAnImportIsNamed();
    void closingDuringAnImportAsks();
    void theQuestionGoesWhenTheImportHasEnded();
    void theChipsFollowTheFilter();
    void theNumbersAgree();
    void severalAreDecidedTogether();
    void theOrdersAreExported();
    void everyControlHasANameAndIsReachedByTab_data();
    void everyControlHasANameAndIsReachedByTab();
    void cleanupTestCase() { m_run.reset(); }

private:
    void runCommand(const QString &typed);
    ui::ImportDialog *openImport(const QByteArray &content, const QString &name);
    QString write(const QString &name, const QByteArray &content);
    void chooseInDialog(const QString &path);
    int chipNumber(const QString &chip) const;
    QString toast() const { return m_run->window->findChild<Toast *>()->text(); }

    Theme &m_theme;
    Program m_program{QStringLiteral("countersignd")}; ///< its folder and port
    QTemporaryDir m_files;
    std::unique_ptr<ConsoleRun> m_run;
};

void TestInbox::initTestCase()
{
    m_run = std::make_unique<ConsoleRun>(m_theme, QStringList{QStringLiteral("--demo"), QStringLiteral("--data-dir"), m_program.dataDir(), QStringLiteral("--port"),
                                                              QString::number(m_program.port())});
    QVERIFY(QTest::qWaitForWindowActive(m_run->window));
    QTRY_COMPARE_WITH_TIMEOUT(m_run->window->currentPage(), QStringLiteral("dashboard"), kPatience);
}

void TestInbox::runCommand(const QString &typed)
{
    ConsoleRun::press(Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    ConsoleRun::type(typed);
    ConsoleRun::press(Qt::Key_Return);
}

QString TestInbox::write(const QString &name, const QByteArray &content)
{
    QFile file(m_files.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s", qPrintable(file.errorString()));
    return file.fileName();
}

ui::ImportDialog *TestInbox::openImport(const QByteArray &content, const QString &name)
{
    runCommand(QStringLiteral("import orders"));
    auto *const dialog = m_run->window->findChild<ui::ImportDialog *>();
    if (!dialog || !QTest::qWaitForWindowActive(dialog))
        return nullptr;
    dialog->setFile(write(name, content));
    QTest::mouseClick(dialog->findChild<QAbstractButton *>(QStringLiteral("startImport")), Qt::LeftButton);
    return dialog;
}

void TestInbox::thePaletteSwitchesThePerson()
{
    runCommand(QStringLiteral("import orders"));
    QCOMPARE(m_run->window->currentPage(), QStringLiteral("orders"));
    QVERIFY2(toast().contains(QStringLiteral("role does not import")), qPrintable(toast())); // a manager
    runCommand(QStringLiteral("switch to admin"));
    runCommand(QStringLiteral("import orders"));
    auto *const dialog = m_run->window->findChild<ui::ImportDialog *>();
    QVERIFY(dialog);
    dialog->reject();
    QTRY_VERIFY(!m_run->window->findChild<ui::ImportDialog *>());
    runCommand(QStringLiteral("theme as"));
    runCommand(QStringLiteral("dark theme"));
    QCOMPARE(m_theme.kind(), ThemeKind::Dark);
    runCommand(QStringLiteral("light theme"));
    QCOMPARE(m_theme.kind(), ThemeKind::Light);
}

void TestInbox::eachBadLineOfAnImportIsNamed()
{
    const QByteArray csv = "orderId;customerId;productId;quantity;price\n"
                           "SEMI1;ALFKI;P1;100;50,00\n"
                           "SEMI2;ALFKI;P1;-1;50,00\n"
                           "SEMI3;ALFKI;P1;1\n"
                           "SEMI4;ALFKI;P1;100;30.00\n";
    ui::ImportDialog *const dialog = openImport(csv, QStringLiteral("semicolons.csv"));
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isRunning(), kPatience);
    const auto *const failures = dialog->findChild<TableView *>(QStringLiteral("importFailures"))->model();
    QTRY_COMPARE(failures->rowCount(), 2);
    QCOMPARE(failures->index(0, 0).data().toString(), QStringLiteral("3"));
    QVERIFY(failures->index(0, 1).data().toString().contains(QStringLiteral("quantity")));
    QCOMPARE(failures->index(1, 0).data().toString(), QStringLiteral("4"));
    QVERIFY(failures->index(1, 2).data().toString().contains(QStringLiteral("4 fields")));
    ConsoleRun::press(Qt::Key_Escape);
    QTRY_VERIFY(!m_run->window->findChild<ui::ImportDialog *>());
}

void TestInbox::closingDuringAnImportAsks()
{
    const QPointer<ui::ImportDialog> dialog = openImport(manyOrders("BIG", 60'000), QStringLiteral("big.jsonl"));
    QVERIFY(dialog);
    QVERIFY(dialog->isRunning());
    QVERIFY(!m_run->window->close()); // it asks, and goes on meanwhile
    QVERIFY(m_run->window->isVisible());
    QTRY_VERIFY(dialog && dialog->findChild<QMessageBox *>());
    auto *const ask = dialog->findChild<QMessageBox *>();
    QVERIFY(ask->text().contains(QStringLiteral("What was created stays")));
    QVERIFY(dialog->isRunning());
    for (QAbstractButton *const button : ask->buttons()) {
        if (ask->buttonRole(button) == QMessageBox::DestructiveRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!dialog, kPatience);
    QVERIFY(m_run->window->isVisible());
}

void TestInbox::theQuestionGoesWhenTheImportHasEnded()
{
    const QPointer<ui::ImportDialog> dialog = openImport(manyOrders("MANY", 2'000), QStringLiteral("many.jsonl"));
    QVERIFY(dialog);
    dialog->reject();
    QVERIFY(dialog->findChild<QMessageBox *>());
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isRunning(), kPatience);
    QTRY_VERIFY(!dialog->findChild<QMessageBox *>());
    QVERIFY(dialog->isVisible()); // with what came of it
    dialog->reject();
    QTRY_VERIFY(!dialog);
}

int TestInbox::chipNumber(const QString &chip) const
{
    const auto *const button = m_run->window->page(m_run->window->currentPage())->findChild<QAbstractButton *>(chip);
    return button ? QLocale().toInt(button->text().section(QLatin1Char(' '), -1)) : -1;
}

void TestInbox::theChipsFollowTheFilter()
{
    m_run->window->showPage(QStringLiteral("orders"));
    auto *const search = m_run->find<QLineEdit>("orderSearch");
    search->setFocus();
    ConsoleRun::type(QStringLiteral("SEMI"));
    QTRY_COMPARE(m_run->table("ordersTable")->model()->rowCount(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(chipNumber(QStringLiteral("all")), 2, kPatience);
    QCOMPARE(chipNumber(QStringLiteral("waiting")), 2);
    QCOMPARE(chipNumber(QStringLiteral("approved")), 0);
    search->clear();
    Q_EMIT search->textEdited({});
    QTRY_VERIFY_WITH_TIMEOUT(chipNumber(QStringLiteral("all")) > 2, kPatience);
}

void TestInbox::theNumbersAgree()
{
    runCommand(QStringLiteral("switch to manager"));
    const auto done = m_program.run({QStringLiteral("import"), QStringLiteral(COUNTERSIGN_SOURCE_DIR "/resources/data/orders.jsonl")});
    QVERIFY(done.ok() && done->status == 0);
    m_run->window->showPage(QStringLiteral("approvals"));
    const auto agree = [this] {
        const int badge = m_run->window->findChild<NavigationRail *>()->badge(QStringLiteral("approvals"));
        return badge > 0 && badge == chipNumber(QStringLiteral("mine")) && badge == m_run->table("approvalsTable")->model()->rowCount();
    };
    QTRY_VERIFY_WITH_TIMEOUT(m_run->table("approvalsTable")->model()->rowCount() > 400, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(agree(), kPatience);
    QVERIFY(QTest::qWaitForWindowActive(m_run->window));
    ConsoleRun::press(Qt::Key_A); // held for some seconds, and out of every number at once
    QTRY_VERIFY_WITH_TIMEOUT(agree(), kPatience);
}

void TestInbox::severalAreDecidedTogether()
{
    TableView *const table = m_run->table("approvalsTable");
    table->setFocus();
    table->selectRow(3);
    for (int i = 0; i < 3; ++i)
        ConsoleRun::press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(table->selectedRows().size(), 4);
    QStringList orders;
    for (const int row : table->selectedRows())
        orders.append(table->model()->index(row, 0).data().toString());
    ConsoleRun::press(Qt::Key_D);
    const QPointer<ui::BulkDecisionDialog> dialog = m_run->window->findChild<ui::BulkDecisionDialog *>();
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    const QAbstractItemModel *const lines = dialog->findChild<TableView *>(QStringLiteral("bulkTable"))->model();
    const auto *const summary = dialog->findChild<PlainLabel *>(QStringLiteral("bulkSummary"));
    QTRY_VERIFY_WITH_TIMEOUT(summary->plainText().startsWith(QStringLiteral("4 of 4 can be decided by you")), kPatience);
    QCOMPARE(lines->rowCount(), 4);
    // Somebody else is faster with one of them, after it was looked at.
    QFile tokens(m_program.dataDir() + QStringLiteral("/demo-tokens.json"));
    QVERIFY(tokens.open(QIODevice::ReadOnly));
    const auto all = json::parse(tokens.readAll());
    QVERIFY(all.ok());
    const QByteArray token = all->find("MGR002")->text();
    const auto other = m_program.request("POST", QStringLiteral("/api/approvals/%1/decision").arg(orders.at(1)),
                                         R"({"level":"MANAGER","decision":"reject","reason":"too much","version":1})", bearer(token));
    QVERIFY2(other.ok() && other->status == 200, other.ok() ? other->body.constData() : "");
    ConsoleRun::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(summary->plainText().startsWith(QStringLiteral("3 recorded")), kPatience);
    QTRY_COMPARE(summary->plainText(), QStringLiteral("3 recorded \u00B7 1 failed"));
    QCOMPARE(lines->index(1, 3).data().toString(), QStringLiteral("failed"));
    QVERIFY2(lines->index(1, 4).data().toString().contains(QStringLiteral("MGR002")), qPrintable(lines->index(1, 4).data().toString()));
    ConsoleRun::press(Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QVERIFY(QTest::qWaitForWindowActive(m_run->window));
    table->setFocus();
    ConsoleRun::press(Qt::Key_Return); // opens the order that is shown
    QTRY_COMPARE(m_run->window->currentPage(), QStringLiteral("orders"));
}

/// The file dialog runs an event loop of its own: what is to be typed into it waits for it there.
void TestInbox::chooseInDialog(const QString &path)
{
    auto *const wait = new QTimer(this);
    connect(wait, &QTimer::timeout, this, [wait, path] {
        auto *const dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        wait->deleteLater();
        dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(path);
        QMetaObject::invokeMethod(dialog, "accept", Qt::QueuedConnection);
    });
    wait->start(20);
}

void TestInbox::theOrdersAreExported()
{
    m_run->window->showPage(QStringLiteral("orders"));
    auto *const search = m_run->find<QLineEdit>("orderSearch");
    search->setText(QStringLiteral("SEMI"));
    Q_EMIT search->textEdited({});
    QTRY_COMPARE(m_run->table("ordersTable")->model()->rowCount(), 2);
    const QString path = m_files.filePath(QStringLiteral("out.csv"));
    chooseInDialog(path);
    runCommand(QStringLiteral("export the orders"));
    QTRY_COMPARE(toast(), QStringLiteral("2 orders are in out.csv"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count("\r\n"), 3);
    chooseInDialog(QStringLiteral("/proc/out.csv")); // nobody may write there
    runCommand(QStringLiteral("export the orders"));
    QTRY_VERIFY2(toast().startsWith(QStringLiteral("out.csv could not be written: ")), qPrintable(toast()));
}

void TestInbox::everyControlHasANameAndIsReachedByTab_data()
{
    QTest::addColumn<QString>("page");
    for (const char *page : {"dashboard", "orders", "approvals", "live", "topics", "notifications"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void TestInbox::everyControlHasANameAndIsReachedByTab()
{
    QFETCH(QString, page);
    m_run->window->showPage(page);
    QWidget *const shown = m_run->window->page(page);
    QTRY_VERIFY(shown->isVisible());
    const auto wanted = [shown] {
        QSet<QWidget *> widgets;
        for (QWidget *widget : shown->findChildren<QWidget *>()) {
            const bool inner = qobject_cast<QAbstractButton *>(widget) && qobject_cast<QLineEdit *>(widget->parentWidget());
            const bool chip = widget->property("chip").toBool(); // one of a group; the arrow keys go to the others
            if ((widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget->isEnabled() && widget->isVisible() && !widget->focusProxy() && !inner && !chip)
                widgets.insert(widget);
        }
        return widgets;
    };
    for (QWidget *widget : wanted()) {
        const auto *const button = qobject_cast<QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()), widget->metaObject()->className());
    }
    const QSet<QWidget *> before = wanted(); // what only comes up meanwhile is not missed
    QSet<QWidget *> met;
    for (int i = 0; i < 80; ++i) {
        ConsoleRun::press(Qt::Key_Tab);
        met.insert(QApplication::focusWidget());
    }
    QSet<QWidget *> still = wanted();
    still.intersect(before);
    for (QWidget *widget : std::as_const(still))
        QVERIFY2(met.contains(widget), qPrintable(QStringLiteral("%1 %2 %3").arg(QLatin1String(widget->metaObject()->className()), widget->objectName(), widget->accessibleName())));
}

int main(int argc, char **argv)
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    return runThemed<TestInbox>(argc, argv);
}

#include "tst_inbox.moc"
