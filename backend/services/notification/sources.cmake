# SPDX-License-Identifier: GPL-3.0-or-later
list(APPEND CS_SERVICES_SOURCES notification/digest.cpp notification/digestworker.cpp notification/retryjob.cpp notification/retryworker.cpp
    notification/announcer.cpp notification/familyrouting.cpp notification/routing.cpp notification/wording.cpp)
