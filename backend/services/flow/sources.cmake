# SPDX-License-Identifier: GPL-3.0-or-later
list(APPEND CS_SERVICES_SOURCES
    flow/commandintake.cpp flow/commandreader.cpp flow/commands.cpp flow/doers.cpp flow/duesteps.cpp flow/httpcaller.cpp flow/httpgateways.cpp flow/sandbox.cpp
    flow/heardsteps.cpp flow/serviceworker.cpp flow/serviceworker.h flow/servicestatus.cpp flow/settledorders.cpp flow/settledpayments.cpp
    flow/settlement.cpp flow/stepeffects.cpp flow/stepsbyhand.cpp flow/stepturn.cpp flow/stepwords.cpp flow/taker.cpp flow/stockadjustment.cpp)
