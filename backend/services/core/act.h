// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/actor.h"
#include "backend/services/core/storecontext.h"

#include <QFuture>
#include <QPromise>
#include <memory>

namespace cs::services {

/// What a transaction changed, to be said after its commit.
struct Notice
{
    QStringList orderIds; ///< of changed orders
    bool approvals = false;
    bool decisions = false;
    bool outbox = false;
    NewOutboxRows outboxRows = {}; ///< where all of them are known
};

/// What a transaction made, and what to say when it has been committed.
template <typename T> struct Committed
{
    T value;
    Notice notice;
};

/// Emits the signals of a notice. Any thread. Many orders are announced as "read again".
void announce(Changes &changes, const Notice &notice);

/// Forbidden, in words, when the store is only looked at or the role may not do this.
Status mayAct(const StoreContext &context, const Actor &actor, Right right);
/// Forbidden when the store is only looked at; Fatal without an audit key.
Status mayWrite(const StoreContext &context);

template <typename T> QFuture<Result<T>> answered(Result<T> result)
{
    return QtFuture::makeReadyFuture(std::move(result));
}

/// Runs a person's act as one transaction that is on disk when the future finishes. The signals are emitted only after
/// the commit, on the writer's thread, before the future finishes.
template <typename T>
QFuture<Result<T>> act(StoreContext &context, std::function<Result<Committed<T>>(storage::Connection &)> job,
                       storage::Priority priority = storage::Priority::Person)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    context.writer.submitThen<Committed<T>>(
        priority, storage::Durability::Full, std::move(job), [promise, &changes = context.changes](Result<Committed<T>> done) {
            if (done.ok())
                announce(changes, done->notice);
            promise->addResult(done.ok() ? Result<T>(std::move(done->value)) : Result<T>(done.error()));
            promise->finish();
        });
    return promise->future();
}

} // namespace cs::services
