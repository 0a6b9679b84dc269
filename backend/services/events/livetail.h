// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"
#include "backend/messaging/brokerconfig.h"

#include <QList>
#include <QObject>
#include <QStringList>
#include <memory>

namespace cs::services {

/// What a person watches: topics as names or ^patterns, from where.
struct TailRequest
{
    QStringList topics;
    enum class From { End, Beginning, LastHundred } from = From::LastHundred;
};

/// Counters of the tail itself; the view adds shown and filtered. received = handed on + dropped + waiting, always.
struct TailCounters
{
    qint64 received = 0;
    qint64 handedOn = 0;
    qint64 dropped = 0; ///< the view was slower than the topics and the buffer was full; the oldest went
    qint64 waiting = 0; ///< in the buffer
    qint64 bufferedBytes = 0;
    qint64 behind = 0;  ///< still on the topics
    bool operator==(const TailCounters &) const = default;
};

using RecordBatch = QList<events::Record>;

/// Tails topics on a thread of its own while a view shows them; hands batches on at most 20 times a second. Pausing
/// buffers (bounded by bytes, counted) and loses nothing below the bound. Lives on the GUI thread; its worker does not.
class LiveTail final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveTail)

public:
    explicit LiveTail(messaging::BrokerConfig broker, qint64 bufferBytes = 64 * 1024 * 1024, QObject *parent = nullptr);
    ~LiveTail() override; ///< stops and joins within 3 s

    void start(const TailRequest &request); ///< stops the one before; counters begin at 0
    void stop(); ///< what is buffered is still handed on
    void setPaused(bool paused);
    bool isPaused() const;
    TailCounters counters() const;

Q_SIGNALS:
    void recordsArrived(const cs::services::RecordBatch &records); ///< on the GUI thread
    void countersChanged();
    void failed(const QString &why);

private:
    void handOver();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::services
