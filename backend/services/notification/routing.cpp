// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/routing.h"

#include "backend/services/notification/gates.h"
#include "backend/services/notification/wording.h"
#include "backend/storage/peoplestore.h"
#include "backend/support/ids.h"

#include <QVarLengthArray>
#include <algorithm>
#include <array>
#include <charconv>

namespace cs::services {

using events::OmsKind;

namespace {

class Recipients final
{
public:
    void add(const QString &userId, const QString &role)
    {
        if (userId.isEmpty())
            return;
        for (const Actor &one : m_list) { // a handful of people
            if (one.userId == userId)
                return;
        }
        m_list.append({userId, role});
    }
    void addRole(const Directory &people, const QString &role, const QStringList &but = {})
    {
        for (const QString &userId : people.withRole(role)) {
            if (!but.contains(userId))
                add(userId, role);
        }
    }
    const auto &list() const { return m_list; }

private:
    QVarLengthArray<Actor, 8> m_list;
};

Recipients recipientsOf(const Occasion &notice, const Directory &people)
{
    static const QString customer = QStringLiteral("CUSTOMER");
    Recipients to;
    switch (notice.event.kind) {
    case OmsKind::Created:
    case OmsKind::Fulfilled:
    case OmsKind::Cancelled:
        to.add(notice.customerId, customer);
        break;
    case OmsKind::ApprovalRequested:
        to.addRole(people, notice.level, {notice.createdBy, notice.submittedBy});
        break;
    case OmsKind::ApprovalCompleted:
    case OmsKind::ApprovalRejected:
        to.addRole(people, roleName(Role::Admin));
        to.add(notice.createdBy, {});
        break;
    case OmsKind::Failed:
        to.addRole(people, roleName(Role::Admin));
        break;
    case OmsKind::Unknown:
        break;
    }
    for (const Actor &one : notice.event.notifiers)
        to.add(one.userId, one.role);
    return to;
}

} // namespace

Directory::Directory(const QList<User> &users, const QList<storage::Preference> &preferences)
{
    for (const storage::Preference &one : preferences)
        m_preferences[one.userId].append(one);
    for (const User &user : users) {
        if (!user.disabled)
            m_byRole[roleName(user.role)].append(user.userId);
    }
}

Result<Directory> Directory::read(storage::Connection &connection)
{
    const Result<QList<User>> users = storage::PeopleStore(connection).users();
    CS_TRY(users);
    const Result<QList<storage::Preference>> preferences = storage::PreferenceStore(connection).all();
    CS_TRY(preferences);
    return Directory(*users, *preferences);
}

std::optional<bool> Directory::wants(const QString &userId, Channel channel, const QString &category) const
{
    std::optional<bool> usual;
    const auto found = m_preferences.constFind(userId);
    if (found == m_preferences.cend())
        return usual;
    for (const storage::Preference &one : *found) { // a handful
        if (one.channel != channel)
            continue;
        if (one.category == category)
            return one.wanted;
        if (one.category.isEmpty())
            usual = one.wanted;
    }
    return usual;
}

bool isLowPriority(const Occasion &notice, const QString &userId)
{
    const bool decided = notice.event.kind == OmsKind::ApprovalCompleted || notice.event.kind == OmsKind::ApprovalRejected;
    if (!decided || userId == notice.createdBy || userId == notice.submittedBy)
        return false;
    const QList<Actor> &named = notice.event.notifiers;
    return std::none_of(named.cbegin(), named.cend(), [&](const Actor &one) { return one.userId == userId; });
}

QByteArray businessKey(const Notification &about, int round, const QString &level)
{
    std::array<char, 12> digits{};
    const char *const end = std::to_chars(digits.begin(), digits.end(), round).ptr;
    return keyHash({about.orderId, about.kind, QUtf8StringView(digits.data(), end - digits.data()), level, about.userId, channelName(about.channel)});
}

QList<Notification> route(const Occasion &notice, const Directory &people)
{
    QList<Notification> list;
    route(notice, people, &list);
    return list;
}

void route(const Occasion &notice, const Directory &people, QList<Notification> *list)
{
    const Recipients to = recipientsOf(notice, people);
    if (to.list().isEmpty())
        return;
    Notification one;
    one.orderId = notice.event.orderId;
    one.kind = events::omsTopic(notice.event.kind);
    one.title = titleOf(notice.event, notice.level);
    one.message = messageOf(notice.event, notice.level);
    one.createdAt = notice.now;
    const bool stale = notice.event.timestamp + notice.staleAfter < notice.now;
    one.state = stale ? NotificationState::Skipped : NotificationState::Delivered;
    if (stale) {
        one.reason = QStringLiteral("stale: the event is older than %1 h")
                         .arg(std::chrono::duration_cast<std::chrono::hours>(notice.staleAfter).count());
    } else {
        one.attempts = 1;
        one.sentAt = notice.now;
    }
    for (const Actor &person : to.list()) {
        Notification &added = list->emplaceBack(one);
        added.userId = person.userId;
        added.role = person.role;
        added.businessKey = businessKey(added, notice.round, notice.level);
        if (!stale && notice.digests && isLowPriority(notice, person.userId))
            added = digested(added);
    }
}

} // namespace cs::services
