list(APPEND CS_SERVICES_SOURCES queries/queries.cpp queries/orderdetail.cpp queries/awaitedstep.cpp)
