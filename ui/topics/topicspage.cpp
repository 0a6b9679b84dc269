// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topics/topicspage.h"

#include "backend/services/metrics/poller.h"
#include "ui/models/consolecontext.h"
#include "ui/topics/groupsview.h"
#include "ui/topics/servicesview.h"
#include "ui/topics/topicsview.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/theme.h"

#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

const QString kTopics = QStringLiteral("topics");
const QString kGroups = QStringLiteral("groups");
const QString kServices = QStringLiteral("services");

/// The groups that are not well, in a few words.
QString subtitleOf(const services::Snapshot &snapshot)
{
    int unwell = 0;
    for (const services::GroupFigures &one : snapshot.groups)
        unwell += one.verdict > services::LagVerdict::NoCommit ? 1 : 0;
    if (unwell == 0)
        return TopicsPage::tr("All groups keep up");
    return unwell == 1 ? TopicsPage::tr("1 group does not keep up") : TopicsPage::tr("%1 groups do not keep up").arg(QLocale().toString(unwell));
}

} // namespace

TopicsPage::TopicsPage(ConsoleContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    const Theme &theme = Theme::current();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(space::l), theme.px(space::l), theme.px(space::l), theme.px(space::l));
    column->setSpacing(theme.px(space::m));
    m_chips = new ChipBar;
    m_chips->setObjectName(QStringLiteral("topicParts"));
    m_chips->setAccessibleName(tr("What is shown"));
    m_chips->addChip(kTopics, tr("Topics"));
    m_chips->addChip(kGroups, tr("Groups"));
    m_chips->addChip(kServices, tr("Services"));
    column->addWidget(m_chips);
    m_parts = new QStackedWidget;
    m_topics = new TopicsView(context.rates);
    m_groups = new GroupsView;
    m_services = new ServicesView(context);
    for (QWidget *const one : std::initializer_list<QWidget *>{m_topics, m_groups, m_services})
        m_parts->addWidget(one);
    m_state = new StateStack(m_parts);
    column->addWidget(m_state, 1);
    connect(m_chips, &ChipBar::currentChanged, this, &TopicsPage::showPart);
    connect(m_services, &ServicesView::messageShown, this, &TopicsPage::messageShown);
    connect(&context.poller, &services::Poller::snapshotTaken, this, &TopicsPage::takeSnapshot);
    m_snapshot = context.poller.last();
    showPart(kTopics);
}

void TopicsPage::takeSnapshot(const services::Snapshot &snapshot)
{
    m_snapshot = snapshot;
    if (isVisible())
        fill();
    if (!m_snapshot.groups.isEmpty())
        Q_EMIT subtitleChanged(subtitleOf(m_snapshot));
}

void TopicsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fill();
}

void TopicsPage::fill()
{
    m_chips->setCount(kTopics, m_snapshot.topics.size());
    m_chips->setCount(kGroups, m_snapshot.groups.size());
    m_chips->setCount(kServices, m_snapshot.services.size());
    const QWidget *const shown = m_parts->currentWidget();
    if (shown == m_topics)
        m_topics->setSnapshot(m_snapshot);
    else if (shown == m_groups)
        m_groups->setSnapshot(m_snapshot);
    else
        m_services->setSnapshot(m_snapshot);
    showState();
}

/// Services need no broker to be shown; topics and groups do, once.
void TopicsPage::showState()
{
    const bool services = m_parts->currentWidget() == m_services;
    const bool nothing = services ? m_snapshot.services.isEmpty() : m_snapshot.topics.isEmpty();
    const QString trouble = m_snapshot.storeUp ? m_snapshot.brokerTrouble : m_snapshot.storeTrouble;
    if (!nothing) {
        m_state->showContent();
        m_state->setStale(trouble.isEmpty() || services ? QString() : tr("These figures are old: %1").arg(trouble));
        return;
    }
    m_state->setStale({});
    if (!trouble.isEmpty())
        m_state->showFailed(tr("The broker could not be asked"), trouble + QLatin1Char(' ') + tr("It is asked again each second."));
    else if (m_snapshot.brokerUp)
        m_state->showEmpty(tr("No topics yet"), tr("They show here as soon as somebody writes to them. Create an order, and its first topics are made."), {}, kTopics);
    else
        m_state->showLoading(tr("Asking the broker"));
}

void TopicsPage::showPart(const QString &id)
{
    setProperty("firstFocus", id + QStringLiteral("Table"));
    m_parts->setCurrentWidget(id == kGroups ? static_cast<QWidget *>(m_groups) : id == kServices ? static_cast<QWidget *>(m_services) : m_topics);
    fill();
}

void TopicsPage::showTopics()
{
    m_chips->setCurrent(kTopics);
}

void TopicsPage::showGroups()
{
    m_chips->setCurrent(kGroups);
}

void TopicsPage::showServices()
{
    m_chips->setCurrent(kServices);
}

} // namespace cs::ui
