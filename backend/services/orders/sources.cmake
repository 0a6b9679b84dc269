# SPDX-License-Identifier: GPL-3.0-or-later
list(APPEND CS_SERVICES_SOURCES
    orders/actrows.cpp orders/actrows.h orders/approvalservice.cpp orders/approvalservice.h orders/csvorders.cpp
    orders/csvorders.h orders/linereader.cpp orders/filekind.cpp orders/linereader.h orders/orderimport.cpp orders/orderimport.h
    orders/orderedit.cpp orders/orderjsonline.cpp orders/orderservice.cpp orders/orderservice.h orders/placing.cpp orders/placedelsewhere.cpp orders/placing.h
    orders/referencedata.cpp orders/referencefile.cpp orders/release.cpp orders/release.h)
