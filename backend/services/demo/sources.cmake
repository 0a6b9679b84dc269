# SPDX-License-Identifier: GPL-3.0-or-later
qt_add_resources(CS_DEMO_RESOURCES ${PROJECT_SOURCE_DIR}/resources/data/demodata.qrc
    OPTIONS --compress-algo zlib --compress 9)
list(APPEND CS_SERVICES_SOURCES
    demo/demo.h demo/demodata.cpp demo/demodata.h demo/demoseed.cpp demo/demostream.cpp demo/demotokens.cpp
    ${CS_DEMO_RESOURCES})
