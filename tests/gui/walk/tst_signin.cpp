// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/walk/consolerun.h"
#include "ui/presentation/passwordhint.h"
#include "ui/shell/firstrundialog.h"
#include "ui/shell/signindialog.h"
#include "ui/widgets/plainlabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace cs;
using namespace cs::test;

namespace {

const QString kPassword = QStringLiteral("seven grey herons wade");

} // namespace

/// A store without people: the first start makes an admin, the later ones ask who it is. The tests follow one another.
class TestSignIn final : public QObject
{
    Q_OBJECT

public:
    explicit TestSignIn(Theme &theme) : m_theme(theme) {}

private Q_SLOTS:
    void init() { m_run = std::make_unique<ConsoleRun>(m_theme, QStringList{QStringLiteral("--data-dir"), m_folder.path(), QStringLiteral("--port"), QStringLiteral("0")}); }
    void cleanup() { m_run.reset(); }

    void firstStartMakesTheFirstAdmin();
    void laterStartsAskWhoItIs();
    void lockingCoversTheWindow();
    void aHintFollowsThePassword();
    void theDelayGrows();

private:
    SignInDialog *signIn() const { return m_run->window->findChild<SignInDialog *>(); }
    static QString errorOf(const QDialog &dialog);
    static void enter(QDialog *dialog, const QString &user, const QString &password);

    Theme &m_theme;
    QTemporaryDir m_folder;
    std::unique_ptr<ConsoleRun> m_run;
};

void TestSignIn::firstStartMakesTheFirstAdmin()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_run->window->findChild<FirstRunDialog *>(), kPatience);
    auto *const dialog = m_run->window->findChild<FirstRunDialog *>();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QVERIFY(m_run->window->isCovered());
    const auto fields = dialog->findChildren<QLineEdit *>();
    QCOMPARE(fields.size(), 4);
    const auto *const error = dialog->findChild<PlainLabel *>(QStringLiteral("firstRunError"));
    QTest::keyClicks(fields.at(0), QStringLiteral("Ada First"));
    QTest::keyClicks(fields.at(1), QStringLiteral("ADA"));
    QTest::keyClicks(fields.at(2), QStringLiteral("short"));
    QTest::keyClick(fields.at(2), Qt::Key_Return);
    QTRY_VERIFY(error->isVisible() && error->plainText().contains(QStringLiteral("at least 10")));
    fields.at(2)->setText(kPassword);
    fields.at(3)->setText(kPassword + QLatin1Char('x'));
    QTest::keyClick(fields.at(3), Qt::Key_Return);
    QTRY_VERIFY(error->plainText().contains(QStringLiteral("differ")));
    fields.at(3)->setText(kPassword);
    QTest::keyClick(fields.at(3), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_run->window->currentPage(), QStringLiteral("dashboard"), kPatience);
    QVERIFY(!m_run->window->isCovered());
}

QString TestSignIn::errorOf(const QDialog &dialog)
{
    for (const PlainLabel *label : dialog.findChildren<PlainLabel *>()) {
        if (label->isVisible() && label->plainText().contains(QStringLiteral("wrong")))
            return label->plainText();
    }
    return {};
}

void TestSignIn::enter(QDialog *dialog, const QString &user, const QString &password)
{
    const auto fields = dialog->findChildren<QLineEdit *>();
    QTRY_VERIFY(dialog->findChild<QPushButton *>(QStringLiteral("signInButton"))->isEnabled());
    fields.at(0)->setText(user);
    fields.at(1)->setText(password);
    QTest::keyClick(fields.at(1), Qt::Key_Return);
}

void TestSignIn::laterStartsAskWhoItIs()
{
    QTRY_VERIFY_WITH_TIMEOUT(signIn(), kPatience);
    QVERIFY(!m_run->window->findChild<FirstRunDialog *>());
    QVERIFY(m_run->window->isCovered());
    QCOMPARE(signIn()->findChild<QLineEdit *>()->text(), QStringLiteral("ADA")); // who sat here last
    enter(signIn(), QStringLiteral("ADA"), QStringLiteral("not this one"));
    QTRY_VERIFY(!errorOf(*signIn()).isEmpty());
    const QString wrongPassword = errorOf(*signIn());
    QVERIFY2(wrongPassword.contains(QStringLiteral("1 second")), qPrintable(wrongPassword));
    QVERIFY(!signIn()->findChild<QPushButton *>(QStringLiteral("signInButton"))->isEnabled());
    enter(signIn(), QStringLiteral("NOBODY"), kPassword);
    QTRY_VERIFY(errorOf(*signIn()).contains(QStringLiteral("2 seconds")));
    QCOMPARE(errorOf(*signIn()).section(QLatin1Char('.'), 0, 0), wrongPassword.section(QLatin1Char('.'), 0, 0)); // never which of the two
    QVERIFY(m_run->window->isCovered());
    enter(signIn(), QStringLiteral("ADA"), kPassword);
    QTRY_VERIFY_WITH_TIMEOUT(!m_run->window->isCovered(), kPatience);
    QCOMPARE(m_run->window->currentPage(), QStringLiteral("dashboard"));
}

void TestSignIn::lockingCoversTheWindow()
{
    QTRY_VERIFY_WITH_TIMEOUT(signIn(), kPatience);
    enter(signIn(), QStringLiteral("ADA"), kPassword);
    QTRY_VERIFY_WITH_TIMEOUT(!m_run->window->isCovered() && !signIn(), kPatience);
    QVERIFY(QTest::qWaitForWindowActive(m_run->window));
    m_run->window->showPage(QStringLiteral("orders"));
    ConsoleRun::press(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(m_run->window->isCovered() && signIn());
    QVERIFY(!m_run->window->page(QStringLiteral("orders"))->isVisible());
    enter(signIn(), QStringLiteral("ADA"), kPassword);
    QTRY_VERIFY_WITH_TIMEOUT(!m_run->window->isCovered(), kPatience);
    QCOMPARE(m_run->window->currentPage(), QStringLiteral("orders"));
}

void TestSignIn::aHintFollowsThePassword()
{
    using Strength = PasswordHint::Strength;
    const auto strength = [](const QString &password, const QStringList &names = {}) { return passwordHint(password, 10, names).strength; };
    QCOMPARE(strength(QStringLiteral("123456789")), Strength::TooShort);
    QCOMPARE(strength(QStringLiteral("1234567890")), Strength::Weak);
    QCOMPARE(strength(QStringLiteral("aaaaaaaaaaaaaaaaaaaa")), Strength::Weak);
    QCOMPARE(strength(QStringLiteral("Password-Countersign")), Strength::Weak);
    QCOMPARE(strength(QStringLiteral("ada lovelace 7"), {QStringLiteral("Ada Lovelace")}), Strength::Weak);
    QCOMPARE(strength(QStringLiteral("grey herons")), Strength::Fair);
    QCOMPARE(strength(kPassword), Strength::Strong);
}

void TestSignIn::theDelayGrows()
{
    QCOMPARE(SignInDialog::delayAfter(0), 0);
    for (int failures = 1; failures < 6; ++failures)
        QCOMPARE(SignInDialog::delayAfter(failures + 1), 2 * SignInDialog::delayAfter(failures));
    QCOMPARE(SignInDialog::delayAfter(100), 60);
}

int main(int argc, char **argv)
{
    return runThemed<TestSignIn>(argc, argv);
}

#include "tst_signin.moc"
