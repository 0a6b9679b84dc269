// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/walk/consolerun.h"
#include "ui/charts/historychart.h"
#include "ui/orders/neworderfields.h"
#include "ui/shell/topbarbuttons.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/steptile.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QDialog>
#include <QDir>
#include <QHeaderView>
#include <QScrollBar>
#include <QTemporaryDir>

using namespace cs;
using namespace cs::test;

namespace {

QString nameOf(const QWidget *widget, const QString &text)
{
    return QStringLiteral("%1 “%2” has %3×%4 of %5×%6").arg(QLatin1String(widget->metaObject()->className()), text.left(60)).arg(widget->width()).arg(widget->height())
        .arg(widget->sizeHint().width()).arg(widget->sizeHint().height());
}

/// Whether a label shows its whole text, or shortens it on purpose.
bool fits(const QLabel &label)
{
    const auto *const plain = qobject_cast<const PlainLabel *>(&label);
    if (label.text().isEmpty() || (plain && plain->isElided()))
        return true;
    if (label.wordWrap())
        return label.heightForWidth(label.width()) <= label.height();
    return label.sizeHint().width() <= label.width() && label.sizeHint().height() <= label.height();
}

/// Words and numbers that are cut: labels, buttons and pills.
QStringList cutWidgets(const QWidget &root)
{
    QStringList cut;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        if (const auto *const label = qobject_cast<const QLabel *>(widget); label && !fits(*label))
            cut << nameOf(widget, label->text());
        const auto *const button = qobject_cast<const QAbstractButton *>(widget);
        const bool shortens = qobject_cast<const SearchButton *>(widget) != nullptr;
        if (button && !button->text().isEmpty() && !shortens && (button->width() < button->sizeHint().width() || button->height() < button->sizeHint().height()))
            cut << nameOf(widget, button->text());
        if (const auto *const pill = qobject_cast<const Pill *>(widget); pill && pill->width() < pill->sizeHint().width())
            cut << nameOf(widget, pill->text());
        const auto *const tile = qobject_cast<const StepTile *>(widget);
        for (const StepTile::Line &line : tile ? tile->linesIn(tile->width()) : QList<StepTile::Line>()) {
            if ((line.word + line.rest).contains(QChar(0x2026)) || tile->height() < tile->heightForWidth(tile->width()))
                cut << nameOf(widget, line.word + line.rest);
        }
    }
    return cut;
}

/// Of a table, what must never be shortened: its titles, its pills and its numbers.
QStringList cutCells(const TableView &table)
{
    QStringList cut;
    const QAbstractItemModel *const model = table.model();
    const QFontMetrics metrics(Theme::current().font(FontRole::Label));
    for (int column = 0; model && column < model->columnCount(); ++column) {
        if (table.isColumnHidden(column))
            continue;
        const QString title = model->headerData(column, Qt::Horizontal).toString();
        const int room = table.columnWidth(column);
        const QHeaderView *const header = table.horizontalHeader();
        const bool sorted = header->isSortIndicatorShown() && header->sortIndicatorSection() == column;
        const QString whole = title.toUpper() + (sorted ? QStringLiteral(" \u2191") : QString());
        if (metrics.horizontalAdvance(whole) + 2 * Theme::current().px(space::m) > room + 2)
            cut << QStringLiteral("%1: title “%2” in %3").arg(table.accessibleName(), title).arg(room);
        for (int row = 0; row < qMin(50, model->rowCount()); ++row) {
            const QModelIndex cell = model->index(row, column);
            const bool number = Qt::Alignment(cell.data(Qt::TextAlignmentRole).toInt()).testFlag(Qt::AlignRight);
            QStyleOptionViewItem option;
            const int wanted = table.itemDelegate()->sizeHint(option, cell).width();
            if ((number || cell.data(ToneRole).isValid()) && wanted > room + 2) {
                cut << QStringLiteral("%1: cell “%2” of “%3” wants %4 of %5").arg(table.accessibleName(), cell.data().toString(), title).arg(wanted).arg(room);
                break;
            }
        }
    }
    if (table.horizontalScrollBar()->maximum() > 0)
        cut << QStringLiteral("%1 scrolls sideways by %2").arg(table.accessibleName()).arg(table.horizontalScrollBar()->maximum());
    return cut;
}

QStringList cutIn(const QWidget &root)
{
    QStringList cut = cutWidgets(root);
    for (const TableView *table : root.findChildren<TableView *>()) {
        if (table->isVisible())
            cut += cutCells(*table);
    }
    return cut;
}

} // namespace

/// No word is cut and no column too narrow, in any view, from the smallest window to a large one. ctest runs it a second time
/// with everything twice as large. COUNTERSIGN_SCREENSHOTS names a folder for pictures of what it looked at.
class TestLayout final : public QObject
{
    Q_OBJECT

public:
    explicit TestLayout(Theme &theme) : m_theme(theme) {}

private Q_SLOTS:
    void initTestCase()
    {
        m_run = ConsoleRun::demonstration(m_theme, m_folder.path(), QStringLiteral("ADMIN001"));
        QTRY_COMPARE_WITH_TIMEOUT(m_run->window->currentPage(), QStringLiteral("dashboard"), kPatience);
        m_run->window->showPage(QStringLiteral("orders"));
        QTRY_VERIFY_WITH_TIMEOUT(m_run->table("ordersTable")->model()->rowCount() > 2, kPatience);
        for (const char *page : {"approvals", "notifications"}) { // an admin decides nothing, and sees all
            m_run->window->showPage(QLatin1String(page));
            for (ChipBar *bar : m_run->window->page(QLatin1String(page))->findChildren<ChipBar *>())
                bar->setCurrent(QStringLiteral("all"));
        }
    }
    void nothingIsCut_data();
    void nothingIsCut();
    void anOrdersButtonsStandInOneRow();
    void aChartThatWasLargeFitsAgain();
    void noDialogIsCut_data();
    void noDialogIsCut();
    void whatAFieldOffersHasAGround_data();
    void whatAFieldOffersHasAGround();
    void cleanupTestCase() { m_run.reset(); }

private:
    void show(const QString &page, const QString &part);
    void picture(QWidget &of, const QString &name) const;

    Theme &m_theme;
    QTemporaryDir m_folder;
    std::unique_ptr<ConsoleRun> m_run;
};

void TestLayout::show(const QString &page, const QString &part)
{
    m_run->window->showPage(page);
    if (part.isEmpty())
        return;
    const auto bars = m_run->window->page(page)->findChildren<ChipBar *>();
    for (ChipBar *bar : bars) {
        if (bar->objectName() == QStringLiteral("topicParts") || bar->objectName() == QStringLiteral("orderParts"))
            bar->setCurrent(part);
    }
}

void TestLayout::picture(QWidget &of, const QString &name) const
{
    const QString folder = qEnvironmentVariable("COUNTERSIGN_SCREENSHOTS");
    if (!folder.isEmpty())
        QVERIFY(QDir().mkpath(folder) && of.grab().save(QDir(folder).filePath(name + QStringLiteral(".png"))));
}

void TestLayout::nothingIsCut_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("list");
    struct View
    {
        const char *page;
        const char *part;
        const char *list;
    };
    const QList<View> views{{"dashboard", "", ""}, {"orders", "orders", "ordersTable"}, {"orders", "stock", "stockTable"}, {"approvals", "", "approvalsTable"},
                            {"live", "", "liveTable"}, {"topics", "topics", "topicsTable"}, {"topics", "groups", "groupsTable"},
                            {"topics", "services", "servicesTable"}, {"notifications", "", "notificationsTable"}};
    for (const QSize size : {QSize(1024, 640), QSize(1280, 800), QSize(1920, 1080)}) {
        for (const View &view : views)
            QTest::addRow("%s %s %d", view.page, view.part, size.width()) << size << QString::fromLatin1(view.page) << QString::fromLatin1(view.part) << QString::fromLatin1(view.list);
    }
}

void TestLayout::nothingIsCut()
{
    QFETCH(QSize, size);
    QFETCH(QString, page);
    QFETCH(QString, part);
    QFETCH(QString, list);
    show(page, part);
    m_run->window->resize(size);
    QTRY_COMPARE(m_run->window->size(), size);
    if (!list.isEmpty()) {
        TableView *table = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((table = m_run->window->findChild<TableView *>(list)) && table->isVisible() && table->model()->rowCount() > 0, kPatience);
        if (table->selectedRow() < 0)
            table->selectRow(0);
        QTest::qWait(300); // the detail is read beside it; what comes later is looked at by the next size
    }
    QStringList cut;
    QTRY_VERIFY2_WITH_TIMEOUT((cut = cutIn(*m_run->window)).isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))), 5000);
    picture(*m_run->window, QStringLiteral("%1-%2-%3").arg(page, part).arg(size.width()));
}

void TestLayout::anOrdersButtonsStandInOneRow()
{
    show(QStringLiteral("orders"), QStringLiteral("orders"));
    m_run->window->resize(1280, 800);
    TableView *const table = m_run->table("ordersTable");
    const auto *const cancel = m_run->find<KeyButton>("cancelOrder");
    for (int row = 0; row < qMin(3, table->model()->rowCount()); ++row) {
        table->selectRow(row);
        QTest::qWait(100);
        for (const KeyButton *button : cancel->parentWidget()->findChildren<KeyButton *>()) {
            if (button->isVisible())
                QTRY_COMPARE(button->y(), cancel->y());
        }
    }
}

/// A chart does not ask for the room that it had in a larger window, which kept the rows below it out of sight.
void TestLayout::aChartThatWasLargeFitsAgain()
{
    show(QStringLiteral("dashboard"), {});
    m_run->window->resize(1920, 1200);
    const auto *const chart = m_run->window->page(QStringLiteral("dashboard"))->findChild<ui::HistoryChart *>();
    QVERIFY(chart);
    QTRY_VERIFY(chart->height() > 400);
    QVERIFY2(chart->sizeHint().height() < 200, qPrintable(QString::number(chart->sizeHint().height())));
}

void TestLayout::noDialogIsCut_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("list");
    const auto row = [](const char *name, const char *page, const char *part, const char *button, const char *list) {
        QTest::newRow(name) << QString::fromLatin1(page) << QString::fromLatin1(part) << QString::fromUtf8(button) << QString::fromLatin1(list);
    };
    row("new order", "orders", "orders", "New order", "");
    row("import", "orders", "orders", "Import…", "");
    row("cancel", "orders", "orders", "Cancel order…", "ordersTable");
    row("adjust", "orders", "stock", "Adjust…", "stockTable");
    row("turn off", "topics", "services", "Turn off", "servicesTable");
    row("wishes", "notifications", "", "How I am told", "");
}

void TestLayout::noDialogIsCut()
{
    QFETCH(QString, page);
    QFETCH(QString, part);
    QFETCH(QString, button);
    QFETCH(QString, list);
    show(page, part);
    QAbstractButton *pressed = nullptr;
    const auto find = [&] {
        for (QAbstractButton *one : m_run->window->page(page)->findChildren<QAbstractButton *>()) {
            if (one->text() == button && one->isVisible() && one->isEnabled())
                return one;
        }
        // What is chosen may not be open to it: the next one, then.
        if (TableView *const table = m_run->window->findChild<TableView *>(list); table && table->model()->rowCount() > 0)
            table->selectRow((table->selectedRow() + 1) % table->model()->rowCount());
        return static_cast<QAbstractButton *>(nullptr);
    };
    QTRY_VERIFY_WITH_TIMEOUT((pressed = find()), kPatience);
    pressed->click();
    QDialog *dialog = nullptr;
    const auto shown = [&] { return dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget()); };
    QTRY_VERIFY_WITH_TIMEOUT(shown() && dialog->isVisible(), kPatience);
    QStringList cut;
    QTRY_VERIFY2_WITH_TIMEOUT((cut = cutIn(*dialog)).isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))), 5000);
    picture(*dialog, QStringLiteral("dialog-") + button.left(4));
    dialog->reject();
    QTRY_VERIFY(!QApplication::activeModalWidget());
}

void TestLayout::whatAFieldOffersHasAGround_data()
{
    QTest::addColumn<ThemeChoice>("choice");
    QTest::newRow("light") << ThemeChoice::Light;
    QTest::newRow("dark") << ThemeChoice::Dark;
}

/// The list is a window of its own, with nothing below it.
void TestLayout::whatAFieldOffersHasAGround()
{
    QFETCH(ThemeChoice, choice);
    m_theme.setChoice(choice);
    const std::unique_ptr<QComboBox> finder(ui::neworderfields::makeFinder());
    ui::neworderfields::addChoice(finder.get(), QStringLiteral("ALFKI"), QStringLiteral("Alfreds Futterkiste"));
    finder->resize(400, 32);
    finder->show();
    finder->completer()->setCompletionPrefix(QStringLiteral("alf"));
    finder->completer()->complete();
    QWidget *const list = finder->completer()->popup();
    QTRY_VERIFY(list->isVisible());
    const QImage picture = list->grab().toImage();
    QCOMPARE(picture.pixelColor(picture.width() - 20, picture.height() / 2), m_theme.color(Token::Surface));
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // so that a window may be larger than the screen
    return runThemed<TestLayout>(argc, argv);
}

#include "tst_layout.moc"
