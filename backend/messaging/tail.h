// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/messaging/consumer.h"

namespace cs::messaging {

/// Reads topics for a person who watches: no group, no commits. Belongs to the thread of the view's tail worker.
class Tail final
{
public:
    struct Start
    {
        enum class From { End, Beginning, LastN } from = From::End;
        qint64 lastN = 0; ///< records per partition, with LastN
    };
    static Result<std::unique_ptr<Tail>> create(const BrokerConfig &config, const QStringList &topics, Start start);
    ~Tail();
    QList<events::Record> poll(int maxRecords, qint64 maxBytes, int timeoutMs);
    /// Records between what was read and the end of the topics, as far as the last fetches told.
    qint64 behind() const;
    QString trouble() const; ///< empty, or a sentence

private:
    Tail();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::messaging
