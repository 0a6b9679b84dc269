#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and starts the demonstration: the console where there is a display, else the daemon.
# What follows is passed on to the program. A second run neither installs nor builds anything.
#
#   packaging/run.sh [OPTION…]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$here")
started_in=$PWD
build="$top/build/release"

"$here/setup.sh" --run
cd "$top"
if [ ! -f "$build/build.ninja" ]; then
    printf 'run: configuring\n'
    log=$(mktemp)
    cmake --preset release >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
    rm -f "$log"
fi
if ! cmake --build --preset release --target countersign countersignd -- -n | grep -q 'no work to do'; then
    printf 'run: building (the first time takes some minutes)\n'
    cmake --build --preset release --target countersign countersignd
fi

cd "$started_in"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    printf 'run: starting the console\n'
    exec "$build/app/desktop/countersign" --demo "$@"
fi
printf 'run: no display here; starting the daemon (stop it with Ctrl+C)\n'
exec "$build/app/daemon/countersignd" serve --demo "$@"
