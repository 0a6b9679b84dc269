// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/core/storecontext.h"
#include "backend/storage/ingeststore.h"

namespace cs::services {

/// Stores where a consumer began (OffsetBook::begin), so that its account is right even when nothing comes for long. Waits for
/// nothing: the batches stand behind it in the writer's queue, and are refused when it is not there. Any thread.
void keepBeginnings(StoreContext &context, const QString &group, const QList<storage::PartitionState> &begun);

} // namespace cs::services
