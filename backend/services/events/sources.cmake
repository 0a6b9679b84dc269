# SPDX-License-Identifier: GPL-3.0-or-later
list(APPEND CS_SERVICES_SOURCES
    events/relay.cpp events/relayloop.cpp events/relayreceipts.cpp events/relayqueue.cpp events/relaylease.cpp
    events/beginnings.cpp events/deadletterrow.cpp events/ingest.cpp events/ingestloop.cpp events/ingestrecovery.cpp events/ingestbatch.cpp events/batchrows.cpp events/ingestjob.cpp
    events/ingestsignals.cpp events/offsetbook.cpp events/projection.cpp events/factwords.cpp events/foreignfacts.cpp events/approvalmerge.cpp
    events/trusteddecision.cpp events/familyfacts.cpp events/otherrecords.cpp events/livetail.cpp events/loggedrecord.cpp)
