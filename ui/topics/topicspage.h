// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/metrics/snapshot.h"

#include <QWidget>

class QStackedWidget;

namespace cs {
class ChipBar;
class StateStack;
} // namespace cs

namespace cs::ui {

class GroupsView;
class ServicesView;
class TopicsView;
struct ConsoleContext;

/// Topics, consumer groups and services, from the poller's snapshots; only the part that is seen is filled.
class TopicsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopicsPage)

public:
    explicit TopicsPage(ConsoleContext &context, QWidget *parent = nullptr);
    void showTopics();
    void showGroups();
    void showServices();

Q_SIGNALS:
    void subtitleChanged(const QString &text);
    void messageShown(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void takeSnapshot(const services::Snapshot &snapshot);
    void fill();
    void showPart(const QString &id);
    void showState();

    ConsoleContext &m_context;
    ChipBar *m_chips = nullptr;
    QStackedWidget *m_parts = nullptr;
    StateStack *m_state = nullptr;
    TopicsView *m_topics = nullptr;
    GroupsView *m_groups = nullptr;
    ServicesView *m_services = nullptr;
    services::Snapshot m_snapshot;
};

} // namespace cs::ui
