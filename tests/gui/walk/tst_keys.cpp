// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/walk/consolerun.h"
#include "ui/orders/neworderdialog.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toast.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>

using namespace cs;
using namespace cs::test;

/// What keys do, and what they must not do, in the lists of a demonstration's window. The tests follow one another.
class TestKeys final : public QObject
{
    Q_OBJECT

public:
    explicit TestKeys(Theme &theme) : m_theme(theme) {}

private Q_SLOTS:
    void initTestCase()
    {
        m_run = ConsoleRun::demonstration(m_theme, m_folder.path(), QStringLiteral("MGR001"));
        QVERIFY(QTest::qWaitForWindowActive(m_run->window));
        QTRY_COMPARE_WITH_TIMEOUT(m_run->window->currentPage(), QStringLiteral("dashboard"), kPatience);
    }
    void theListHasTheKeysWhenItsViewIsShown_data();
    void theListHasTheKeysWhenItsViewIsShown();
    void aReasonThatIsTooLongIsNotSent();
    void aKeyThatIsHeldDecidesOnce();
    void whatOnePersonWroteIsNotSentByAnother();
    void whatWasWrittenIsNotLostUnasked();
    void aDialogThatIsOpenFollowsTheTheme();
    void cleanupTestCase() { m_run.reset(); }

private:
    QString toast() const { return m_run->window->findChild<Toast *>()->text(); }

    Theme &m_theme;
    QTemporaryDir m_folder;
    std::unique_ptr<ConsoleRun> m_run;
};

void TestKeys::theListHasTheKeysWhenItsViewIsShown_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("list");
    const auto row = [](const char *page, const char *part, const char *list) {
        QTest::addRow("%s %s", page, part) << QString::fromLatin1(page) << QString::fromLatin1(part) << QString::fromLatin1(list);
    };
    row("orders", "orders", "ordersTable");
    row("orders", "stock", "stockTable");
    row("approvals", "", "approvalsTable");
    row("live", "", "liveTable");
    row("topics", "topics", "topicsTable");
    row("topics", "groups", "groupsTable");
    row("topics", "services", "servicesTable");
    row("notifications", "", "notificationsTable");
}

void TestKeys::theListHasTheKeysWhenItsViewIsShown()
{
    QFETCH(QString, page);
    QFETCH(QString, part);
    QFETCH(QString, list);
    m_run->window->showPage(page);
    if (!part.isEmpty()) {
        for (ChipBar *const bar : m_run->window->page(page)->findChildren<ChipBar *>()) {
            if (bar->objectName() == QLatin1String("topicParts") || bar->objectName() == QLatin1String("orderParts"))
                bar->setCurrent(part);
        }
    }
    TableView *table = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((table = m_run->window->findChild<TableView *>(list)) && table->isVisible() && table->model()->rowCount() > 1, kPatience);
    m_run->window->showPage(QStringLiteral("dashboard"));
    m_run->window->showPage(page);
    QTRY_VERIFY(table->hasFocus());
    table->selectRow(0);
    ConsoleRun::press(Qt::Key_Down);
    QVERIFY(table->selectedRow() > 0);
    // A letter that is on no button, or on one that is not open now, goes to no other row.
    for (QAbstractItemView *const view : m_run->window->page(page)->findChildren<QAbstractItemView *>()) {
        if (!view->isVisible() || view->focusPolicy() == Qt::NoFocus || view->model()->rowCount() < 2)
            continue;
        view->setCurrentIndex(view->model()->index(0, 0));
        const QPersistentModelIndex before = view->currentIndex();
        view->keyboardSearch(view->model()->index(1, 0).data().toString());
        QVERIFY2(view->currentIndex() == before, qPrintable(view->objectName()));
    }
}

void TestKeys::aReasonThatIsTooLongIsNotSent()
{
    m_run->window->showPage(QStringLiteral("approvals"));
    TableView *const inbox = m_run->table("approvalsTable");
    QTRY_VERIFY_WITH_TIMEOUT(inbox->model()->rowCount() > 2, kPatience);
    inbox->selectRow(0);
    const QString order = inbox->model()->index(0, 0).data().toString();
    const auto holds = [inbox](const QString &id) {
        for (int row = 0; row < inbox->model()->rowCount(); ++row) {
            if (inbox->model()->index(row, 0).data().toString() == id)
                return true;
        }
        return false;
    };
    ConsoleRun::press(Qt::Key_R);
    auto *const note = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(note);
    ConsoleRun::press(Qt::Key_Return);
    QTRY_VERIFY2(toast().contains(QStringLiteral("needs a reason")), qPrintable(toast()));
    QVERIFY(note->hasFocus());
    note->setText(QString(1012, QLatin1Char('x')));
    ConsoleRun::press(Qt::Key_Return);
    QTRY_VERIFY2(toast().contains(QStringLiteral("too long by 12")), qPrintable(toast()));
    QCOMPARE(note->text().size(), 1012);
    QVERIFY(note->hasFocus());
    QVERIFY(holds(order));
    note->setText(QString(1000, QLatin1Char('x')));
    ConsoleRun::press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!holds(order), kPatience);
}

/// A key that repeats itself as long as it is held: a person means one order, not all that come up behind it.
void TestKeys::aKeyThatIsHeldDecidesOnce()
{
    TableView *const inbox = m_run->table("approvalsTable");
    QTRY_VERIFY_WITH_TIMEOUT(inbox->model()->rowCount() > 3, kPatience);
    inbox->setFocus();
    inbox->selectRow(0);
    const QString second = inbox->model()->index(1, 0).data().toString();
    ConsoleRun::press(Qt::Key_A);
    QTRY_COMPARE(inbox->model()->index(0, 0).data().toString(), second);
    QWindow *const window = m_run->window->windowHandle();
    for (int i = 0; i < 5; ++i)
        qt_handleKeyEvent(window, QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("a"), true);
    QCoreApplication::processEvents();
    QCOMPARE(inbox->model()->index(0, 0).data().toString(), second);
}

void TestKeys::whatOnePersonWroteIsNotSentByAnother()
{
    TableView *const inbox = m_run->table("approvalsTable");
    QTRY_VERIFY_WITH_TIMEOUT(inbox->model()->rowCount() > 1, kPatience);
    inbox->setFocus();
    inbox->selectRow(0);
    ConsoleRun::press(Qt::Key_R);
    auto *const note = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(note);
    ConsoleRun::type(QStringLiteral("too much"));
    Q_EMIT m_run->window->personChosen(QStringLiteral("MGR002"));
    QTRY_COMPARE(note->text(), QString());
    QVERIFY(inbox->hasFocus());
}

void TestKeys::whatWasWrittenIsNotLostUnasked()
{
    m_run->window->showPage(QStringLiteral("orders"));
    m_run->find<ChipBar>("orderParts")->setCurrent(QStringLiteral("orders"));
    ConsoleRun::press(Qt::Key_N, Qt::ControlModifier);
    const QPointer<QDialog> dialog = m_run->window->findChild<ui::NewOrderDialog *>();
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    auto *const customer = dialog->findChild<QComboBox *>(QStringLiteral("newOrderCustomer"));
    customer->setEditText(QStringLiteral("ALFKI"));
    dialog->reject();
    auto *const ask = dialog->findChild<QMessageBox *>();
    QVERIFY(ask && dialog->isVisible());
    QCOMPARE(ask->defaultButton()->text(), QStringLiteral("Go on")); // Enter loses nothing
    ask->reject();
    QTRY_VERIFY(!dialog->findChild<QMessageBox *>());
    QVERIFY(dialog->isVisible());
    QCOMPARE(customer->currentText(), QStringLiteral("ALFKI"));
    customer->setEditText({});
    dialog->reject(); // nothing is written
    QTRY_VERIFY(!dialog);
}

void TestKeys::aDialogThatIsOpenFollowsTheTheme()
{
    ConsoleRun::press(Qt::Key_N, Qt::ControlModifier);
    const QPointer<QDialog> dialog = m_run->window->findChild<ui::NewOrderDialog *>();
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        m_theme.setChoice(choice);
        QTRY_COMPARE(dialog->grab().toImage().pixelColor(2, 2), m_theme.color(Token::Background));
        QCOMPARE(dialog->findChild<PlainLabel *>()->palette().color(QPalette::WindowText), m_theme.color(Token::Text));
    }
    dialog->reject();
    QTRY_VERIFY(!dialog);
}

int main(int argc, char **argv)
{
    return runThemed<TestKeys>(argc, argv);
}

#include "tst_keys.moc"
