// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/events/livetail.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QTimer;

namespace cs {
class Card;
class KeyButton;
class PlainLabel;
class StateStack;
class TableView;
} // namespace cs

namespace cs::ui {

class EventTableModel;
class RecordView;
struct ConsoleContext;

/// Live events. The tail starts when the page is shown first and runs on while the console does; its buffer is bounded.
class LivePage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LivePage)

public:
    explicit LivePage(ConsoleContext &context, QWidget *parent = nullptr);
    ~LivePage() override;

Q_SIGNALS:
    void openOrderRequested(const QString &orderId);
    void messageShown(const QString &text);

private:
    QWidget *makeBar();
    QWidget *makeBody();
    void startTail();
    void setPaused(bool paused);
    void applyFilter();
    void addTopics(const QStringList &topics);
    void takeRecords(const services::RecordBatch &records);
    void showCounters();

    ConsoleContext &m_context;
    std::unique_ptr<services::LiveTail> m_tail;
    EventTableModel *m_model = nullptr;
    TableView *m_table = nullptr;
    StateStack *m_state = nullptr;
    RecordView *m_record = nullptr;
    Card *m_recordCard = nullptr;
    KeyButton *m_pause = nullptr;
    QLineEdit *m_text = nullptr;
    QComboBox *m_topic = nullptr;
    QComboBox *m_from = nullptr;
    PlainLabel *m_counters = nullptr;
    QTimer *m_filterSoon = nullptr;
};

} // namespace cs::ui
