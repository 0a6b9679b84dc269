// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/widgets/gallerypages.h"

#include "tests/gui/widgets/gallerydata.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/barlist.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/decisionpath.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/figurecard.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QProgressBar>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QStandardItemModel>

namespace cs::gallery {

namespace {

QBoxLayout *pad(QBoxLayout *box)
{
    const Theme &theme = Theme::current();
    box->setContentsMargins(theme.px(18), theme.px(16), theme.px(18), theme.px(16));
    box->setSpacing(theme.px(12));
    return box;
}

Card *tableCard(const QString &title, QStandardItemModel *model, const QList<int> &widths, int stretch)
{
    auto *card = new Card(title);
    card->setFlush();
    auto *table = new TableView;
    model->setParent(table);
    table->setFramed(false);
    table->setAccessibleName(title);
    table->setModel(model);
    table->setColumnWidths(widths, stretch);
    table->setFitsRows(true);
    card->body()->addWidget(table);
    card->body()->addStretch();
    return card;
}

QWidget *detail()
{
    auto *card = new Card;
    auto *head = new QHBoxLayout;
    head->addWidget(new PlainLabel(QStringLiteral("Save-a-lot Markets"), FontRole::Heading));
    auto *id = new PlainLabel(QStringLiteral("NW10324 \u00B7 version 3"), FontRole::Mono);
    id->setMuted(true);
    head->addWidget(id);
    head->addStretch();
    head->addWidget(new PlainLabel(QStringLiteral("5,275.21 USD"), FontRole::Heading));
    card->body()->addLayout(head);
    auto *why = new PlainLabel(QStringLiteral("Why it is with you: a manager is needed from 1,000, and you are one. "
                                              "Finance follows you, as it is over 5,000."));
    why->setWordWrap(true);
    why->setMuted(true);
    card->body()->addWidget(why);
    auto *pills = new QHBoxLayout;
    pills->addWidget(new Pill(QStringLiteral("3.1 × the customer's median"), Tone::Warning));
    pills->addWidget(new Pill(QStringLiteral("no late payments"), Tone::Good));
    pills->addWidget(new Pill(QStringLiteral("draft")));
    pills->addStretch();
    card->body()->addLayout(pills);
    auto *table = new TableView;
    table->setAccessibleName(QStringLiteral("Items"));
    table->setModel(items(table));
    table->setColumnWidths({200, 60, 100, 120}, 0);
    table->setFitsRows(true);
    card->body()->addWidget(table);
    card->body()->addWidget(new PlainLabel(QStringLiteral("What happened"), FontRole::Label));
    auto *timeline = new Timeline;
    timeline->setEntries(history());
    card->body()->addWidget(timeline, 1);
    auto *note = new QLineEdit;
    note->setPlaceholderText(QStringLiteral("Note (a reason is asked for when you reject)"));
    note->setAccessibleName(QStringLiteral("Note"));
    card->body()->addWidget(note);
    auto *keys = new QHBoxLayout;
    using V = KeyButton::Variant;
    keys->addWidget(new KeyButton(QStringLiteral("Approve"), Qt::Key_A, V::Primary));
    keys->addWidget(new KeyButton(QStringLiteral("Reject\u2026"), Qt::Key_R, V::Danger));
    keys->addWidget(new KeyButton(QStringLiteral("Ask for information"), Qt::Key_I));
    keys->addWidget(new KeyButton(QStringLiteral("Skip"), Qt::Key_J));
    keys->addStretch();
    card->body()->addLayout(keys);
    return card;
}

} // namespace

QWidget *dashboardPage()
{
    auto *page = new QWidget;
    auto *column = pad(new QVBoxLayout(page));
    auto *figures = new QHBoxLayout;
    figures->setSpacing(12);
    const QList<QStringList> texts{
        {QStringLiteral("Orders today"), QStringLiteral("1,061"), QStringLiteral("+ 9 % on last Friday")},
        {QStringLiteral("Waiting for approval"), QStringLiteral("52"), QStringLiteral("oldest 1 h 12 min \u00B7 1 late")},
        {QStringLiteral("Time to decision"), QStringLiteral("14 min"), QStringLiteral("median \u00B7 p90 51 min")},
        {QStringLiteral("Lag"), QStringLiteral("12"), QStringLiteral("0.1 s behind \u00B7 draining")}};
    for (const QStringList &text : texts) {
        auto *card = new FigureCard(text.at(0));
        card->setFigure(text.at(1));
        card->setSub(text.at(2));
        figures->addWidget(card);
    }
    column->addLayout(figures);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(12);
    auto *topicCard = tableCard(QStringLiteral("Events per second, by topic"), topics(nullptr), {300, 60, 60}, 0);
    auto *chips = new ChipBar;
    chips->setAccessibleName(QStringLiteral("Span"));
    for (const QString &span : {QStringLiteral("2 min"), QStringLiteral("1 h"), QStringLiteral("1 d")})
        chips->addChip(span, span);
    topicCard->addHeaderWidget(chips);
    middle->addWidget(topicCard, 2);
    auto *bars = new Card(QStringLiteral("Orders by state"));
    auto *list = new BarList;
    list->setAccessibleName(QStringLiteral("Orders by state"));
    list->setItems({{QStringLiteral("p"), QStringLiteral("Pending approval"), 52, Tone::Warning},
                    {QStringLiteral("a"), QStringLiteral("Approved"), 38, Tone::Accent},
                    {QStringLiteral("s"), QStringLiteral("Shipped"), 203, Tone::Accent},
                    {QStringLiteral("d"), QStringLiteral("Delivered"), 548, Tone::Good},
                    {QStringLiteral("f"), QStringLiteral("Failed"), 4, Tone::Bad}});
    bars->body()->addWidget(list);
    bars->body()->addStretch();
    middle->addWidget(bars, 1);
    column->addLayout(middle);
    column->addWidget(tableCard(QStringLiteral("Notification delivery, today"), channels(nullptr), {140, 120, 100, 200}, 3));
    auto *nowCard = new Card(QStringLiteral("Now"));
    auto *timeline = new Timeline;
    timeline->setFitsEntries(true);
    timeline->setEntries(now());
    nowCard->body()->addWidget(timeline);
    column->addWidget(nowCard);
    column->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    scroll->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    return scroll;
}

QWidget *approvalsPage()
{
    auto *page = new QWidget;
    auto *across = pad(new QHBoxLayout(page));
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *chips = new ChipBar;
    chips->setAccessibleName(QStringLiteral("Which approvals"));
    chips->addChip(QStringLiteral("mine"), QStringLiteral("Mine"), 37);
    chips->addChip(QStringLiteral("all"), QStringLiteral("All"), 52);
    chips->addChip(QStringLiteral("late"), QStringLiteral("Late"), 1);
    chips->addChip(QStringLiteral("answered"), QStringLiteral("Answered"));
    auto *order = new PlainLabel(QStringLiteral("most urgent first"));
    order->setMuted(true);
    chips->addTrailing(order);
    column->addWidget(chips);
    auto *table = new TableView;
    table->setAccessibleName(QStringLiteral("Approvals"));
    table->setModel(inbox(table, 37));
    table->setColumnWidths({80, 200, 90, 110, 120}, 1);
    table->selectRow(1);
    column->addWidget(table, 1);
    auto *last = new Card(QStringLiteral("Last decisions"));
    last->setTitleSmall();
    for (const DecisionStage stage : {DecisionStage::Seen, DecisionStage::Acknowledged, DecisionStage::Failed}) {
        auto *row = new QHBoxLayout;
        row->addWidget(new PlainLabel(QStringLiteral("NW10324 approved")));
        row->addStretch();
        auto *path = new DecisionPath;
        path->setStage(stage);
        row->addWidget(path);
        last->body()->addLayout(row);
    }
    column->addWidget(last);
    auto *splitter = new QSplitter;
    splitter->setObjectName(QStringLiteral("list"));
    splitter->setHandleWidth(14);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(detail());
    across->addWidget(splitter);
    return page;
}

QWidget *recordPage()
{
    auto *page = new QWidget;
    auto *column = pad(new QVBoxLayout(page));
    auto *row = new QHBoxLayout;
    auto *pause = new KeyButton(QStringLiteral("Pause"), Qt::Key_Space);
    pause->setIconName(QStringLiteral("pause"));
    row->addWidget(pause);
    auto *combo = new QComboBox;
    combo->addItems({QStringLiteral("From: the end"), QStringLiteral("From: the beginning")});
    combo->setAccessibleName(QStringLiteral("From"));
    row->addWidget(combo);
    auto *spin = new QSpinBox;
    spin->setAccessibleName(QStringLiteral("Offset"));
    row->addWidget(spin);
    auto *date = new QDateTimeEdit(QDateTime(QDate(2026, 11, 21), QTime(9, 41)));
    date->setAccessibleName(QStringLiteral("Time"));
    row->addWidget(date);
    row->addWidget(new QCheckBox(QStringLiteral("Only errors")));
    auto *progress = new QProgressBar;
    progress->setValue(40);
    progress->setTextVisible(false);
    progress->setAccessibleName(QStringLiteral("Import"));
    row->addWidget(progress);
    row->addStretch();
    column->addLayout(row);
    auto *card = new Card;
    auto *view = new JsonView;
    view->setJson(json());
    card->body()->addWidget(view);
    column->addWidget(card, 1);
    return page;
}

QWidget *statesPage()
{
    auto *page = new QWidget;
    auto *row = pad(new QHBoxLayout(page));
    using K = EmptyState::Kind;
    const auto add = [&](K kind, const QString &sentence, const QString &advice, const QString &button) {
        auto *card = new Card;
        auto *state = new EmptyState;
        state->setState(kind, sentence, advice, button);
        card->body()->addWidget(state);
        row->addWidget(card);
    };
    add(K::Empty, QStringLiteral("Nothing waits for you"), QStringLiteral("New approvals appear here by themselves."), {});
    add(K::Loading, QStringLiteral("Reading the orders"), {}, {});
    add(K::Failed, QStringLiteral("The store does not answer"),
        QStringLiteral("Connection refused. It is tried again every 5 s."), QStringLiteral("Try now"));
    return page;
}

void fill(MainWindow *window)
{
    const auto add = [window](const char *id, const char *title, MainWindow::PageFactory factory) {
        window->addPage(QLatin1String(id), QLatin1String(title), QLatin1String(id), std::move(factory));
    };
    add("dashboard", "Dashboard", dashboardPage);
    add("orders", "Orders", statesPage);
    add("approvals", "Approvals", approvalsPage);
    add("live", "Live events", recordPage);
    for (const auto &[id, title] : {std::pair{"topics", "Topics & groups"}, {"notifications", "Notifications"},
                                    {"policies", "Policies"}, {"audit", "Audit"}, {"settings", "Settings"}})
        add(id, title, statesPage);
    window->setBadge(QStringLiteral("approvals"), 37);
    window->setSubtitle(QStringLiteral("approvals"), QStringLiteral("37 wait for you, 1 is late"));
    window->setMark(QStringLiteral("demo data"));
    window->setPerson(QStringLiteral("MGR001"), {}, QStringLiteral("Manager"));
    window->setPeople({{QStringLiteral("MGR001"), {}, QStringLiteral("Manager")},
                       {QStringLiteral("FIN001"), {}, QStringLiteral("Finance")}});
    ShellStatus status;
    status.broker = QStringLiteral("Kafka \u00B7 3 brokers \u00B7 4 ms");
    status.brokerTone = Tone::Good;
    status.store = QStringLiteral("PostgreSQL \u00B7 1 ms");
    status.storeTone = Tone::Good;
    status.outboxPending = 0;
    status.lag = 12;
    status.lagTime = QStringLiteral("0.1 s");
    status.eventsPerSecond = 214;
    window->setStatus(status);
}

} // namespace cs::gallery
