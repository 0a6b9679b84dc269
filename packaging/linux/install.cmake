# SPDX-License-Identifier: GPL-3.0-or-later
# Desktop entry, AppStream file, icons, man pages and papers. The id is the same everywhere, and the one that the console
# sets with QGuiApplication::setDesktopFileName, by which a desktop finds the icon of a window.
set(COUNTERSIGN_APP_ID io.github.countersign.Countersign)
set(COUNTERSIGN_RELEASE_DATE "2026-11-21")

set(generated "${CMAKE_CURRENT_BINARY_DIR}/linux")
file(READ "${CMAKE_CURRENT_LIST_DIR}/options.man" COUNTERSIGN_MAN_OPTIONS)
file(READ "${CMAKE_CURRENT_LIST_DIR}/files.man" COUNTERSIGN_MAN_FILES)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    "${CMAKE_CURRENT_LIST_DIR}/options.man" "${CMAKE_CURRENT_LIST_DIR}/files.man")
string(STRIP "${COUNTERSIGN_MAN_OPTIONS}" COUNTERSIGN_MAN_OPTIONS)
string(STRIP "${COUNTERSIGN_MAN_FILES}" COUNTERSIGN_MAN_FILES)

# install_man(<name>): a man page of section 1, compressed without a date in it, where gzip is there.
find_program(GZIP_PROGRAM gzip)
function(install_man name)
    configure_file(linux/${name}.1.in "${generated}/${name}.1" @ONLY)
    set(page "${generated}/${name}.1")
    if(GZIP_PROGRAM)
        add_custom_command(OUTPUT "${page}.gz" DEPENDS "${page}" COMMAND ${GZIP_PROGRAM} -9nkf "${page}" VERBATIM)
        add_custom_target(man-${name} ALL DEPENDS "${page}.gz")
        string(APPEND page ".gz")
    endif()
    install(FILES "${page}" DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endfunction()

install_man(countersignd)
set(doc ${CMAKE_INSTALL_DATADIR}/doc/countersign)
install(FILES linux/copyright DESTINATION ${doc})
install(FILES "${PROJECT_SOURCE_DIR}/resources/countersign.ini.sample" DESTINATION ${doc}/examples
    RENAME countersign.ini OPTIONAL)

if(COUNTERSIGN_DESKTOP)
    install_man(countersign)
    configure_file(linux/${COUNTERSIGN_APP_ID}.metainfo.xml.in "${generated}/${COUNTERSIGN_APP_ID}.metainfo.xml" @ONLY)
    install(FILES "${generated}/${COUNTERSIGN_APP_ID}.metainfo.xml" DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES linux/${COUNTERSIGN_APP_ID}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    set(hicolor ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
    install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/countersign.svg" DESTINATION ${hicolor}/scalable/apps
        RENAME ${COUNTERSIGN_APP_ID}.svg)
    foreach(size 48 64 128 256)
        install(FILES linux/icons/${size}.png DESTINATION ${hicolor}/${size}x${size}/apps RENAME ${COUNTERSIGN_APP_ID}.png)
    endforeach()
endif()
