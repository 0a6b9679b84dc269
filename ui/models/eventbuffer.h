// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"

#include <QByteArray>
#include <QString>
#include <deque>

namespace cs::ui {

/// What a live view shows of the records: a topic (empty: all) and a text that key, value or a header holds, without
/// regard to the case of ASCII letters. Pure.
struct EventFilter
{
    QString topic;
    QByteArray text; ///< lower case

    bool matches(const events::Record &record) const;
    bool operator==(const EventFilter &) const = default;
};

/// The last records of a tail, bounded by number and bytes, each with the answer of the filter. Numbers records from 0 in
/// the order in which they came. GUI thread.
class EventBuffer final
{
public:
    struct Entry
    {
        events::Record record;
        qint64 cost = 0;
        bool shown = false;
    };

    EventBuffer(qsizetype mostRecords, qint64 mostBytes) : m_mostRecords(mostRecords), m_mostBytes(mostBytes) {}

    /// Adds a record behind the others and says whether it is shown.
    bool add(events::Record record);
    /// True when the buffer is over its bounds: take the oldest out.
    bool isOver() const;
    /// Takes the oldest record out and says whether it was shown.
    bool dropOldest();
    void setFilter(const EventFilter &filter);
    const EventFilter &filter() const { return m_filter; }
    void clear(); ///< what was here counts as dropped no longer: everything begins at 0

    qint64 first() const { return m_first; } ///< number of the oldest
    qsizetype size() const { return static_cast<qsizetype>(m_entries.size()); }
    const Entry &at(qint64 number) const { return m_entries[static_cast<size_t>(number - m_first)]; }

    /// received = shown + filtered + dropped, always.
    qint64 received() const { return m_first + static_cast<qint64>(m_entries.size()); }
    qint64 shown() const { return m_shown; }
    qint64 filtered() const { return static_cast<qint64>(m_entries.size()) - m_shown; }
    qint64 dropped() const { return m_first; }
    qint64 bytes() const { return m_bytes; }
    qint64 mostBytes() const { return m_mostBytes; }

private:
    const qsizetype m_mostRecords;
    const qint64 m_mostBytes;
    EventFilter m_filter;
    std::deque<Entry> m_entries;
    qint64 m_first = 0;
    qint64 m_shown = 0;
    qint64 m_bytes = 0;
};

} // namespace cs::ui
