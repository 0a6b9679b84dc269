// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QObject>

class QTimer;

namespace cs::services {
class Changes;
}

namespace cs::ui {

class Session;

/// How much waits, for the person and for all. The badge, the inbox and the dashboard show what this one object holds, so
/// that they never differ. Reads again, at most 20 times a second and one read at a time, when something has changed, and
/// every few seconds, as what waits becomes late by itself. GUI thread.
class InboxCounter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InboxCounter)

public:
    /// The arguments outlive it.
    InboxCounter(services::Queries &queries, const services::Changes &changes, const Session &session, QObject *parent = nullptr);
    const services::InboxCounts &counts() const { return m_counts; }
    /// "37 wait for you, 1 late".
    static QString sentence(const services::InboxCounts &counts);

Q_SIGNALS:
    void changed();

private:
    void read();

    services::Queries &m_queries;
    const Session &m_session;
    services::InboxCounts m_counts;
    QTimer *m_soon = nullptr;
    bool m_reading = false;
    bool m_again = false;
};

} // namespace cs::ui
