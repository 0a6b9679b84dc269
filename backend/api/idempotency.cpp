// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/idempotency.h"

#include "backend/storage/auditstore.h"

#include <QCryptographicHash>
#include <algorithm>

namespace cs::api {

namespace {

using Kept = std::optional<storage::IdempotencyStore::Answer>;

bool isGoodKey(const QByteArray &key)
{
    return !key.isEmpty() && key.size() <= 128 && std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

QByteArray requestHash(const Request &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(request.method + ' ' + request.path + '\n');
    hash.addData(request.body);
    return hash.result();
}

Answer keptAnswer(const storage::IdempotencyStore::Answer &kept)
{
    Answer answer;
    answer.status = kept.status;
    answer.body = kept.body;
    answer.headers.emplaceBack("Idempotency-Replayed", "true");
    return answer;
}

} // namespace

Answer usedForAnother()
{
    return errorAnswer(422, QStringLiteral("This Idempotency-Key was used for another request; take a new one."));
}

PersonHandler idempotent(const Calls &calls, PersonHandler handler)
{
    return [&calls, handler = std::move(handler)](const Request &request, const Actor &actor) -> Result<Answer> {
        if (!request.headers.contains("idempotency-key"))
            return handler(request, actor);
        const QByteArray sent = request.header("idempotency-key");
        if (!isGoodKey(sent))
            return Error::field(QStringLiteral("Idempotency-Key"), QStringLiteral("This must be 1 to 128 visible ASCII characters."));
        const QString key = QString::fromLatin1(sent);
        const QByteArray hash = requestHash(request);
        const auto kept = calls.read<Kept>([actor, key](storage::Connection &connection) {
            return storage::IdempotencyStore(connection).find(actor.userId, key);
        });
        if (!kept.ok())
            return kept.error();
        if (*kept && (*kept)->requestHash != hash)
            return usedForAnother();
        if (*kept)
            return keptAnswer(**kept);
        const Result<Answer> answer = handler(request, actor);
        if (!answer.ok() || answer->status >= 300)
            return answer;
        services::StoreContext &store = calls.context().store;
        const storage::IdempotencyStore::Answer row{hash, answer->status, answer->body};
        CS_TRY(calls.wait(store.writer.submit(storage::Priority::Person, storage::Durability::Full,
            [actor, key, row, at = store.clock.now()](storage::Connection &connection) {
                return storage::IdempotencyStore(connection).keep(actor.userId, key, row, at);
            })));
        return answer;
    };
}

} // namespace cs::api
