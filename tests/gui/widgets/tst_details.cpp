// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/errortext.h"
#include "ui/shell/commandpalette.h"
#include "ui/widgets/barlist.h"
#include "ui/widgets/boundedit.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/detailhead.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/listdetail.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>

using namespace cs;

/// The small things that make a view look right, each of which was wrong once.
class TestDetails final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>();
        m_theme->apply(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    }
    void placeholdersAreNotFaint_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
    }
    void placeholdersAreNotFaint()
    {
        QFETCH(ThemeChoice, choice);
        m_theme->setChoice(choice);
        QLineEdit edit;
        edit.show();
        QCOMPARE(edit.palette().color(QPalette::PlaceholderText), m_theme->color(Token::Muted));
        QCOMPARE(edit.palette().color(QPalette::Text), m_theme->color(Token::Text));
        m_theme->setChoice(ThemeChoice::Light);
    }
    void whatIsTooLongIsKeptAndRefused()
    {
        BoundEdit edit(1000);
        auto *const left = edit.findChild<PlainLabel *>();
        edit.edit()->setText(QString(899, QLatin1Char('x')) + QStringLiteral("   "));
        QVERIFY(left->isHidden());
        edit.edit()->setText(QString(1000, QLatin1Char('x')));
        QVERIFY(edit.fits());
        QCOMPARE(left->plainText(), QStringLiteral("0 left"));
        edit.edit()->setText(QString(1012, QLatin1Char('x')));
        QVERIFY(!edit.fits());
        QCOMPARE(edit.text().size(), 1012); // nothing is cut
        QVERIFY(!left->isHidden());
        QCOMPARE(left->plainText(), QStringLiteral("12 too many"));
        QVERIFY(edit.problem().contains(QStringLiteral("too long by 12")));
        edit.clear();
        QVERIFY(edit.fits() && left->isHidden());
    }
    void chipsStandInOneLineWhereTheyHaveTheRoomTheyAskFor()
    {
        ChipBar chips;
        chips.addChip(QStringLiteral("mine"), QStringLiteral("Mine"));
        chips.addChip(QStringLiteral("all"), QStringLiteral("All"));
        chips.resize(chips.sizeHint());
        chips.show();
        QTRY_VERIFY(chips.isVisible());
        const auto buttons = chips.findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 2);
        QCOMPARE(buttons.at(0)->y(), buttons.at(1)->y());
    }
    void chipsStandInTheMiddleOfAHigherRow()
    {
        QWidget bar;
        auto *const row = new QHBoxLayout(&bar);
        auto *const field = new QLineEdit;
        field->setFixedHeight(60);
        auto *const chips = new ChipBar;
        chips->addChip(QStringLiteral("a"), QStringLiteral("All"));
        chips->addChip(QStringLiteral("b"), QStringLiteral("Sold out"));
        row->addWidget(field, 1);
        row->addWidget(chips, 2);
        bar.resize(600, 80);
        bar.show();
        const auto *const chip = chips->findChild<QPushButton *>(QStringLiteral("b"));
        const auto middle = [&bar](const QWidget *widget) { return widget->mapTo(&bar, widget->rect().center()).y(); };
        QTRY_VERIFY2(qAbs(middle(chip) - middle(field)) <= 1, qPrintable(QStringLiteral("%1 beside %2").arg(middle(chip)).arg(middle(field))));
    }
    void aHeadTakesNoRoomForWhatItDoesNotSay()
    {
        DetailHead head(DetailHead::Kind::Thing);
        head.setTitle(QStringLiteral("Payment"));
        PlainLabel *const line = head.addLine();
        head.show();
        QVERIFY(!line->isVisible());
        QVERIFY(!head.state()->isVisible());
        line->setText(QStringLiteral("The gateway does not answer."));
        head.setState(QStringLiteral("Failed"), Tone::Bad);
        QVERIFY(line->isVisible());
        QVERIFY(head.state()->isVisible());
        line->setText({});
        QVERIFY(!line->isVisible());
    }
    void aFactIsNamedByItsLabel()
    {
        FactGrid grid;
        PlainLabel *const lag = grid.add(QStringLiteral("Lag"));
        lag->setText(QStringLiteral("3 records"));
        QCOMPARE(lag->accessibleName(), QStringLiteral("3 records"));
        bool named = false;
        for (const QLabel *label : grid.findChildren<QLabel *>())
            named = named || label->buddy() == lag;
        QVERIFY(named);
    }
    void listAndDetailStandApart()
    {
        auto *const list = new QWidget;
        ListDetail split(QStringLiteral("split"), list, 600, 400);
        split.resize(1012, 300);
        split.show();
        QCOMPARE(split.card()->x() - list->geometry().right() - 1, m_theme->px(space::m));
    }
    void rowsWithNotesAreReadAloud()
    {
        BarList bars;
        bars.setItems({{QStringLiteral("MANAGER"), QStringLiteral("Manager"), 3, Tone::Bad, QStringLiteral("1 late · oldest 2 d")}});
        QCOMPARE(bars.accessibleDescription(), QStringLiteral("Manager 3 1 late · oldest 2 d"));
        bars.resize(120, 60);
        QVERIFY(!bars.grab().isNull());
    }
    void thePaletteIsAsHighAsWhatItOffers()
    {
        QWidget host;
        host.resize(800, 700);
        CommandPalette palette(&host);
        QList<Command> commands;
        for (int i = 0; i < 40; ++i)
            commands.append({QString::number(i), i == 7 ? QStringLiteral("Dark theme") : QStringLiteral("Go to %1").arg(i), {}, {}, {}});
        palette.setCommands(commands);
        host.show();
        palette.open();
        const auto *const panel = palette.findChild<Card *>();
        const int full = panel->height();
        QTest::keyClicks(palette.findChild<QLineEdit *>(), QStringLiteral("dark"));
        QVERIFY2(panel->height() < full / 2, qPrintable(QStringLiteral("%1 of %2").arg(panel->height()).arg(full)));
    }
    void aPersonIsFoundByTheirId()
    {
        QWidget host;
        CommandPalette palette(&host);
        QString ran;
        const auto person = [&ran](const char *id, const char *name) {
            return Command{QString::fromLatin1(id), QStringLiteral("Switch to %1").arg(QLatin1String(name)), {}, [&ran, id] { ran = QLatin1String(id); }, QString::fromLatin1(id)};
        };
        palette.setCommands({person("EMP09", "Anne Dodsworth (Sales executive)"), person("ADMIN001", "Ada Kowalski (Admin)"), person("ADMIN002", "Amir Santos (Admin)")});
        host.show();
        palette.open();
        auto *const input = palette.findChild<QLineEdit *>();
        QTest::keyClicks(input, QStringLiteral("switch admin002"));
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(ran, QStringLiteral("ADMIN002"));
    }
    void enterPressesTheButtonThatHasTheFocus()
    {
        QDialog dialog;
        auto *const row = new QHBoxLayout(&dialog);
        auto *const keep = new KeyButton(QStringLiteral("Keep it"));
        auto *const save = new KeyButton(QStringLiteral("Save"), {}, KeyButton::Variant::Primary);
        save->setDefault(true);
        row->addWidget(keep);
        row->addWidget(save);
        QSignalSpy kept(keep, &QAbstractButton::clicked);
        QSignalSpy saved(save, &QAbstractButton::clicked);
        dialog.show();
        keep->setFocus();
        QTest::keyClick(keep, Qt::Key_Return);
        QCOMPARE(kept.size(), 1);
        QCOMPARE(saved.size(), 0);
        QTest::keyClick(keep, Qt::Key_Return, Qt::ControlModifier); // another button's key, perhaps
        QCOMPARE(kept.size(), 1);
    }
    void anErrorIsReadWithoutTheFieldsName()
    {
        QCOMPARE(errorText(Error::field(QStringLiteral("userId"), QStringLiteral("A user id has no blanks."))), QStringLiteral("A user id has no blanks."));
        QCOMPARE(errorText(Error::conflict(QStringLiteral("Somebody was faster."))), QStringLiteral("Somebody was faster."));
    }
    void dialogButtonsHaveNoForeignIcons()
    {
        QDialogButtonBox box(QDialogButtonBox::Close);
        box.show();
        QVERIFY(!box.style()->styleHint(QStyle::SH_DialogButtonBox_ButtonsHaveIcons, nullptr, &box));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestDetails)
#include "tst_details.moc"
