// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/approvalstore.h"

#include "backend/storage/approvalrow.h"

namespace cs::storage {

namespace {

constexpr int kVoteColumns = 10;

Vote readVote(const Row &row)
{
    Vote vote;
    vote.id = row.at(0).toString();
    vote.orderId = row.at(1).toString();
    vote.round = row.at(2).toInt();
    vote.level = row.at(3).toString();
    vote.userId = row.at(4).toString();
    vote.verdict = codes::read(row.at(5), Verdict::Reject);
    vote.reason = row.at(6).toString();
    vote.version = row.at(7).toInt();
    vote.votedAt = readTime(row.at(8));
    vote.releaseAt = readTime(row.at(9));
    return vote;
}

/// Behind the vote's columns: its state, and topic, partition, offset, sent and seen of the outbox row, or NULLs.
DecisionRow readDecision(const Row &row)
{
    DecisionRow decision;
    decision.vote = readVote(row);
    const bool held = codes::read(row.at(kVoteColumns), codes::VoteState::Void) == codes::VoteState::Held;
    const bool sent = !row.at(kVoteColumns + 4).isNull();
    const bool seen = !row.at(kVoteColumns + 5).isNull();
    if (held)
        decision.progress = DecisionProgress::Held;
    else if (seen)
        decision.progress = DecisionProgress::Seen;
    else if (sent)
        decision.progress = DecisionProgress::Acknowledged;
    if (sent || seen) {
        decision.topic = row.at(kVoteColumns + 1).toString();
        decision.partition = row.at(kVoteColumns + 2).toInt();
        decision.offset = row.at(kVoteColumns + 3).toLongLong();
    }
    return decision;
}

Result<bool> changedOne(const Result<qint64> &changed)
{
    if (!changed)
        return changed.error();
    return *changed > 0;
}

} // namespace

Status ApprovalStore::addVote(const Vote &vote, bool released)
{
    const auto state = released ? codes::VoteState::Released : codes::VoteState::Held;
    const auto added = m_connection.run(QStringLiteral("votes.insert"),
        {vote.id, vote.orderId, vote.round, vote.level, vote.userId, codes::of(vote.verdict), vote.reason, vote.version,
            timeValue(vote.votedAt), timeValue(vote.releaseAt), codes::of(state),
            released ? timeValue(vote.releaseAt) : QVariant()});
    if (!added)
        return added.error();
    if (*added == 0)
        return Error::conflict(QStringLiteral("%1 voted on level %2 of order %3 already.").arg(vote.userId, vote.level, vote.orderId));
    return Done{};
}

Result<std::optional<Vote>> ApprovalStore::heldVote(const QString &voteId)
{
    const auto rows = m_connection.select(QStringLiteral("votes.held"), {voteId});
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? std::nullopt : std::optional(readVote(rows->first()));
}

Result<QList<Vote>> ApprovalStore::votesDue(TimePoint now, int limit)
{
    const auto rows = m_connection.select(QStringLiteral("votes.due"), {timeValue(now), limit});
    if (!rows)
        return rows.error();
    QList<Vote> found;
    for (const Row &row : *rows)
        found.append(readVote(row));
    return found;
}

Result<bool> ApprovalStore::markReleased(const QString &voteId, TimePoint at, const QString &outcome)
{
    return changedOne(m_connection.run(QStringLiteral("votes.release"), {timeValue(at), outcome, voteId}));
}

Result<bool> ApprovalStore::withdrawVote(const QString &voteId, const QString &userId)
{
    return changedOne(m_connection.run(QStringLiteral("votes.withdraw"), {voteId, userId}));
}

Result<QList<DecisionRow>> ApprovalStore::recentDecisions(const QString &userId, int limit)
{
    const auto rows = m_connection.select(QStringLiteral("votes.recent"), {userId, limit});
    if (!rows)
        return rows.error();
    QList<DecisionRow> found;
    for (const Row &row : *rows)
        found.append(readDecision(row));
    return found;
}

} // namespace cs::storage
