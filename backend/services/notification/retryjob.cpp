// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/retryjob.h"

#include "backend/events/cloudevents.h"
#include "backend/events/retryrecord.h"
#include "backend/services/events/deadletterrow.h"
#include "backend/support/ids.h"

namespace cs::services {

using events::Record;
using storage::Connection;
using storage::RetryRow;

namespace {

constexpr auto kFarthestDue = std::chrono::hours(1);

QString textOf(const Record &record, QByteArrayView header)
{
    const QByteArray *value = record.header(header);
    return value != nullptr ? QString::fromUtf8(*value) : QString();
}

/// As it stands in the log: on the retry topic, about what its original is about.
storage::LoggedEvent loggedOf(const Record &record, const PreparedRecord &prepared)
{
    storage::LoggedEvent logged = prepared.logged;
    logged.record = record;
    return logged;
}

} // namespace

Millis pauseAfter(int attempts)
{
    return std::chrono::seconds(std::clamp(attempts, 1, kTries));
}

RetryRow retryRowOf(const Record &original, const events::DeadLetterCause &cause, int attempts, TimePoint dueAt)
{
    RetryRow row;
    row.dueAt = dueAt;
    row.attempts = attempts;
    row.record = original;
    row.code = cause.code;
    row.message = cause.message;
    const events::CloudEvent head = events::fromHeaders(original);
    if (original.offset >= 0)
        row.key = keyHash({"at", original.topic.toUtf8(), QByteArray::number(original.partition), QByteArray::number(original.offset)});
    else
        row.key = keyHash({"id", original.topic.toUtf8(), head.source.toUtf8(), head.id.toUtf8(), original.value.value_or(QByteArray())});
    return row;
}

RetryIntake sortRetries(const QList<Record> &records, const Place &place, const QString &group, const StoreContext &context, TimePoint now)
{
    RetryIntake intake;
    for (const Record &record : records) {
        const events::RetryRecord retry = events::fromRetry(record);
        const PreparedRecord prepared = prepareRecord(retry.original, place, context, now);
        storage::LoggedEvent logged = loggedOf(record, prepared);
        if (retry.original.topic.isEmpty()) {
            logged.badCode = QStringLiteral("no_origin");
            logged.badMessage = QStringLiteral("It names no topic of origin, and its value is no event of a known topic.");
        }
        if (!logged.badCode.isEmpty()) {
            intake.deadLetters.append(deadLetterRow(record, {logged.badCode, logged.badMessage, group}, textOf(record, "ce_id"), context, now));
        } else if ((prepared.fact || prepared.other) && textOf(record, events::kScheduledBy) != context.source) { // ours is scheduled since it failed
            const TimePoint due = std::clamp<TimePoint>(retry.dueAt.value_or(now), now, now + kFarthestDue);
            intake.rows.append(retryRowOf(retry.original, {textOf(record, "kafka_dlt-exception-fqcn"), textOf(record, "kafka_dlt-exception-message"), {}},
                                          std::min(retry.attempts, kTries - 1), due));
        }
        intake.logged.append(logged);
    }
    return intake;
}

Status storeRetries(Connection &connection, const RetryIntake &intake, const QString &group, const QString &epoch)
{
    storage::IngestStore store(connection);
    for (const PartitionStep &step : intake.steps)
        CS_TRY(store.advance(group, epoch, step.to, step.from.next));
    CS_TRY(store.log(intake.logged));
    if (!intake.rows.isEmpty())
        CS_TRY(storage::RetryStore(connection).add(intake.rows));
    if (!intake.deadLetters.isEmpty())
        CS_TRY(storage::OutboxStore(connection).add(intake.deadLetters));
    return Done{};
}

Result<BatchOutcome> tryAgain(Connection &connection, const RetryRow &row, const Place &place, StoreContext &context)
{
    const Result<bool> taken = storage::RetryStore(connection).take(row);
    CS_TRY(taken);
    if (!*taken)
        return BatchOutcome{};
    const Result<Directory> people = Directory::read(connection);
    CS_TRY(people);
    const TimePoint now = context.clock.now();
    const PreparedBatch batch = prepareBatch({prepareRecord(row.record, place, context, now)}, std::make_shared<const Directory>(*people),
                                             place, context, now);
    return applyBatch(connection, batch, place, context);
}

Result<bool> putOff(Connection &connection, const RetryRow &row, const QString &why, const QString &group, StoreContext &context)
{
    const Result<bool> taken = storage::RetryStore(connection).take(row);
    CS_TRY(taken);
    if (!*taken)
        return false;
    const TimePoint now = context.clock.now();
    const events::DeadLetterCause cause{QStringLiteral("effect_failed"), why, group};
    const int attempts = row.attempts + 1;
    if (attempts >= kTries) {
        CS_TRY(storage::OutboxStore(connection).add({deadLetterRow(row.record, cause, textOf(row.record, "ce_id"), context, now)}));
        return true;
    }
    CS_TRY(storage::RetryStore(connection).add({retryRowOf(row.record, cause, attempts, now + pauseAfter(attempts))}));
    return false;
}

} // namespace cs::services
