// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/codec.h"

namespace cs::events {

/// What an event of the requests family says to people.
struct RequestNotice
{
    QStringList userIds; ///< who is told, each once, in the order of the event
    QString kind;        ///< the event's type
    QString title;
    QString message;
    QString category; ///< as sent, or `task`, `crm`, `sales`
    RequestPriority priority = RequestPriority::Normal;
    bool critical = false; ///< the sender's word was CRITICAL: passes quiet hours
    QStringList channels;  ///< names as sent; empty: as the person prefers
    std::optional<TimePoint> expiresAt;
    QString sourceEventId; ///< the event that asked for it
    qint64 tenantId = 0;
    QString orderId;
    QString actionUrl, templateCode;
    QByteArray templateVars;
    QByteArray metadata; ///< a JSON object as it came, or empty
};

/// The notice of an event, with its text from the topics' contract. Nothing for a type that the contract does not name, for
/// user events, and for what we write ourselves: those are shown and counted only. Pure.
std::optional<RequestNotice> noticeOf(const Event &event);
/// Is it too late to tell? Such a notice is skipped, with that reason.
bool isExpired(const RequestNotice &notice, TimePoint now);

} // namespace cs::events
