// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/daemon/apiclient.h"
#include "backend/settings/options.h"

#include <memory>

namespace cs::daemon {

/// Where a command works. While a service or console runs on the data folder it goes through that one's API; else this
/// process takes the folder, opens the store and answers the same API to itself alone, so that each command has one way.
class Place final
{
public:
    static Result<std::unique_ptr<Place>> open(const settings::Options &options);
    ~Place();
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;

    ApiClient &api();
    /// True when another process owns the folder.
    bool isElsewhere() const;

private:
    Place();
    Status openHere();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::daemon
