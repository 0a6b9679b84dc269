// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/eventbuffer.h"

namespace cs::ui {

bool EventFilter::matches(const events::Record &record) const
{
    if (!topic.isEmpty() && record.topic != topic)
        return false;
    if (text.isEmpty())
        return true;
    const auto holds = [this](const std::optional<QByteArray> &bytes) { return bytes && bytes->toLower().contains(text); };
    if (holds(record.key) || holds(record.value))
        return true;
    for (const events::Header &header : record.headers) {
        if (header.name.toLower().contains(text) || holds(header.value))
            return true;
    }
    return false;
}

bool EventBuffer::add(events::Record record)
{
    Entry entry;
    entry.cost = record.cost();
    entry.shown = m_filter.matches(record);
    entry.record = std::move(record);
    m_bytes += entry.cost;
    m_shown += entry.shown ? 1 : 0;
    m_entries.push_back(std::move(entry));
    return m_entries.back().shown;
}

bool EventBuffer::isOver() const
{
    return size() > m_mostRecords || (m_bytes > m_mostBytes && size() > 1);
}

bool EventBuffer::dropOldest()
{
    const bool shown = m_entries.front().shown;
    m_bytes -= m_entries.front().cost;
    m_shown -= shown ? 1 : 0;
    m_entries.pop_front();
    ++m_first;
    return shown;
}

void EventBuffer::setFilter(const EventFilter &filter)
{
    m_filter = filter;
    m_shown = 0;
    for (Entry &entry : m_entries) {
        entry.shown = filter.matches(entry.record);
        m_shown += entry.shown ? 1 : 0;
    }
}

void EventBuffer::clear()
{
    m_entries.clear();
    m_first = 0;
    m_shown = 0;
    m_bytes = 0;
}

} // namespace cs::ui
