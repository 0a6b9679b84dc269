// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

namespace cs::messaging {

/// Which topics a list of names and ^patterns takes, as librdkafka's own subscription does: patterns search from the
/// start of the name, the blacklist wins over all. A pattern takes no internal topic (`__…`).
class TopicMatcher final
{
public:
    static Result<TopicMatcher> create(const QStringList &wanted, const QStringList &blacklist);
    bool takes(const QString &topic) const;

private:
    QSet<QString> m_names;
    QList<QRegularExpression> m_patterns;
    QList<QRegularExpression> m_blacklist;
};

} // namespace cs::messaging
