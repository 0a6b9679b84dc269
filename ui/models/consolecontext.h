// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/user.h"

#include <QObject>
#include <functional>
#include <memory>

namespace cs::services {
struct StoreContext;
class Queries;
class OrderService;
class ApprovalService;
class Security;
class Changes;
class Poller;
class LiveTail;
class ServiceControl;
} // namespace cs::services

namespace cs::ui {

class InboxCounter;
class RateHistory;

/// Who sits in front of the console. Lives on the GUI thread; views ask it what may be done and follow its changes.
class Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    explicit Session(QObject *parent = nullptr) : QObject(parent) {}
    const User &person() const { return m_person; }
    Actor actor() const { return m_person.actor(); }
    bool isSignedIn() const { return !m_person.userId.isEmpty(); }
    void setPerson(const User &person)
    {
        m_person = person;
        Q_EMIT personChanged();
    }

Q_SIGNALS:
    void personChanged();

private:
    User m_person;
};

/// What the views get to work with: services that answer by futures, and signals to follow. Made by the composition when the
/// backend has started; outlives the views. GUI thread only, but each service may be called from it (none waits).
struct ConsoleContext
{
    services::StoreContext &store;
    services::Queries &queries;
    services::OrderService &orders;
    services::ApprovalService &approvals;
    services::Changes &changes;
    services::Poller &poller; ///< snapshotTaken() once a second
    Session &session;
    InboxCounter &inbox; ///< the numbers of what waits, one for all views
    const RateHistory &rates; ///< has each snapshot before the views hear of it
    /// A new tail over the brokers; the view owns it.
    std::function<std::unique_ptr<services::LiveTail>()> makeTail;
    QString brokers; ///< host:port,… as other clients would be given it
    bool demo = false;
    bool readOnly = false;
    services::ServiceControl *serviceControl = nullptr; ///< null: this process runs no services
};

} // namespace cs::ui
