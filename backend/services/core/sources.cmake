# SPDX-License-Identifier: GPL-3.0-or-later
list(APPEND CS_SERVICES_SOURCES
    core/act.cpp core/act.h core/changes.h core/storecontext.h core/storereader.cpp core/storereader.h
    core/storeworker.cpp core/storeworker.h)
