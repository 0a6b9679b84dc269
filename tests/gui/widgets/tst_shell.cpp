// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/widgets/gallerypages.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/navigationrail.h"
#include "ui/shell/signindialog.h"
#include "ui/widgets/barlist.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace cs;

/// The window with the gallery's pages, used by keyboard.
class TestShell final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>();
        m_theme->apply(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    }
    void init()
    {
        m_kept.clear();
        const ShellMemory memory{[this](const QString &key) { return m_kept.value(key); },
                                 [this](const QString &key, const QVariant &value) { m_kept.insert(key, value); }};
        m_window = std::make_unique<MainWindow>(*m_theme, memory);
        gallery::fill(m_window.get());
        m_window->showRememberedPage();
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void pagesAreMadeWhenShown()
    {
        QCOMPARE(m_window->currentPage(), QStringLiteral("dashboard"));
        QVERIFY(!m_window->page(QStringLiteral("approvals")));
        QSignalSpy shown(m_window.get(), &MainWindow::pageShown);
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(m_window->currentPage(), QStringLiteral("approvals"));
        QVERIFY(m_window->page(QStringLiteral("approvals")));
        QVERIFY(m_window->windowTitle().startsWith(QLatin1String("Approvals")));
    }
    void pageIsRemembered()
    {
        m_window->showPage(QStringLiteral("live"));
        m_window->close();
        QCOMPARE(m_kept.value(QStringLiteral("window/page")).toString(), QStringLiteral("live"));
        QVERIFY(m_kept.contains(QStringLiteral("window/geometry")));
        const auto page = m_kept;
        m_window = std::make_unique<MainWindow>(*m_theme, ShellMemory{[page](const QString &key) { return page.value(key); }, {}});
        gallery::fill(m_window.get());
        m_window->showRememberedPage();
        QCOMPARE(m_window->currentPage(), QStringLiteral("live"));
    }
    void paletteRunsByKeyboard()
    {
        int ran = 0;
        m_window->addCommand({QStringLiteral("import"), QStringLiteral("Import orders"), {}, [&ran] { ++ran; }, {}});
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *input = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(input);
        QTest::keyClicks(input, QStringLiteral("impo"));
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(ran, 1);
        QVERIFY(!input->isVisible());
        QSignalSpy searched(m_window.get(), &MainWindow::searchRequested);
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(input, QStringLiteral("NW10324"));
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(searched.size(), 1);
        QCOMPARE(searched.at(0).at(0).toString(), QStringLiteral("NW10324"));
    }
    void keyOnButtonPressesItButNotWhileTyping()
    {
        m_window->showPage(QStringLiteral("approvals"));
        auto *approve = m_window->page(QStringLiteral("approvals"))->findChild<KeyButton *>();
        auto *note = m_window->page(QStringLiteral("approvals"))->findChild<QLineEdit *>();
        QSignalSpy pressed(approve, &QAbstractButton::clicked);
        QTest::keyClick(m_window.get(), Qt::Key_A);
        QCOMPARE(pressed.size(), 1);
        note->setFocus();
        QTest::keyClick(note, Qt::Key_A);
        QCOMPARE(pressed.size(), 1);
        QCOMPARE(note->text(), QStringLiteral("a"));
        note->clear();
        m_window->showPage(QStringLiteral("live"));
        QTest::keyClick(m_window.get(), Qt::Key_A);
        QCOMPARE(pressed.size(), 1);
    }
    void keyOutlivesAChangeOfText()
    {
        m_window->showPage(QStringLiteral("live"));
        auto *pause = m_window->page(QStringLiteral("live"))->findChild<KeyButton *>();
        QSignalSpy pressed(pause, &QAbstractButton::clicked);
        pause->setText(QStringLiteral("Go on"));
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QCOMPARE(pressed.size(), 1);
        QCOMPARE(pause->accessibleName(), QStringLiteral("Go on"));
    }
    void toastCanBeTakenBack()
    {
        int undone = 0;
        m_window->showToast(QStringLiteral("NW10332 approved"), QStringLiteral("Undo"), [&undone] { ++undone; });
        auto *toast = m_window->findChild<Toast *>();
        QVERIFY(toast->isVisible());
        QTest::mouseClick(toast->findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(undone, 1);
        QVERIFY(!toast->isVisible());
    }
    void everythingHasAName()
    {
        for (const char *id : {"dashboard", "orders", "approvals", "live"})
            m_window->showPage(QLatin1String(id));
        QStringList nameless;
        for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const bool inner = qobject_cast<const QLineEdit *>(widget) && qobject_cast<const QAbstractButton *>(widget->parent());
            const bool reachable = widget->focusPolicy() & Qt::TabFocus && !inner && !widget->focusProxy();
            const bool own = QLatin1String(widget->metaObject()->className()).startsWith(QLatin1String("cs::"));
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            const bool isPart = widget->isHidden() || widget->objectName().startsWith(QLatin1String("qt_"));
            if (reachable && !named && !isPart && (own || button || qobject_cast<const QLineEdit *>(widget)))
                nameless << QLatin1String(widget->metaObject()->className());
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char(' '))));
        for (const Pill *pill : m_window->page(QStringLiteral("approvals"))->findChildren<Pill *>()) {
            QVERIFY(!pill->text().isEmpty());
            QCOMPARE(pill->accessibleName(), pill->text());
        }
        for (const QLabel *label : m_window->findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->text()));
        QCOMPARE(m_window->findChild<NavigationRail *>()->badge(QStringLiteral("approvals")), 37);
    }
    void fontsOutliveAChangeOfTheme()
    {
        const auto smallest = [this] {
            int least = 99;
            int most = 0;
            for (const PlainLabel *label : m_window->page(QStringLiteral("dashboard"))->findChildren<PlainLabel *>()) {
                least = qMin(least, label->font().pixelSize());
                most = qMax(most, label->font().pixelSize());
            }
            return std::pair(least, most);
        };
        const auto before = smallest();
        QCOMPARE(before, std::pair(m_theme->px(11), m_theme->px(26)));
        m_theme->setChoice(ThemeChoice::Dark);
        QCOMPARE(smallest(), before);
        m_theme->setChoice(ThemeChoice::Light);
        QCOMPARE(smallest(), before);
    }
    void fitsASmallScreen()
    {
        m_window->resize(1280, 800);
        for (const char *id : {"dashboard", "orders", "approvals", "live"}) {
            m_window->showPage(QLatin1String(id));
            QVERIFY2(m_window->minimumSizeHint().width() <= 1280, id);
            QVERIFY2(m_window->minimumSizeHint().height() <= 800, id);
        }
    }
    void barsFitANarrowCard()
    {
        BarList bars;
        bars.setItems({{{}, QStringLiteral("Pending approval"), 3}});
        bars.resize(90, 60);
        QVERIFY(!bars.grab().isNull());
    }
    void signInAsksAndSaysWhyNot()
    {
        SignInDialog dialog;
        QSignalSpy attempted(&dialog, &SignInDialog::attempted);
        dialog.show();
        const auto fields = dialog.findChildren<QLineEdit *>();
        QCOMPARE(fields.size(), 2);
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(attempted.size(), 0);
        fields.at(0)->setText(QStringLiteral("MGR001"));
        fields.at(1)->setText(QStringLiteral("secret"));
        QTest::keyClick(fields.at(1), Qt::Key_Return);
        QCOMPARE(attempted.size(), 1);
        QCOMPARE(attempted.at(0), QVariantList({QStringLiteral("MGR001"), QStringLiteral("secret")}));
        dialog.setError(QStringLiteral("<b>Wrong</b> password."));
        QVERIFY(fields.at(1)->text().isEmpty());
        QCOMPARE(dialog.result(), 0);
    }

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    QMap<QString, QVariant> m_kept;
};

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
