// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/notification.h"
#include "backend/domain/user.h"
#include "backend/events/omsevent.h"
#include "backend/storage/preferencestore.h"

#include <QHash>

namespace cs::services {

/// The store's people by role, without those who are disabled, and what people want to hear. A value: read from the store now
/// and then, not per event.
class Directory final
{
public:
    Directory() = default;
    explicit Directory(const QList<User> &users, const QList<storage::Preference> &preferences = {});
    static Result<Directory> read(storage::Connection &connection);
    /// User ids; empty for a role that nobody has.
    QStringList withRole(const QString &role) const { return m_byRole.value(role); }
    bool hasPreferences() const { return !m_preferences.isEmpty(); }
    /// What the person has set for that category, else for all; nothing: as usual.
    std::optional<bool> wants(const QString &userId, Channel channel, const QString &category) const;

private:
    QHash<QString, QStringList> m_byRole;
    QHash<QString, QList<storage::Preference>> m_preferences; ///< by user
};

/// An event and what is known of its order.
struct Occasion
{
    const events::OmsEvent &event;
    QString customerId;
    QString createdBy;   ///< who made the order; is never asked to approve it
    QString submittedBy; ///< who sent it in, as well
    QString level;       ///< the approval level it is about, or empty
    int round = 1;
    TimePoint now;
    Millis staleAfter;   ///< older events notify nobody: their notifications are skipped, with that reason
    bool digests = false; ///< what is of low priority waits for the next summary
};

/// Low priority (topics' contract, oms: "Low-priority notifications are batched into periodic summaries for admins"): an
/// admin hears that an approval was completed or rejected for the role alone, being neither who created or submitted the
/// order nor named in `notifiers`. What asks somebody to act (approval.requested, failed) and what customers hear never is.
bool isLowPriority(const Occasion &notice, const QString &userId);

/// Who is told of what, by the oms rules of the topics' contract: customers on created, fulfilled and cancelled; the people of
/// the level's role on approval.requested; admins and the creator on completed and rejected; admins on failed;
/// `notifiers` adds people by name. One notification a person, in the app, final at once (it is seen in the store): delivered,
/// digested when it is of low priority, or skipped. Pure.
QList<Notification> route(const Occasion &notice, const Directory &people);
/// The same, appended to a list.
void route(const Occasion &notice, const Directory &people, QList<Notification> *list);

/// 16 bytes, equal for the same subject, kind, round, level, person and channel, so that nobody is told twice.
QByteArray businessKey(const Notification &about, int round, const QString &level);

} // namespace cs::services
