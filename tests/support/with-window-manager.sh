#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command with a window manager on the display, and ends with the command's status. Windows need one to get the focus,
# and it has to be there before the first of them: windows that it finds are not activated.
set -uo pipefail

openbox --sm-disable >/dev/null 2>&1 &
manager=$!
until xdotool get_desktop >/dev/null 2>&1; do
    kill -0 "$manager" 2>/dev/null || { printf 'tests: openbox does not start on display %s\n' "${DISPLAY:-}" >&2; exit 1; }
    sleep 0.05
done
"$@"
status=$?
kill "$manager" 2>/dev/null
exit "$status"
