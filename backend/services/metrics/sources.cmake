# SPDX-License-Identifier: GPL-3.0-or-later
list(APPEND CS_SERVICES_SOURCES
    metrics/notifierwatch.cpp metrics/poller.cpp metrics/lagbook.cpp metrics/lagverdict.cpp metrics/endhistory.cpp metrics/groupbook.cpp metrics/metricsregistry.cpp metrics/prometheus.cpp metrics/processfigures.cpp)
