// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/messaging/topicmatcher.h"

#include <algorithm>

namespace cs::messaging {

namespace {

Status compileInto(QList<QRegularExpression> *list, const QString &pattern)
{
    QRegularExpression expression(pattern);
    if (!expression.isValid())
        return Error::invalid(QStringLiteral("The topic pattern “%1” is wrong: %2.").arg(pattern, expression.errorString()));
    list->append(expression);
    return Done{};
}

bool anyMatches(const QList<QRegularExpression> &patterns, const QString &topic)
{
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const QRegularExpression &pattern) { return pattern.match(topic).hasMatch(); });
}

} // namespace

Result<TopicMatcher> TopicMatcher::create(const QStringList &wanted, const QStringList &blacklist)
{
    TopicMatcher matcher;
    for (const QString &entry : wanted) {
        if (!entry.startsWith(u'^'))
            matcher.m_names.insert(entry);
        else
            CS_TRY(compileInto(&matcher.m_patterns, entry));
    }
    for (const QString &entry : blacklist)
        CS_TRY(compileInto(&matcher.m_blacklist, entry));
    return matcher;
}

bool TopicMatcher::takes(const QString &topic) const
{
    if (anyMatches(m_blacklist, topic))
        return false;
    return m_names.contains(topic) || (!topic.startsWith(QLatin1String("__")) && anyMatches(m_patterns, topic));
}

} // namespace cs::messaging
