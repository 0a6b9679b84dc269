// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"

namespace cs::api {

/// The router's routes as an OpenAPI 3.1 document (JSON), in the order in which they were added. Byte-stable. Any thread.
QByteArray openApiDocument(const Router &router, const QByteArray &version);

} // namespace cs::api
