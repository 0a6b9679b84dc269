# SPDX-License-Identifier: GPL-3.0-or-later
list(APPEND CS_SERVICES_SOURCES notification/routing.cpp notification/wording.cpp)
