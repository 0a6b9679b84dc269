// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/livepage.h"

#include "backend/events/catalogue.h"
#include "backend/services/metrics/poller.h"
#include "ui/live/recordview.h"
#include "ui/models/consolecontext.h"
#include "ui/models/eventtablemodel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/listdetail.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace cs::ui {

namespace {

constexpr int kFilterMs = 120;

/// Every topic but the brokers' own.
QStringList watchedTopics()
{
    return {QStringLiteral("^[^_].*")};
}

} // namespace

LivePage::LivePage(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(space::l), theme.px(space::l), theme.px(space::l), theme.px(space::s));
    column->setSpacing(theme.px(space::m));
    column->addWidget(makeBar());
    column->addWidget(makeBody(), 1);
    m_counters = new PlainLabel;
    m_counters->setObjectName(QStringLiteral("liveCounters"));
    column->addWidget(m_counters);

    m_filterSoon = new QTimer(this);
    m_filterSoon->setSingleShot(true);
    m_filterSoon->setInterval(kFilterMs);
    connect(m_filterSoon, &QTimer::timeout, this, &LivePage::applyFilter);
    connect(m_text, &QLineEdit::textChanged, m_filterSoon, qOverload<>(&QTimer::start));
    connect(m_topic, &QComboBox::currentIndexChanged, this, &LivePage::applyFilter);
    connect(m_from, &QComboBox::currentIndexChanged, this, &LivePage::startTail);
    connect(&context.poller, &services::Poller::snapshotTaken, this, [this](const services::Snapshot &snapshot) {
        QStringList topics;
        for (const services::TopicFigures &topic : snapshot.topics)
            topics.append(topic.topic);
        addTopics(topics);
    });
    m_tail = context.makeTail();
    connect(m_tail.get(), &services::LiveTail::recordsArrived, this, &LivePage::takeRecords);
    connect(m_tail.get(), &services::LiveTail::countersChanged, this, &LivePage::showCounters);
    connect(m_tail.get(), &services::LiveTail::failed, this, [this](const QString &why) { m_state->setStale(why); });
    startTail();
}

LivePage::~LivePage() = default;

QWidget *LivePage::makeBar()
{
    auto *const bar = new QWidget;
    auto *const row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    m_pause = new KeyButton(tr("Pause"), QKeySequence(Qt::Key_Space));
    m_pause->setIconName(QStringLiteral("pause"));
    connect(m_pause, &QPushButton::clicked, this, [this] { setPaused(!m_tail->isPaused()); });
    m_text = new QLineEdit;
    m_text->setPlaceholderText(tr("Text in key, value or headers"));
    m_text->setClearButtonEnabled(true);
    m_text->setAccessibleName(tr("Filter by text"));
    m_text->setObjectName(QStringLiteral("liveFilter"));
    m_topic = new QComboBox;
    m_topic->addItem(tr("All topics"), QString());
    m_topic->setAccessibleName(tr("Filter by topic"));
    QStringList known;
    for (const events::TopicInfo &topic : events::topics())
        known.append(topic.name);
    addTopics(known);
    m_from = new QComboBox;
    m_from->setAccessibleName(tr("Where reading begins"));
    m_from->addItem(tr("From: the last 100 each"), static_cast<int>(services::TailRequest::From::LastHundred));
    m_from->addItem(tr("From: the end"), static_cast<int>(services::TailRequest::From::End));
    m_from->addItem(tr("From: the beginning"), static_cast<int>(services::TailRequest::From::Beginning));
    row->addWidget(m_pause);
    row->addWidget(m_text, 1);
    row->addWidget(m_topic);
    row->addWidget(m_from);
    return bar;
}

QWidget *LivePage::makeBody()
{
    m_model = new EventTableModel(this);
    m_table = new TableView;
    m_table->setObjectName(QStringLiteral("liveTable"));
    m_table->setAccessibleName(tr("Events, newest first"));
    m_table->setModel(m_model);
    m_table->setColumnWidths({112, 232, 84, 96, 110, 86}, EventTableModel::TopicColumn);
    m_table->setGivingWay({EventTableModel::PositionColumn, EventTableModel::TotalColumn});
    m_state = new StateStack(m_table);
    auto *const split = new ListDetail(QStringLiteral("liveSplitter"), m_state, 740, 400);
    m_recordCard = split->card();
    m_recordCard->body()->addWidget(m_record = new RecordView(m_context.brokers));
    m_recordCard->setVisible(false);
    setProperty("firstFocus", m_table->objectName());
    connect(m_table, &TableView::currentRowChanged, this, [this](int row) {
        const events::Record *const record = m_model->recordAt(row);
        if (!record)
            return;
        m_recordCard->setVisible(true);
        m_record->setRecord(*record);
    });
    // Enter goes on: to the order, or where a record belongs to none, into its text.
    connect(m_table, &TableView::rowOpened, this, [this] {
        if (const QString order = m_record->orderId(); !order.isEmpty())
            Q_EMIT openOrderRequested(order);
        else
            m_record->focusText();
    });
    connect(m_record, &RecordView::openOrderRequested, this, &LivePage::openOrderRequested);
    connect(m_record, &RecordView::messageShown, this, &LivePage::messageShown);
    return split;
}

void LivePage::startTail()
{
    m_model->clear();
    m_state->setStale({});
    m_state->showEmpty(tr("No events yet"), tr("They show here as they come. Choose “From: the beginning” to read what is on the topics."), {},
                       QStringLiteral("live"));
    m_tail->start({watchedTopics(), static_cast<services::TailRequest::From>(m_from->currentData().toInt())});
    setPaused(false);
    showCounters();
}

void LivePage::setPaused(bool paused)
{
    m_tail->setPaused(paused);
    m_pause->setText(paused ? tr("Go on") : tr("Pause"));
    m_pause->setIconName(paused ? QStringLiteral("play") : QStringLiteral("pause"));
    showCounters();
}

void LivePage::applyFilter()
{
    m_model->setFilter({m_topic->currentData().toString(), m_text->text().trimmed().toUtf8().toLower()});
    if (m_model->rowCount() > 0)
        m_state->showContent();
    else if (m_model->buffer().received() > 0)
        m_state->showEmpty(tr("Nothing matches the filter"), tr("Events that are kept: %1. Change the text or the topic to see them.")
                               .arg(QLocale().toString(static_cast<qint64>(m_model->buffer().size()))), {}, QStringLiteral("search"));
    showCounters();
}

void LivePage::addTopics(const QStringList &topics)
{
    for (const QString &topic : topics) {
        if (m_topic->findData(topic) < 0)
            m_topic->addItem(topic, topic);
    }
}

void LivePage::takeRecords(const services::RecordBatch &records)
{
    // Partitions are read one after the other; within a batch the records' own times say what came first.
    services::RecordBatch ordered = records;
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const events::Record &a, const events::Record &b) { return a.timestampMs < b.timestampMs; });
    m_model->add(ordered);
    if (m_model->rowCount() > 0 && !m_state->isContentShown())
        m_state->showContent();
    showCounters();
}

/// received = shown + filtered + dropped + waiting: the buffer's figures and the tail's, of the same moment.
void LivePage::showCounters()
{
    const QLocale locale;
    const EventBuffer &buffer = m_model->buffer();
    const services::TailCounters tail = m_tail->counters();
    const qint64 waiting = tail.received - tail.dropped - buffer.received();
    m_counters->setText(tr("received %1    shown %2    filtered %3    dropped %4    waiting %5    behind %6    memory %7 of %8 MiB")
                            .arg(locale.toString(tail.received), locale.toString(buffer.shown()), locale.toString(buffer.filtered()),
                                 locale.toString(buffer.dropped() + tail.dropped), locale.toString(waiting), locale.toString(tail.behind))
                            .arg((buffer.bytes() + tail.bufferedBytes) / (1024 * 1024))
                            .arg(buffer.mostBytes() / (1024 * 1024)));
}

} // namespace cs::ui
