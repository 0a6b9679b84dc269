# SPDX-License-Identifier: GPL-3.0-or-later
list(APPEND CS_SERVICES_SOURCES notification/announcer.cpp notification/confirmation.cpp notification/digest.cpp notification/digestworker.cpp
    notification/familyrouting.cpp notification/gates.cpp notification/handover.cpp notification/notificationacts.cpp notification/retryjob.cpp
    notification/retryworker.cpp notification/routing.cpp notification/wishes.cpp notification/wording.cpp)
