// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/pipelineevent.h"
#include "backend/services/core/storecontext.h"

namespace cs::services {

/// An order of the pipeline family that another program has placed with us, with its product's price: we become its owner.
/// Its creator is the customer. False: the order is there already (noted in its history when it is another one). Invalid for
/// a product that is not in the product table. Inside a job of the writer.
Result<bool> placeFromPipeline(StoreContext &context, storage::Connection &connection, const events::PipelineRecord &record,
                               const QString &eventId);

/// See placeFromPipeline(): what cannot be placed is refused on the spot, and its neighbours are unharmed.
struct PlacedElsewhere
{
    bool isNew = false;
    QString refusal; ///< a sentence; empty: it is there
};
Result<PlacedElsewhere> placeOrRefuse(StoreContext &context, storage::Connection &connection, const events::PipelineRecord &record,
                                      const QString &eventId);

} // namespace cs::services
