// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/walk/consolerun.h"
#include "tests/support/parts.h"
#include "tests/support/program.h"
#include "ui/widgets/decisionpath.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>

using namespace cs;
using namespace cs::test;

/// A person's walk through the demonstration, with real keys in a real window: orders come, one is approved, one is rejected,
/// and both decisions are seen on the topics. COUNTERSIGN_SCREENSHOTS names a folder for pictures of each view.
class TestWalk final : public QObject
{
    Q_OBJECT

public:
    explicit TestWalk(Theme &theme) : m_theme(theme) {}

private Q_SLOTS:
    void initTestCase();
    void ordersArrive();
    void theBookComesInBesides();
    void oneIsApprovedByKey();
    void oneIsRejectedWithAReason();
    void bothDecisionsAreSeenOnTheTopics();
    void everyViewIsThere_data();
    void everyViewIsThere();
    void cleanupTestCase();

private:
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void open(Qt::Key digit, const QString &page);
    TableView *table(const char *name) const { return m_window->findChild<TableView *>(QLatin1String(name)); }
    /// The text of a row's cells, joined.
    static QString rowText(const QAbstractItemModel &model, int row);
    static bool hasRow(const TableView &view, const QString &first, const QString &second);
    QString selectedOrder() const;
    bool decisionSaysSeen(const QString &text) const;
    void picture(const QString &name);

    Theme &m_theme;
    Program m_program{QStringLiteral("countersignd")};
    std::unique_ptr<app::Console> m_console;
    MainWindow *m_window = nullptr;
    QString m_approved;
    QString m_rejected;
};

void TestWalk::initTestCase()
{
    const QStringList arguments{QStringLiteral("--demo"), QStringLiteral("--data-dir"), m_program.dataDir(), QStringLiteral("--port"),
                                QString::number(m_program.port())};
    const auto options = settings::load(arguments, QProcessEnvironment());
    QVERIFY2(options.ok(), qPrintable(options.ok() ? QString() : options.error().message));
    m_console = std::make_unique<app::Console>(*options, m_theme);
    m_console->start();
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->objectName() == QStringLiteral("mainWindow"))
            m_window = qobject_cast<MainWindow *>(widget);
    }
    QVERIFY(m_window);
    m_window->resize(1440, 900);
    QVERIFY(QTest::qWaitForWindowActive(m_window));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->currentPage(), QStringLiteral("dashboard"), kPatience);
}

void TestWalk::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window->windowHandle(), key, modifiers);
}

void TestWalk::open(Qt::Key digit, const QString &page)
{
    press(digit, Qt::ControlModifier);
    QTRY_COMPARE(m_window->currentPage(), page);
}

QString TestWalk::rowText(const QAbstractItemModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells.append(model.index(row, column).data().toString());
    return cells.join(u' ');
}

bool TestWalk::hasRow(const TableView &view, const QString &first, const QString &second)
{
    for (int row = 0; row < view.model()->rowCount(); ++row) {
        const QString text = rowText(*view.model(), row);
        if (text.contains(first) && text.contains(second))
            return true;
    }
    return false;
}

void TestWalk::ordersArrive()
{
    open(Qt::Key_4, QStringLiteral("live")); // from here on the tail keeps what comes
    open(Qt::Key_2, QStringLiteral("orders"));
    QTRY_VERIFY_WITH_TIMEOUT(table("ordersTable") && table("ordersTable")->model()->rowCount() >= 3, kPatience);
    QVERIFY(table("ordersTable")->model()->index(0, 0).data().toString().startsWith(u'D'));
}

/// A command on the same data folder goes through the console's API, and the window shows what it brought.
void TestWalk::theBookComesInBesides()
{
    CS_REQUIRE(Program::find(QStringLiteral("countersignd")));
    const auto done = m_program.run({QStringLiteral("import"), QStringLiteral(COUNTERSIGN_SOURCE_DIR "/resources/data/orders.jsonl")});
    QVERIFY(done.ok());
    QVERIFY2(done->status == 0 && done->out.startsWith("830 orders read: 830 created"), (done->out + done->err).constData());
    QTRY_VERIFY_WITH_TIMEOUT(hasRow(*table("ordersTable"), QStringLiteral("NW"), {}), kPatience);
}

QString TestWalk::selectedOrder() const
{
    const TableView *approvals = table("approvalsTable");
    const int row = approvals ? approvals->selectedRow() : -1;
    return row < 0 ? QString() : approvals->model()->index(row, 0).data().toString();
}

void TestWalk::oneIsApprovedByKey()
{
    open(Qt::Key_3, QStringLiteral("approvals"));
    QTRY_VERIFY_WITH_TIMEOUT(!selectedOrder().isEmpty(), kPatience);
    m_approved = selectedOrder();
    press(Qt::Key_A);
    QTRY_VERIFY(!selectedOrder().isEmpty() && selectedOrder() != m_approved); // the next one is there
}

void TestWalk::oneIsRejectedWithAReason()
{
    m_rejected = selectedOrder();
    press(Qt::Key_R);
    QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Over the budget of this quarter"));
    press(Qt::Key_Return);
    QTRY_VERIFY(!selectedOrder().isEmpty() && selectedOrder() != m_rejected);
    picture(QStringLiteral("approvals-held"));
    QTRY_VERIFY_WITH_TIMEOUT(decisionSaysSeen(m_approved), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(decisionSaysSeen(m_rejected), kPatience);
}

/// The line of the last decisions that names the order ends in "seen".
bool TestWalk::decisionSaysSeen(const QString &text) const
{
    for (const DecisionPath *path : m_window->findChildren<DecisionPath *>()) {
        for (const QLabel *label : path->parentWidget()->findChildren<QLabel *>()) {
            const bool sameLine = qAbs(label->geometry().center().y() - path->geometry().center().y()) < path->height();
            if (sameLine && label->accessibleName().contains(text) && path->stage() == DecisionStage::Seen)
                return true;
        }
    }
    return false;
}

void TestWalk::bothDecisionsAreSeenOnTheTopics()
{
    open(Qt::Key_4, QStringLiteral("live"));
    const TableView *live = table("liveTable");
    QVERIFY(live);
    QTRY_VERIFY_WITH_TIMEOUT(hasRow(*live, m_approved, QStringLiteral("order.approval.completed")), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(hasRow(*live, m_rejected, QStringLiteral("order.approval.rejected")), kPatience);
    m_window->findChild<QLineEdit *>(QStringLiteral("liveFilter"))->setText(m_rejected);
    const auto onlyIt = [&] {
        for (int row = 0; row < live->model()->rowCount(); ++row) {
            // What was told of the order names it in its value only.
            const QString text = rowText(*live->model(), row);
            if (!text.contains(m_rejected) && !text.contains(QLatin1String("NOTIFICATION_DELIVERED_TOPIC")))
                return false;
        }
        return live->model()->rowCount() >= 3;
    };
    QTRY_VERIFY(onlyIt()); // created, asked for, rejected
    m_window->findChild<QLineEdit *>(QStringLiteral("liveFilter"))->clear();
}

void TestWalk::everyViewIsThere_data()
{
    QTest::addColumn<int>("digit");
    QTest::addColumn<QString>("page");
    QTest::newRow("dashboard") << int(Qt::Key_1) << QStringLiteral("dashboard");
    QTest::newRow("orders") << int(Qt::Key_2) << QStringLiteral("orders");
    QTest::newRow("approvals") << int(Qt::Key_3) << QStringLiteral("approvals");
    QTest::newRow("live") << int(Qt::Key_4) << QStringLiteral("live");
    QTest::newRow("topics") << int(Qt::Key_5) << QStringLiteral("topics");
    QTest::newRow("notifications") << int(Qt::Key_6) << QStringLiteral("notifications");
}

void TestWalk::everyViewIsThere()
{
    QFETCH(int, digit);
    QFETCH(QString, page);
    open(Qt::Key(digit), page);
    for (TableView *view : m_window->page(page)->findChildren<TableView *>()) {
        if (view->isVisible() && view->objectName() != QString() && view->selectedRow() < 0) {
            QTRY_VERIFY_WITH_TIMEOUT(view->model()->rowCount() > 0, kPatience);
            view->selectRow(0);
        }
    }
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        m_theme.setChoice(choice);
        picture(page + (choice == ThemeChoice::Dark ? QStringLiteral("-dark") : QStringLiteral("-light")));
    }
    m_theme.setChoice(ThemeChoice::Light);
}

/// What the window shows now; nothing without COUNTERSIGN_SCREENSHOTS.
void TestWalk::picture(const QString &name)
{
    const QString folder = qEnvironmentVariable("COUNTERSIGN_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    QVERIFY(QDir().mkpath(folder));
    QTest::qWait(2500); // for the picture's sake: charts and details that are read in the background
    QVERIFY(m_window->grab().save(QDir(folder).filePath(name + QStringLiteral(".png"))));
}

void TestWalk::cleanupTestCase()
{
    m_window = nullptr;
    m_console.reset();
}

int main(int argc, char **argv)
{
    return runThemed<TestWalk>(argc, argv);
}

#include "tst_walk.moc"
