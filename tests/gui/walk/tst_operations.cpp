// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/walk/consolerun.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toast.h"

#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QSpinBox>
#include <QTemporaryDir>

using namespace cs;
using namespace cs::test;

/// An admin of a demonstration looks after its services and its stock. The tests follow one another. COUNTERSIGN_SCREENSHOTS names
/// a folder for pictures of each view, COUNTERSIGN_SIZE their size (1280x800).
class TestOperations final : public QObject
{
    Q_OBJECT

public:
    explicit TestOperations(Theme &theme) : m_theme(theme) {}

private Q_SLOTS:
    void initTestCase()
    {
        m_run = ConsoleRun::demonstration(m_theme, m_folder.path(), QStringLiteral("ADMIN001"));
        const QStringList size = qEnvironmentVariable("COUNTERSIGN_SIZE", QStringLiteral("1280x800")).split(QLatin1Char('x'));
        m_run->window->resize(size.value(0).toInt(), size.value(1).toInt());
        QVERIFY(QTest::qWaitForWindowActive(m_run->window));
        QTRY_COMPARE_WITH_TIMEOUT(m_run->window->currentPage(), QStringLiteral("dashboard"), kPatience);
    }
    void topicsAndGroupsAreShown();
    void aServiceIsTurnedOffAndOn();
    void whatCannotBeSwitchedSaysWhy();
    void stockIsAdjustedWithAReason();
    void whatIsReservedCannotBeTakenAway();
    void othersOnlyLook();
    void cleanupTestCase() { m_run.reset(); }

private:
    void openPart(Qt::Key digit, const QString &page, const char *chips, const QString &part)
    {
        ConsoleRun::press(digit, Qt::ControlModifier);
        QTRY_COMPARE(m_run->window->currentPage(), page);
        m_run->find<ChipBar>(chips)->setCurrent(part);
    }
    QString toast() const { return m_run->window->findChild<Toast *>()->text(); }
    void selectService(const QString &title)
    {
        const auto *const model = m_run->table("servicesTable")->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() == title)
                m_run->table("servicesTable")->selectRow(row);
        }
    }
    QString stateShown() const { return m_run->find<Pill>("serviceState")->text(); }
    KeyButton *switchButton() const { return m_run->find<KeyButton>("serviceSwitch"); }
    QDialog *dialog() const { return m_run->window->findChild<QDialog *>(QStringLiteral("adjustStockDialog")); }
    /// By the button, whose card may just have come up and have no place yet for a mouse to hit.
    void openAdjustment()
    {
        auto *const button = m_run->find<KeyButton>("adjustStock");
        QTRY_VERIFY_WITH_TIMEOUT(button->isVisible() && button->isEnabled(), kPatience);
        button->click();
    }
    void picture(const QString &name)
    {
        const QString folder = qEnvironmentVariable("COUNTERSIGN_SCREENSHOTS");
        if (folder.isEmpty())
            return;
        QVERIFY(QDir().mkpath(folder));
        for (const auto &[choice, suffix] : {std::pair(ThemeChoice::Light, "light"), std::pair(ThemeChoice::Dark, "dark")}) {
            m_theme.setChoice(choice);
            QTest::qWait(1200); // for the picture's sake
            QWidget *const shown = QApplication::activeModalWidget() ? QApplication::activeModalWidget() : m_run->window;
            QVERIFY(shown->grab().save(QDir(folder).filePath(QStringLiteral("%1-%2.png").arg(name, QLatin1String(suffix)))));
        }
        m_theme.setChoice(ThemeChoice::Light);
    }

    Theme &m_theme;
    QTemporaryDir m_folder;
    std::unique_ptr<ConsoleRun> m_run;
};

void TestOperations::topicsAndGroupsAreShown()
{
    openPart(Qt::Key_5, QStringLiteral("topics"), "topicParts", QStringLiteral("topics"));
    QTRY_VERIFY_WITH_TIMEOUT(m_run->table("topicsTable")->model()->rowCount() > 20, kPatience);
    picture(QStringLiteral("topics"));
    m_run->find<ChipBar>("topicParts")->setCurrent(QStringLiteral("groups"));
    QTRY_VERIFY_WITH_TIMEOUT(m_run->table("groupsTable")->model()->rowCount() >= 8, kPatience);
    QVERIFY(m_run->table("groupsTable")->isVisible());
    QVERIFY(!m_run->find<PlainLabel>("groupExplanation")->plainText().isEmpty());
    picture(QStringLiteral("groups"));
}

void TestOperations::aServiceIsTurnedOffAndOn()
{
    m_run->find<ChipBar>("topicParts")->setCurrent(QStringLiteral("services"));
    QTRY_COMPARE_WITH_TIMEOUT(m_run->table("servicesTable")->model()->rowCount(), 6, kPatience);
    selectService(QStringLiteral("Inventory"));
    QTRY_COMPARE_WITH_TIMEOUT(stateShown(), QStringLiteral("Running"), kPatience);
    picture(QStringLiteral("services"));
    QTest::mouseClick(switchButton(), Qt::LeftButton);
    auto *const sure = m_run->find<KeyButton>("confirmTurnOff");
    QVERIFY(sure);
    picture(QStringLiteral("turn-off"));
    QTest::mouseClick(sure, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(stateShown(), QStringLiteral("Off"), kPatience);
    QTRY_VERIFY(toast().contains(QStringLiteral("Inventory is off")));
    picture(QStringLiteral("service-off"));
    QTest::mouseClick(switchButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(stateShown(), QStringLiteral("Running"), kPatience);
}

void TestOperations::whatCannotBeSwitchedSaysWhy()
{
    selectService(QStringLiteral("Approval"));
    QVERIFY(!switchButton()->isEnabled());
    QVERIFY(switchButton()->toolTip().contains(QStringLiteral("consumes nothing")));
    selectService(QStringLiteral("Notification"));
    QVERIFY(!switchButton()->isEnabled());
    QVERIFY(switchButton()->toolTip().contains(QStringLiteral("--services")));
}

void TestOperations::stockIsAdjustedWithAReason()
{
    openPart(Qt::Key_2, QStringLiteral("orders"), "orderParts", QStringLiteral("stock"));
    QTRY_VERIFY_WITH_TIMEOUT(m_run->table("stockTable") && m_run->table("stockTable")->model()->rowCount() > 70, kPatience);
    m_run->table("stockTable")->selectRow(3);
    picture(QStringLiteral("stock"));
    openAdjustment();
    QVERIFY(dialog());
    auto *const save = dialog()->findChild<KeyButton *>(QStringLiteral("confirmAdjust"));
    dialog()->findChild<QSpinBox *>(QStringLiteral("adjustNumber"))->setValue(25);
    QVERIFY(!save->isEnabled()); // a reason is needed
    dialog()->findChild<QLineEdit *>(QStringLiteral("adjustReason"))->setText(QStringLiteral("found behind the shelf"));
    QVERIFY(save->isEnabled());
    picture(QStringLiteral("adjust"));
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), kPatience);
    const auto *const movements = m_run->table("stockMovements")->model();
    QTRY_VERIFY_WITH_TIMEOUT(movements->rowCount() > 0, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(movements->index(0, 5).data().toString(), QStringLiteral("found behind the shelf"), kPatience);
    QCOMPARE(movements->index(0, 1).data().toString(), QStringLiteral("ADMIN001"));
    QCOMPARE(movements->index(0, 2).data().toString(), QStringLiteral("+25"));
    picture(QStringLiteral("stock-adjusted"));
}

void TestOperations::whatIsReservedCannotBeTakenAway()
{
    openAdjustment();
    QVERIFY(dialog());
    dialog()->findChild<QSpinBox *>(QStringLiteral("adjustNumber"))->setValue(-900'000'000);
    dialog()->findChild<QLineEdit *>(QStringLiteral("adjustReason"))->setText(QStringLiteral("all of it"));
    QVERIFY(!dialog()->findChild<KeyButton *>(QStringLiteral("confirmAdjust"))->isEnabled());
    picture(QStringLiteral("adjust-too-much"));
    dialog()->reject();
    QTRY_VERIFY(!dialog());
    m_run->find<QLineEdit>("stockSearch")->setText(QStringLiteral("no such product"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_run->table("stockTable")->isVisible(), kPatience);
    picture(QStringLiteral("stock-empty"));
    m_run->find<QLineEdit>("stockSearch")->clear();
    QTRY_VERIFY_WITH_TIMEOUT(m_run->table("stockTable")->isVisible(), kPatience);
}

void TestOperations::othersOnlyLook()
{
    Q_EMIT m_run->window->personChosen(QStringLiteral("MGR001"));
    QTRY_VERIFY(!m_run->find<KeyButton>("adjustStock")->isEnabled());
    openPart(Qt::Key_5, QStringLiteral("topics"), "topicParts", QStringLiteral("services"));
    selectService(QStringLiteral("Payment"));
    QTRY_VERIFY(!switchButton()->isEnabled());
    QCOMPARE(switchButton()->toolTip(), QStringLiteral("Only admins turn services on and off."));
}

int main(int argc, char **argv)
{
    return runThemed<TestOperations>(argc, argv);
}

#include "tst_operations.moc"
