# SPDX-License-Identifier: GPL-3.0-or-later
list(APPEND CS_SERVICES_SOURCES
    security/auditkey.cpp security/password.cpp security/password.h security/security.cpp security/security.h
    security/signin.cpp security/tokens.cpp security/tokens.h)
