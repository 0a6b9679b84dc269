// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/inboxcounter.h"

#include "backend/services/core/changes.h"
#include "ui/models/consolecontext.h"
#include "ui/models/whendone.h"
#include "ui/presentation/inboxcount.h"

#include <QLocale>
#include <QTimer>

namespace cs::ui {

namespace {

constexpr int kCoalesceMs = 50;
constexpr int kLateMs = 5000;

} // namespace

InboxCounter::InboxCounter(services::Queries &queries, const services::Changes &changes, const Session &session, QObject *parent)
    : QObject(parent), m_queries(queries), m_session(session)
{
    m_soon = new QTimer(this);
    m_soon->setSingleShot(true);
    m_soon->setInterval(kCoalesceMs);
    connect(m_soon, &QTimer::timeout, this, &InboxCounter::read);
    auto *const late = new QTimer(this);
    connect(late, &QTimer::timeout, this, &InboxCounter::read);
    late->start(kLateMs);
    const auto soon = [this] {
        if (!m_soon->isActive())
            m_soon->start();
    };
    connect(&changes, &services::Changes::approvalsChanged, this, soon);
    connect(&changes, &services::Changes::decisionsProgressed, this, soon);
    connect(&session, &Session::personChanged, this, soon);
    soon();
}

void InboxCounter::read()
{
    m_again = m_reading;
    if (m_reading)
        return;
    m_reading = true;
    whenDone(m_queries.inboxCounts(m_session.actor()), this, [this, person = m_session.person().userId](const Result<services::InboxCounts> &counts) {
        m_reading = false;
        if (counts.ok() && person == m_session.person().userId) {
            m_counts = *counts;
            Q_EMIT changed();
        }
        if (m_again)
            read();
    });
}

QString InboxCounter::sentence(const services::InboxCounts &counts)
{
    const QLocale locale;
    const QString text = counts.mine == 1 ? tr("1 waits for you") : tr("%1 wait for you").arg(inboxcount::text(counts.mine));
    return counts.late > 0 ? tr("%1 \u00B7 %2 of all late").arg(text, locale.toString(counts.late)) : text;
}

} // namespace cs::ui
