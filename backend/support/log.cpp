// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/log.h"

Q_LOGGING_CATEGORY(lcStorage, "countersign.storage", QtInfoMsg)
Q_LOGGING_CATEGORY(lcMessaging, "countersign.messaging", QtInfoMsg)
Q_LOGGING_CATEGORY(lcServices, "countersign.services", QtInfoMsg)
Q_LOGGING_CATEGORY(lcApi, "countersign.api", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "countersign.ui", QtInfoMsg)
