// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QWidget>

namespace cs {
class DetailHead;
class FactGrid;
class PlainLabel;
} // namespace cs

namespace cs::ui {

/// One notification in full: to whom, what it says, what became of it and why, and when.
class NotificationDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NotificationDetail)

public:
    explicit NotificationDetail(QWidget *parent = nullptr);
    void setNotification(const Notification &notification);
    /// What a request says of the notification that is shown; nothing is shown of an empty one.
    void setNotice(const services::NoticeView &notice);

private:
    DetailHead *m_head = nullptr;
    PlainLabel *m_message = nullptr;
    PlainLabel *m_to = nullptr;
    PlainLabel *m_about = nullptr;
    PlainLabel *m_reason = nullptr;
    PlainLabel *m_attempts = nullptr;
    PlainLabel *m_created = nullptr;
    PlainLabel *m_sent = nullptr;
    PlainLabel *m_read = nullptr;
    FactGrid *m_request = nullptr; ///< only where a request asked for it
    PlainLabel *m_priority = nullptr;
    PlainLabel *m_category = nullptr;
    PlainLabel *m_outcomes = nullptr;
    PlainLabel *m_metadata = nullptr;
};

} // namespace cs::ui
