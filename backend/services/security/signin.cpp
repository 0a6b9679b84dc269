// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/security/security.h"

#include "backend/services/security/password.h"

namespace cs::services {

namespace {

constexpr qsizetype kFailuresAllowed = 3;
constexpr Millis kWindow = std::chrono::minutes(1);
constexpr qsizetype kMostRemembered = 10'000; ///< user ids, known or made up

void dropOld(QList<TimePoint> *times, TimePoint now)
{
    times->removeIf([now](TimePoint at) { return now - at >= kWindow; });
}

} // namespace

bool Security::mayTry(const QString &userId)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_failures.find(userId);
    if (found == m_failures.end())
        return true;
    dropOld(&*found, m_context.clock.now());
    return found->size() < kFailuresAllowed;
}

void Security::noteFailure(const QString &userId)
{
    const std::lock_guard lock(m_mutex);
    const TimePoint now = m_context.clock.now();
    if (m_failures.size() >= kMostRemembered) {
        m_failures.removeIf([now](QHash<QString, QList<TimePoint>>::iterator one) {
            dropOld(&*one, now);
            return one->isEmpty();
        });
    }
    if (m_failures.size() < kMostRemembered || m_failures.contains(userId))
        m_failures[userId].append(now);
}

void Security::forgetFailures(const QString &userId)
{
    const std::lock_guard lock(m_mutex);
    m_failures.remove(userId);
}

Result<User> Security::signIn(storage::Connection &connection, const QString &userId, const QString &password)
{
    if (!mayTry(userId))
        return Error::unauthorized(QStringLiteral("Too many tries for this user. Wait a minute and try again."));
    storage::PeopleStore people(connection);
    const Result<std::optional<User>> user = people.findUser(userId);
    if (!user.ok())
        return user.error();
    const Result<QString> hash = *user ? people.passwordHash(userId) : Result<QString>(QString());
    if (!hash.ok())
        return hash.error();
    noteFailure(userId); // before the slow part, so that many tries at once count as many
    const bool matches = password.size() <= kLongestPassword && passwordMatches(*hash, password);
    if (!matches || !*user || (*user)->disabled)
        return Error::unauthorized(QStringLiteral("The user or the password is wrong."));
    forgetFailures(userId);
    return **user;
}

} // namespace cs::services
