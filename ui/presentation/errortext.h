// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

namespace cs {

/// An error as a person in front of the field reads it: without the field's name on the wire ("userId: ") before it. Pure.
QString errorText(const Error &error);

} // namespace cs
