list(APPEND CS_SERVICES_SOURCES queries/queries.cpp)
