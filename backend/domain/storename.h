// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace cs {

/// Every Countersign store names itself so, with its id behind it: as the source of its records, and as its orders' owner.
inline constexpr QStringView kStorePrefix = u"urn:countersign:";

} // namespace cs
