// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/notification/wishes.h"

#include "backend/services/core/act.h"
#include "backend/storage/auditstore.h"
#include "backend/storage/preferencestore.h"
#include "backend/support/json.h"

#include <algorithm>

namespace cs::services {

namespace {

storage::AuditEntry auditOf(const Wishes &wishes, const Actor &actor, TimePoint at)
{
    json::Writer detail;
    detail.beginObject();
    for (auto one = wishes.channels.cbegin(); one != wishes.channels.cend(); ++one)
        detail.member(channelName(one.key()).toLatin1().constData(), one.value() ? QStringLiteral("wanted") : QStringLiteral("not wanted"));
    detail.endObject(); // the address is the person's own, and not for the chain
    storage::AuditEntry entry;
    entry.at = at;
    entry.actor = actor;
    entry.act = QStringLiteral("preferences.save");
    entry.subject = wishes.userId;
    entry.detail = QString::fromUtf8(detail.take());
    return entry;
}

Status keep(storage::Connection &connection, const Wishes &wishes)
{
    storage::PreferenceStore store(connection);
    for (const Channel channel : {Channel::InApp, Channel::Email, Channel::Sms, Channel::Push}) {
        const auto wish = wishes.channels.constFind(channel);
        CS_TRY(wish == wishes.channels.cend() ? store.drop(wishes.userId, channel, {}) : store.put({wishes.userId, channel, {}, *wish}));
    }
    return store.putAddress(wishes.userId, Channel::Email, wishes.email);
}

} // namespace

bool isEmailAddress(const QString &text)
{
    const qsizetype at = text.indexOf(QLatin1Char('@'));
    const bool plain = std::none_of(text.begin(), text.end(), [](QChar one) { return one.isSpace() || one.category() == QChar::Other_Control; });
    return plain && text.size() <= 254 && at > 0 && at < text.size() - 1 && text.indexOf(QLatin1Char('@'), at + 1) < 0; // RFC 5321: a path has 256 with its brackets
}

QFuture<Result<Wishes>> readWishes(StoreReader &reader, const QString &userId)
{
    return reader.read<Wishes>([userId](storage::Connection &connection) -> Result<Wishes> {
        Wishes wishes{userId, {}, {}};
        const auto all = storage::PreferenceStore(connection).all();
        CS_TRY(all);
        for (const storage::Preference &one : *all) {
            if (one.userId == userId && one.category.isEmpty())
                wishes.channels.insert(one.channel, one.wanted);
        }
        const auto addresses = storage::PreferenceStore(connection).addresses(Channel::Email, {userId});
        CS_TRY(addresses);
        wishes.email = addresses->value(userId);
        return wishes;
    });
}

QFuture<Result<bool>> saveWishes(StoreContext &context, const Wishes &wishes, const Actor &actor)
{
    const bool own = actor.userId == wishes.userId;
    if (const Status may = own ? mayWrite(context) : mayAct(context, actor, Right::Administer); !may.ok())
        return answered<bool>(may.error());
    if (!wishes.email.isEmpty() && !isEmailAddress(wishes.email))
        return answered<bool>(Error::field(QStringLiteral("email"), QStringLiteral("%1 is no e-mail address.").arg(wishes.email)));
    return context.writer.submitFor<bool>(
        storage::Priority::Person, storage::Durability::Full,
        [wishes, actor, at = context.clock.now(), key = context.auditKey](storage::Connection &connection) -> Result<bool> {
            CS_TRY(keep(connection, wishes));
            CS_TRY(storage::AuditStore(connection, key).append({auditOf(wishes, actor, at)}));
            return true;
        });
}

} // namespace cs::services
