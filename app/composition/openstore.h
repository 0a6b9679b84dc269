// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/settings/options.h"
#include "backend/support/result.h"

#include <memory>

namespace cs::services {
struct StoreContext;
class Changes;
} // namespace cs::services

namespace cs::app {

/// The data folder, taken by its lock file, and the store in it, opened for writing: what a command needs that works
/// without a broker, and what Backend begins with. One process owns a data folder.
class OpenStore final
{
public:
    /// Conflict, naming the other process, when the folder is taken.
    static Result<std::unique_ptr<OpenStore>> open(const settings::Options &options);
    ~OpenStore(); ///< runs what is queued, then closes and frees the folder
    OpenStore(const OpenStore &) = delete;
    OpenStore &operator=(const OpenStore &) = delete;

    services::StoreContext &context() const;
    services::Changes &changes() const;

private:
    OpenStore();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::app
