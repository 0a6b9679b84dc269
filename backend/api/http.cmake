# SPDX-License-Identifier: GPL-3.0-or-later
# The HTTP server by itself: it knows requests and answers, and none of the services.
cs_library(cs_http
    SOURCES httpmessage.cpp bodystream.cpp router.cpp httpserver.cpp httpsession.cpp httpsessionhead.cpp httpsessionbody.cpp httpsessionstream.cpp websocketsession.cpp
    PUBLIC cs_support
    PRIVATE Boost::headers Threads::Threads)
