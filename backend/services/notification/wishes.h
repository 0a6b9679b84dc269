// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/actor.h"
#include "backend/services/core/storecontext.h"
#include "backend/services/core/storereader.h"

#include <QFuture>
#include <QMap>

namespace cs::services {

/// How a person wants to be told, whatever it is about. A channel that is not there is as usual: the app, and what a sender names.
struct Wishes
{
    QString userId;
    QMap<Channel, bool> channels;
    QString email; ///< empty: none
};

/// One @ with something on both sides, and neither spaces nor control characters: whether it is delivered is for the mail to find out.
bool isEmailAddress(const QString &text);

QFuture<Result<Wishes>> readWishes(StoreReader &reader, const QString &userId);
/// Audited. One's own, or with Right::Administer anybody's; Invalid for an address that is none. It counts within seconds.
QFuture<Result<bool>> saveWishes(StoreContext &context, const Wishes &wishes, const Actor &actor);

} // namespace cs::services
