# SPDX-License-Identifier: GPL-3.0-or-later
# One interface target carries warnings and strict Qt defines; cs_library() and cs_test() make every target alike.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

option(COUNTERSIGN_WERROR "Treat warnings as errors" ON)
set(COUNTERSIGN_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them")
# A hundred test programs that each hold all layers take 16 GB with a sanitizer. Shared, a layer is linked once; what is shipped
# stays whole.
option(COUNTERSIGN_SHARED "Build the layers as shared libraries: quick to link, and small, but not to install" OFF)

option(COUNTERSIGN_PCH "Compile the common headers once" ON)
# What changes one file compiles its neighbours too: for whole builds, not for daily work.
option(COUNTERSIGN_UNITY "Compile the files of a library together, eight at a time" OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The sloppiness is what ccache asks for before it caches what was compiled with a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${CCACHE_PROGRAM}")
    set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(cs_build INTERFACE)
target_compile_definitions(cs_build INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_CONTEXTLESS_CONNECT QT_NO_KEYWORDS QT_NO_FOREACH QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 COUNTERSIGN_VERSION="${PROJECT_VERSION}")
if(MSVC)
    target_compile_options(cs_build INTERFACE /W4 /utf-8 $<$<BOOL:${COUNTERSIGN_WERROR}>:/WX>)
else()
    target_compile_options(cs_build INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
        -Woverloaded-virtual -Wcast-qual -Wformat=2 $<$<BOOL:${COUNTERSIGN_WERROR}>:-Werror>)
    if(COUNTERSIGN_SANITIZE)
        target_compile_options(cs_build INTERFACE -fsanitize=${COUNTERSIGN_SANITIZE} -fno-omit-frame-pointer)
        target_link_options(cs_build INTERFACE -fsanitize=${COUNTERSIGN_SANITIZE})
        if(COUNTERSIGN_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
            target_compile_options(cs_build INTERFACE -Wno-tsan) # Asio's fences, which the sanitizer does not follow
        endif()
    endif()
endif()

# What the service allocates with. Records are made on one thread and freed on another, which the C library's heaps pay dearly
# for: with jemalloc the relay needs half the processor time, an import a fifth less in all. The console keeps the C library's,
# which hold less memory.
option(COUNTERSIGN_JEMALLOC "Link the service with jemalloc where it is found" ON)
add_library(cs_allocator INTERFACE)
if(COUNTERSIGN_JEMALLOC AND UNIX AND NOT APPLE AND NOT COUNTERSIGN_SANITIZE)
    pkg_check_modules(JEMALLOC IMPORTED_TARGET jemalloc)
    if(JEMALLOC_FOUND)
        # Nothing names it, and yet it is needed.
        target_link_options(cs_allocator INTERFACE LINKER:--push-state,--no-as-needed ${JEMALLOC_LINK_LIBRARIES} LINKER:--pop-state)
    endif()
endif()

# cs_pch(<target> <header> [libs…]): a header that is compiled once, for the targets of each folder whose
# COUNTERSIGN_PCH_TARGET names it.
function(cs_pch target header)
    add_library(${target} STATIC "${PROJECT_SOURCE_DIR}/packaging/cmake/pch/pch.cpp")
    set_target_properties(${target} PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
    target_link_libraries(${target} PRIVATE cs_build ${ARGN})
    target_precompile_headers(${target} PRIVATE "${PROJECT_SOURCE_DIR}/packaging/cmake/pch/${header}")
endfunction()

# cs_use_pch(<target> [header's target])
function(cs_use_pch target)
    set(pch "${COUNTERSIGN_PCH_TARGET}")
    if(ARGC GREATER 1)
        set(pch "${ARGV1}")
    endif()
    if(pch MATCHES "tests$|testparts$")
        cs_test_options(${target})
    endif()
    if(COUNTERSIGN_PCH AND pch)
        target_precompile_headers(${target} REUSE_FROM ${pch})
    endif()
endfunction()

include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=gold COUNTERSIGN_GOLD)

# Tests are compiled once and run once: optimizing them takes longer than it gives, and so does the default linker.
function(cs_test_options target)
    if(NOT MSVC)
        target_compile_options(${target} PRIVATE -O0 $<$<CONFIG:Release,RelWithDebInfo>:-g0>) # its lines are stripped below
        if(COUNTERSIGN_GOLD)
            target_link_options(${target} PRIVATE -fuse-ld=gold)
        endif()
        if(NOT APPLE) # each holds all layers where those are not shared: without their lines of source, a third of the space
            target_link_options(${target} PRIVATE $<$<CONFIG:Release,RelWithDebInfo>:LINKER:--strip-debug>)
        endif()
    endif()
endfunction()

# cs_library(<name> SOURCES … [PUBLIC libs…] [PRIVATE libs…]): a layer. Headers are included from the project's root
# ("backend/domain/order.h"), so the folder of an include names its layer. NO_MOC for layers without QObjects.
function(cs_library name)
    cmake_parse_arguments(A "NO_MOC" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    if(COUNTERSIGN_SHARED)
        add_library(${name} SHARED ${A_SOURCES})
        set_target_properties(${name} PROPERTIES DEFINE_SYMBOL "") # compiled as for the others, so the compiler's cache serves both
    else()
        add_library(${name} STATIC ${A_SOURCES})
    endif()
    target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PUBLIC ${A_PUBLIC} PRIVATE cs_build ${A_PRIVATE})
    if(A_NO_MOC)
        set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
    endif()
    if(COUNTERSIGN_UNITY)
        set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
        if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU") # a Private that holds a file's own type: right in a source, if not the main one
            target_compile_options(${name} PRIVATE -Wno-subobject-linkage)
        endif()
    endif()
    cs_use_pch(${name})
endfunction()

# What a sanitizer is told when a test runs: stop at the first finding, and overlook what is known of other people's libraries.
set(COUNTERSIGN_TEST_ENVIRONMENT "")
if(COUNTERSIGN_SANITIZE)
    set(COUNTERSIGN_TEST_ENVIRONMENT
        "UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1"
        "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0"
        "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/tsan.supp:halt_on_error=1:second_deadlock_stack=1")
endif()
add_custom_target(unit-tests)
add_custom_target(model-tests)
add_custom_target(threads-tests)

# A test's class stands in its source file, which includes its own .moc: made by one command here, as the scan of every
# file by a target of its own and an empty source to compile cost more than the test itself.
function(cs_test_moc name)
    foreach(source IN LISTS ARGN)
        file(STRINGS "${source}" included REGEX "^#include \".*\\.moc\"")
        get_filename_component(stem "${source}" NAME_WE)
        if(included)
            set(folder "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc")
            qt6_generate_moc("${source}" "${folder}/${stem}.moc" TARGET ${name})
            set_property(SOURCE "${source}" APPEND PROPERTY OBJECT_DEPENDS "${folder}/${stem}.moc")
            target_include_directories(${name} PRIVATE "${folder}")
        endif()
    endforeach()
    set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
endfunction()

# Qt6::Test without a path that it defines for each folder: with that a precompiled header would be right for one folder only.
add_library(cs_qttest INTERFACE)
target_link_libraries(cs_qttest INTERFACE $<LINK_ONLY:Qt6::Test> Qt6::Core)
target_include_directories(cs_qttest SYSTEM INTERFACE $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
target_compile_definitions(cs_qttest INTERFACE QT_TESTLIB_LIB)

# cs_test(<name> LABEL unit|model|integration|gui|chaos|large|bench|packaging SOURCES … LIBS … [TIMEOUT seconds] [SERIAL]
# [THREADS] [WIDGETS]): one QtTest program. Tests link libraries, never product sources. The targets unit-tests and model-tests build
# those labels alone; tests with a window take turns, as there is one focus. THREADS: the program's own threads meet in it,
# without another program; the label and the target threads(-tests) are what ThreadSanitizer runs besides. WIDGETS: what it
# links has windows. All of them name Qt Network (and Widgets), so that one precompiled header is right for all.
function(cs_test name)
    cmake_parse_arguments(A "SERIAL;THREADS;WIDGETS" "LABEL;TIMEOUT" "SOURCES;LIBS" ${ARGN})
    if(NOT A_TIMEOUT)
        set(A_TIMEOUT 120)
    endif()
    if(COUNTERSIGN_SANITIZE STREQUAL "thread")
        math(EXPR A_TIMEOUT "${A_TIMEOUT} * 5") # as much slower
    endif()
    set(labels ${A_LABEL})
    if(A_THREADS)
        list(APPEND labels threads)
    endif()
    add_executable(${name} ${A_SOURCES})
    target_link_libraries(${name} PRIVATE cs_build cs_qttest Qt6::Network $<$<BOOL:${A_WIDGETS}>:Qt6::Widgets> ${A_LIBS})
    if(TARGET cs_qtorder)
        target_link_libraries(${name} PRIVATE cs_qtorder)
    endif()
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_compile_definitions(${name} PRIVATE COUNTERSIGN_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        COUNTERSIGN_BINARY_DIR="${PROJECT_BINARY_DIR}")
    set(pch cs_pch_tests)
    if(A_WIDGETS)
        set(pch cs_pch_guitests)
    endif()
    cs_use_pch(${name} ${pch})
    if(NOT "${A_SOURCES}" MATCHES "\\.h(;|$)") # a header's class is AUTOMOC's work
        cs_test_moc(${name} ${A_SOURCES})
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT ${A_TIMEOUT})
    if(A_SERIAL)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
    endif()
    set(environment ${COUNTERSIGN_TEST_ENVIRONMENT})
    if(A_LABEL STREQUAL "gui")
        set_tests_properties(${name} PROPERTIES RESOURCE_LOCK display)
    else()
        list(APPEND environment "QT_QPA_PLATFORM=offscreen")
    endif()
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "${environment}")
    foreach(label IN LISTS labels)
        if(TARGET ${label}-tests)
            add_dependencies(${label}-tests ${name})
        endif()
    endforeach()
endfunction()
