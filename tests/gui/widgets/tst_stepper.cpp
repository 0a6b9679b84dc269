// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/evengrid.h"
#include "ui/widgets/figurecard.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/steptile.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace cs;

namespace {

QList<StepperStep> steps(int count, int current)
{
    QList<StepperStep> list;
    for (int i = 0; i < count; ++i) {
        StepperStep step;
        step.id = QString::number(i);
        step.title = QStringLiteral("Step %1").arg(i);
        step.word = i < current ? QStringLiteral("done") : QStringLiteral("to come");
        step.mark = i < current ? StepMark::Done : StepMark::Later;
        step.current = i == current;
        list.append(step);
    }
    return list;
}

} // namespace

/// Steps in rows, for the eye, for the keyboard and for a screen reader.
class TestStepper final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsHiddenWithoutSteps()
    {
        Stepper stepper;
        stepper.setSteps(steps(3, 1));
        QVERIFY(!stepper.isHidden());
        stepper.setSteps({});
        QVERIFY(stepper.isHidden());
    }

    void itWrapsInEvenRows()
    {
        QWidget window;
        (new QVBoxLayout(&window))->setContentsMargins(0, 0, 0, 0);
        auto *const stepper = new Stepper;
        window.layout()->addWidget(stepper);
        stepper->setSteps(steps(5, 1));
        window.resize(1400, 400);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(stepper->columns(), 5);
        window.resize(600, 400); // room for four: three and two are more even than four and one
        QTRY_COMPARE(stepper->columns(), 3);
        const auto tiles = stepper->findChildren<StepTile *>();
        QTRY_COMPARE(tiles.at(3)->x(), tiles.at(0)->x());
        QVERIFY(tiles.at(3)->y() > tiles.at(0)->geometry().bottom());
        QVERIFY(tiles.at(2)->geometry().right() <= stepper->width());
        QVERIFY(stepper->height() >= tiles.at(4)->geometry().bottom());
        window.resize(150, 700);
        QTRY_COMPARE(stepper->columns(), 1);
    }

    void whatHasNoRoomBesideGetsALineOfItsOwn()
    {
        StepperStep step = steps(1, 0).first();
        step.word = QStringLiteral("not delivered");
        step.time = QStringLiteral("22 Nov 04:00");
        step.took = QStringLiteral("again in 57 min");
        step.who = QStringLiteral("inventory-service");
        QWidget window;
        (new QVBoxLayout(&window))->setContentsMargins(0, 0, 0, 0);
        auto *const stepper = new Stepper;
        window.layout()->addWidget(stepper);
        stepper->setSteps({step});
        window.show();
        window.resize(600, 300);
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto *const tile = stepper->findChild<StepTile *>();
        QTRY_COMPARE(tile->width(), 600);
        QCOMPARE(tile->linesIn(600).size(), 2);
        const int low = tile->height();
        for (const int width : {132, 133, 150, 200}) {
            QString written;
            for (const StepTile::Line &line : tile->linesIn(width))
                written += line.word + line.rest;
            for (const QString &part : {step.word, step.time, step.took, QStringLiteral("inventory")})
                QVERIFY2(written.contains(part), qPrintable(written));
        }
        window.resize(132, 300);
        QTRY_COMPARE(tile->width(), 132);
        QVERIFY(tile->linesIn(132).size() > 2);
        QCOMPARE(stepper->heightForWidth(132), tile->heightForWidth(132));
        QVERIFY(tile->heightForWidth(132) > low);
        QTRY_VERIFY(tile->height() >= tile->heightForWidth(132));
        step.who = QStringLiteral("urn:countersign:0192f0b2-7b1c-7cc3-98c4-dc0c0c07398f"); // its ends are what tells it from others
        stepper->setSteps({step});
        QVERIFY(tile->linesIn(132).last().rest.endsWith(QStringLiteral("8f")));
    }

    void whatIsLeftMayTakeTheLastRow()
    {
        QWidget window;
        auto *const grid = new EvenGrid(200, &window);
        QList<QWidget *> parts;
        for (int i = 0; i < 3; ++i) {
            parts.append(new QWidget);
            grid->addWidget(parts.last());
        }
        grid->setGeometry({0, 0, 500, 300});
        QCOMPARE(parts.at(2)->width(), parts.at(0)->width());
        grid->setFillsLastRow(true);
        grid->setGeometry({0, 0, 500, 300});
        QCOMPARE(parts.at(2)->width(), 500);
        QVERIFY(parts.at(0)->width() < 250);
    }

    void theKeysReachEachStep()
    {
        QWidget window;
        auto *const column = new QVBoxLayout(&window);
        auto *const stepper = new Stepper;
        column->addWidget(stepper);
        stepper->setSteps(steps(6, 2));
        window.resize(500, 400);
        window.show();
        QApplication::setActiveWindow(&window);
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto tiles = stepper->findChildren<StepTile *>();
        int tabStops = 0;
        for (const StepTile *tile : tiles)
            tabStops += tile->focusPolicy() == Qt::StrongFocus ? 1 : 0;
        QCOMPARE(tabStops, 1);
        tiles.at(2)->setFocus();
        QTest::keyClick(tiles.at(2), Qt::Key_Right);
        QVERIFY(tiles.at(3)->hasFocus());
        QTest::keyClick(tiles.at(3), Qt::Key_Home);
        QVERIFY(tiles.at(0)->hasFocus());
        QTest::keyClick(tiles.at(0), Qt::Key_Left); // there is none before it
        QVERIFY(tiles.at(0)->hasFocus());
        QTest::keyClick(tiles.at(0), Qt::Key_Down);
        QVERIFY(tiles.at(stepper->columns())->hasFocus());
        stepper->setSteps(steps(6, 3)); // what happens meanwhile takes the focus from nobody
        QVERIFY(tiles.at(stepper->columns())->hasFocus());
    }

    void tabMeetsTheCurrentStepWhereItStands()
    {
        QWidget window;
        auto *const column = new QVBoxLayout(&window);
        auto *const before = new QLineEdit;
        auto *const stepper = new Stepper;
        auto *const after = new QLineEdit;
        for (QWidget *const part : std::initializer_list<QWidget *>{before, stepper, after})
            column->addWidget(part);
        window.show();
        QApplication::setActiveWindow(&window);
        QVERIFY(QTest::qWaitForWindowActive(&window));
        stepper->setSteps(steps(6, 2)); // as an order is read: long after the window was built
        before->setFocus();
        QTest::keyClick(before, Qt::Key_Tab);
        QVERIFY(stepper->findChildren<StepTile *>().at(2)->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(after->hasFocus());
    }

    void aScreenReaderSaysAllOfAStep()
    {
        StepperStep step = steps(1, 0).first();
        step.title = QStringLiteral("Payment");
        step.word = QStringLiteral("paid");
        step.time = QStringLiteral("09:14:03");
        step.took = QStringLiteral("+340 ms");
        step.who = QStringLiteral("payment-service");
        QCOMPARE(StepTile::sentenceOf(step), QStringLiteral("Payment: paid, 09:14:03, after 340 ms, by payment-service, current step"));
        Stepper stepper;
        stepper.setSteps({step});
        QCOMPARE(stepper.findChild<StepTile *>()->accessibleName(), StepTile::sentenceOf(step));
        step.who = QStringLiteral("a\u202Eb"); // a name cannot turn what stands beside it
        QVERIFY(!StepTile::sentenceOf(step).contains(QChar(0x202E)));
    }

    void aFigureOpensItsViewByClickAndKey()
    {
        FigureCard card(QStringLiteral("Orders"));
        QSignalSpy activated(&card, &FigureCard::activated);
        QTest::keyClick(&card, Qt::Key_Return);
        QTest::mouseClick(&card, Qt::LeftButton);
        QCOMPARE(activated.size(), 0); // it leads nowhere yet
        card.setOpens(QStringLiteral("Opens all orders"));
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space})
            QTest::keyClick(&card, key);
        QTest::mouseClick(&card, Qt::LeftButton);
        QTest::mouseClick(&card, Qt::RightButton);
        QCOMPARE(activated.size(), 4);
        QVERIFY(card.accessibleDescription().contains(QStringLiteral("Opens all orders")));
    }
};

QTEST_MAIN(TestStepper)
#include "tst_stepper.moc"
