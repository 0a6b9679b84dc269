// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/cloudevents.h"
#include "backend/events/codec.h"
#include "backend/storage/ingeststore.h"

namespace cs::services {

/// The event log's row of a record as it was read, whichever consumer read it; what it says is described besides. `head`: its headers.
storage::LoggedEvent loggedAs(events::Record record, const events::CloudEvent &head, TimePoint now);
/// What is wrong with it, in a sentence with its path and byte.
void setBad(storage::LoggedEvent &logged, const events::BadRecord &bad);

} // namespace cs::services
