// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/orders/orderservice.h"
#include "backend/services/security/security.h"

#include <QObject>
#include <memory>

namespace cs::services {

/// Adds the trading company's customers and products, its nine employees and the demo people of every role (those that
/// are missing), and `product-A`. Blocks until it is in the store; not on the GUI thread.
Status seedReferenceData(StoreContext &context);
/// Makes a token for each person and writes `demo-tokens.json` (0600) in the data folder: {"userId":"token",…}. Tokens
/// of an earlier start that are in the file and still hold are kept.
Status writeDemoTokens(StoreContext &context, const QString &dataDir);

/// The steady stream: orders of the book with ids of their own (D000001 and on, over restarts), created by the employee
/// who made the one in the book, at a human pace: one after half to one and a half of `pace`. While the store is away
/// it tries on. Moved to a thread with an event loop, where start() and the destructor run; requestStop() from any.
class DemoStream final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoStream)

public:
    DemoStream(StoreContext &context, OrderService &orders, Millis pace = Millis(3000));
    ~DemoStream() override;
    void start();
    void requestStop();

private:
    void scheduleNext();
    void placeNext();
    void placeNumbered();
    void noteOutcome();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::services
